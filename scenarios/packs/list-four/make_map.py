"""Makes map.geojson, the land and ports from the Amur to the South China Sea, from Natural Earth's 1:50m countries.

`scenarios/map_making.py` says where the countries come from and how to run this. Flows of goods are schematic. North
America lies outside the box: what comes from there comes in from the east.
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
    "play": {"size": [590, 440], "centre": [132.0, 36.5], "pixels_per_km": 0.122, "own": True},
    "phone": {"size": [360, 260], "centre": [132.0, 36.5], "pixels_per_km": 0.075, "own": True},
    "play-middle": {"size": [590, 440], "centre": [132.0, 36.5], "pixels_per_km": 0.112, "own": True},
    "phone-middle": {"size": [360, 260], "centre": [132.0, 36.5], "pixels_per_km": 0.07, "own": True},
    "play-wide": {"size": [590, 440], "centre": [131.0, 36.5], "pixels_per_km": 0.1, "own": True},
    "phone-wide": {"size": [360, 260], "centre": [131.0, 36.5], "pixels_per_km": 0.062, "own": True},
    "projector": {"size": [560, 264], "centre": [132.0, 36.5], "pixels_per_km": 0.084, "own": False},
    "projector-middle": {"size": [560, 264], "centre": [132.0, 36.5], "pixels_per_km": 0.078, "own": False},
    "projector-wide": {"size": [560, 264], "centre": [131.0, 36.5], "pixels_per_km": 0.07, "own": False},
    "hero": {"size": [640, 400], "centre": [132.0, 36.5], "pixels_per_km": 0.11, "own": False},
    "card": {"size": [270, 130], "centre": [131.0, 36.5], "pixels_per_km": 0.055, "own": False},
}
PLAY, PHONE = ["play", "play-middle", "play-wide"], ["phone", "phone-middle", "phone-wide"]
PROJECTOR = ["projector", "projector-middle", "projector-wide"]
# kind, names (first line and second), longitude and latitude, the windows that name it
PLACES: list[dict[str, Any]] = [
    {"kind": "town", "names": ["Osaka"], "at": [135.5, 34.69], "windows": [*PLAY, "hero"]},
    {"kind": "town", "names": ["Beijing"], "at": [116.4, 39.9], "windows": [*PLAY, *PROJECTOR, "hero"]},
    {"kind": "town", "names": ["Shanghai"], "at": [121.47, 31.23], "windows": [*PLAY, "hero"]},
    {"kind": "town", "names": ["Vladivostok"], "at": [131.89, 43.1], "windows": [*PLAY, *PROJECTOR, "hero"]},
    {"kind": "country", "names": ["Russia"], "at": [118.0, 54.5], "windows": [*PLAY, *PHONE, *PROJECTOR, "hero"]},
    {"kind": "country", "names": ["China"], "at": [108.0, 33.0], "windows": [*PLAY, *PHONE, *PROJECTOR, "hero"]},
    {"kind": "country", "names": ["Japan"], "at": [142.5, 40.0], "windows": [*PHONE]},
    {"kind": "country", "names": ["South Korea"], "at": [128.0, 36.0], "windows": ["hero"]},
    {"kind": "sea", "names": ["Sea of Japan", "East Sea"], "at": [135.0, 40.2], "windows": [*PLAY, "hero"]},
    {"kind": "sea", "names": ["Pacific Ocean"], "at": [152.0, 25.5], "windows": [*PLAY, *PROJECTOR, "hero"]},
]  # fmt: skip
# Public pages show two flows of the record.
RECORD: list[dict[str, Any]] = [
    {"seat": "USA", "kind": "recent", "points": [[158.0, 36.5], [140.0, 33.0], [121.8, 38.2]],
     "label": "soya", "sublabel": "taxed from July 2018"},
    {"seat": "CHN", "kind": "recent", "points": [[122.5, 30.8], [138.0, 28.0], [157.0, 30.0]],
     "label": "goods", "sublabel": "34, 16, 200 billion"},
]  # fmt: skip

if __name__ == "__main__":
    tables = MapTables(BOX, TOLERANCE, SMALLEST, CODES, VIEWS, PLACES, (), RECORD, scale="1:50m")
    write(tables, Path(sys.argv[1]), Path(__file__).with_name("map.geojson"))
