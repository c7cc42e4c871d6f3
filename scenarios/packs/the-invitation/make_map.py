"""Makes map.geojson, the land and places from Lake Baikal to the Pacific, from Natural Earth's 1:50m countries.

`scenarios/map_making.py` says where the countries come from and how to run this. Routes are not drawn here: none was
sourced. The far east of Russia beyond 165° is outside the box.
"""

import sys
from pathlib import Path
from typing import Any

from scenarios.map_making import MapTables, write

BOX = (60.0, 18.0, 165.0, 72.0)
TOLERANCE = 0.06
SMALLEST = 0.05
CODES = {
    "156": "CHN", "643": "RUS", "392": "JPN", "408": "PRK", "410": "KOR", "496": "MNG", "398": "KAZ", "158": "TWN",
    "417": "KGZ", "762": "TJK", "860": "UZB", "356": "IND", "524": "NPL", "104": "MMR", "586": "PAK", "004": "AFG",
    "704": "VNM", "418": "LAO", "764": "THA", "064": "BTN", "050": "BGD",
}  # fmt: skip

VIEWS = {
    "play": {"size": [590, 440], "centre": [119.5, 46.5], "pixels_per_km": 0.122, "own": True},
    "phone": {"size": [360, 260], "centre": [119.5, 47.0], "pixels_per_km": 0.076, "own": True},
    "play-middle": {"size": [590, 440], "centre": [119.0, 46.5], "pixels_per_km": 0.112, "own": True},
    "phone-middle": {"size": [360, 260], "centre": [119.0, 47.0], "pixels_per_km": 0.07, "own": True},
    "play-wide": {"size": [590, 440], "centre": [118.0, 46.5], "pixels_per_km": 0.1, "own": True},
    "phone-wide": {"size": [360, 260], "centre": [118.0, 47.0], "pixels_per_km": 0.062, "own": True},
    "projector": {"size": [560, 264], "centre": [119.5, 46.5], "pixels_per_km": 0.078, "own": False},
    "projector-middle": {"size": [560, 264], "centre": [119.0, 46.5], "pixels_per_km": 0.072, "own": False},
    "projector-wide": {"size": [560, 264], "centre": [118.0, 46.5], "pixels_per_km": 0.066, "own": False},
    "hero": {"size": [640, 400], "centre": [119.5, 46.5], "pixels_per_km": 0.11, "own": False},
    "card": {"size": [270, 130], "centre": [118.0, 47.0], "pixels_per_km": 0.055, "own": False},
}
PLAY, PHONE = ["play", "play-middle", "play-wide"], ["phone", "phone-middle", "phone-wide"]
PROJECTOR = ["projector", "projector-middle", "projector-wide"]
# kind, names (first line and second), longitude and latitude, the windows that name it
PLACES: list[dict[str, Any]] = [
    {"kind": "base", "names": ["Tsugol"], "at": [115.6, 50.06], "windows": ["hero"]},
    {"kind": "town", "names": ["Vladivostok"], "at": [131.89, 43.1], "windows": [*PLAY, *PROJECTOR, "hero"]},
    {"kind": "town", "names": ["Ulaanbaatar"], "at": [106.9, 47.9], "windows": [*PLAY, "hero"]},
    {"kind": "town", "names": ["Beijing"], "at": [116.4, 39.9], "windows": [*PLAY, *PROJECTOR, "hero"]},
    {"kind": "town", "names": ["Tokyo"], "at": [139.7, 35.7], "windows": [*PLAY, "hero"]},
    {"kind": "country", "names": ["Russia"], "at": [113.0, 58.5], "windows": [*PLAY, *PHONE, *PROJECTOR, "hero"]},
    {"kind": "country", "names": ["Mongolia"], "at": [103.0, 45.8], "windows": [*PLAY, *PHONE, *PROJECTOR, "hero"]},
    {"kind": "country", "names": ["China"], "at": [107.0, 36.0], "windows": [*PLAY, *PHONE, *PROJECTOR, "hero"]},
    {"kind": "country", "names": ["Japan"], "at": [137.8, 37.2], "windows": [*PHONE]},
    {"kind": "sea", "names": ["Sea of Japan", "East Sea"], "at": [135.0, 40.2], "windows": [*PLAY, "hero"]},
    {"kind": "islet", "names": ["southern Kurils", "Northern Territories"], "at": [147.0, 44.4], "windows": ["hero"]},
]  # fmt: skip
# Public pages show where it happened, and the contingents whose coming is on record.
RECORD: list[dict[str, Any]] = [
    {"seat": "CHN", "kind": "recent", "points": [[122.5, 47.0], [118.5, 48.8], [117.2, 49.3]],
     "label": "3,200 soldiers", "sublabel": "as announced"},
    {"seat": "MNG", "kind": "recent", "points": [[107.2, 47.9], [111.0, 48.6], [113.6, 49.2]],
     "label": "units", "sublabel": ""},
]  # fmt: skip

if __name__ == "__main__":
    tables = MapTables(BOX, TOLERANCE, SMALLEST, CODES, VIEWS, PLACES, (), RECORD, scale="1:50m")
    write(tables, Path(sys.argv[1]), Path(__file__).with_name("map.geojson"))
