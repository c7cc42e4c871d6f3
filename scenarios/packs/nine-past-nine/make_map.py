"""Makes map.geojson, the land, zones and places around the Liancourt Rocks, from Natural Earth's 1:10m countries.

`scenarios/map_making.py` says where the countries come from and how to run this.

Islets smaller than a pixel are left out of the land and drawn as symbols with both names. The outline of the
Korean zone follows the commonly reported corners of the AIP and is labelled approximate; no outline of the Japanese
zone is drawn, because none could be sourced.
"""

import sys
from pathlib import Path
from typing import Any

from scenarios.map_making import MapTables, write

BOX = (114.0, 25.0, 152.0, 51.0)
TOLERANCE = 0.006
SMALLEST = 0.0006
CODES = {"156": "CHN", "643": "RUS", "392": "JPN", "408": "PRK", "410": "KOR"}
NAUTICAL_MILES_12 = 22.224

# Sizes are the least that a page shows; larger pages show more of the sides, up to a quarter of the width.
VIEWS = {
    "play": {"size": [590, 440], "centre": [131.75, 37.3], "pixels_per_km": 0.63, "own": True},
    "phone": {"size": [360, 260], "centre": [131.75, 37.35], "pixels_per_km": 0.43, "own": True},
    "play-middle": {"size": [590, 440], "centre": [131.5, 37.1], "pixels_per_km": 0.46, "own": True},
    "phone-middle": {"size": [360, 260], "centre": [131.5, 37.1], "pixels_per_km": 0.28, "own": True},
    "play-wide": {"size": [590, 440], "centre": [130.6, 37.0], "pixels_per_km": 0.28, "own": True},
    "phone-wide": {"size": [360, 260], "centre": [130.3, 36.8], "pixels_per_km": 0.18, "own": True},
    "projector": {"size": [560, 264], "centre": [131.75, 37.35], "pixels_per_km": 0.5, "own": False},
    "projector-middle": {"size": [560, 264], "centre": [131.5, 37.1], "pixels_per_km": 0.34, "own": False},
    "projector-wide": {"size": [560, 264], "centre": [130.3, 36.7], "pixels_per_km": 0.19, "own": False},
    "hero": {"size": [640, 400], "centre": [131.55, 37.3], "pixels_per_km": 0.5, "own": False},
    "card": {"size": [270, 130], "centre": [131.8, 37.6], "pixels_per_km": 0.185, "own": False},
}
KADIZ = [
    [123.5, 39], [133, 39], [133, 37.2833], [130.5, 36], [129.8, 35.2167], [129.15, 34.7167], [128.8667, 34.2833],
    [127.5, 32.5], [126.8333, 32.5], [125.4167, 30], [124, 30], [124, 37], [123.5, 39],
]  # fmt: skip
ZONES = [{"name": "KADIZ", "note": "approximate", "label": [131.3, 38.65], "points": KADIZ}]
NEAR, FAR = ["play", "play-middle"], ["play-wide"]
PHONE, PHONE_FAR = ["phone", "phone-middle"], ["phone-wide"]
PROJECTOR, PROJECTOR_FAR = ["projector", "projector-middle"], ["projector-wide"]
ALL = [*NEAR, *FAR, *PHONE, *PHONE_FAR, *PROJECTOR, *PROJECTOR_FAR, "hero"]
# kind, names (first line and second), longitude and latitude, the windows that name it
PLACES: list[dict[str, Any]] = [
    {"kind": "rocks", "names": ["Liancourt Rocks", "Dokdo / Takeshima"], "at": [131.8667, 37.2417], "windows": ALL,
     "ring_km": NAUTICAL_MILES_12},
    {"kind": "sea", "names": ["Sea of Japan", "East Sea"], "at": [130.1, 38.15], "windows": NEAR},
    {"kind": "sea", "names": ["Sea of Japan / East Sea"], "at": [130.6, 39.45], "windows": ["hero"]},
    {"kind": "sea", "names": ["Sea of Japan / East Sea"], "at": [130.6, 39.6], "windows": [*PHONE, *PROJECTOR]},
    {"kind": "country", "names": ["North Korea"], "at": [127.6, 39.55], "windows": NEAR},
    {"kind": "country", "names": ["North Korea"], "at": [126.8, 39.6], "windows": ["hero"]},
    {"kind": "sea", "names": ["Sea of Japan", "East Sea"], "at": [134.3, 40.1], "windows": [*FAR, *PROJECTOR_FAR]},
    {"kind": "country", "names": ["South Korea"], "at": [128.25, 36.75],
     "windows": [*NEAR, *FAR, *PROJECTOR, *PROJECTOR_FAR, "hero"]},
    {"kind": "country", "names": ["North Korea"], "at": [126.8, 40.1], "windows": [*FAR, *PROJECTOR_FAR]},
    {"kind": "country", "names": ["Japan"], "at": [133.2, 34.75], "windows": [*FAR, *PROJECTOR_FAR]},
    {"kind": "country", "names": ["China"], "at": [124.3, 42.0], "windows": [*FAR, *PROJECTOR_FAR]},
    {"kind": "islet", "names": ["Ieodo / Suyan"], "at": [125.18, 32.12], "windows": [*FAR, *PHONE_FAR]},
    {"kind": "town", "names": ["Seoul"], "at": [126.98, 37.57], "windows": FAR},
    {"kind": "country", "names": ["Japan"], "at": [133.1, 34.95], "windows": [*NEAR, *PROJECTOR]},
    {"kind": "country", "names": ["Japan"], "at": [139.6, 36.9], "windows": ["hero"]},
    {"kind": "islet", "names": ["Ulleungdo"], "at": [130.86, 37.5], "windows": NEAR},
    {"kind": "islet", "names": ["Oki"], "at": [133.2, 36.2], "windows": [*NEAR, *PHONE, "hero"]},
    {"kind": "town", "names": ["Busan"], "at": [129.04, 35.12], "windows": [*NEAR, *PHONE, "hero"]},
    {"kind": "base", "names": ["Daegu AB"], "at": [128.64, 35.9], "windows": [*NEAR, *PHONE]},
    {"kind": "base", "names": ["Komatsu AB"], "at": [136.41, 36.39], "windows": NEAR},
]  # fmt: skip
# The record of 23 July 2019 for pages that show no exercise: schematic, true to the reported times and places.
RECORD: list[dict[str, Any]] = [
    {"seat": "RUS", "kind": "recent", "points": [[132.62, 40.2], [132.68, 38.4], [132.75, 37.55], [132.35, 37.0]],
     "label": "2 Tu-95MS + 2 H-6K", "sublabel": "left KADIZ 09:04"},
    {"seat": "CHN", "kind": "recent", "points": [[132.45, 40.2], [132.52, 38.4], [132.62, 37.55], [132.1, 37.0]],
     "label": "", "sublabel": ""},
    {"seat": "CHN", "kind": "earlier", "points": [[131.5, 38.5], [131.4, 37.4], [130.9, 36.3], [130.15, 34.9],
      [129.78, 34.27], [129.473, 33.98], [129.27, 33.79], [128.4, 33.2], [127.3, 32.75]],
     "label": "", "sublabel": ""},
    {"seat": "RUS", "kind": "recent", "points": [[135.2, 40.2], [134.3, 38.9], [133.0, 37.7], [132.0, 37.3]],
     "label": "A-50", "sublabel": "09:09"},
    {"seat": "RUS", "kind": "earlier", "points": [[133.5, 41.4], [133.2, 40.6], [132.9, 40.1]],
     "label": "", "sublabel": ""},
    {"seat": "KOR", "kind": "recent", "points": [[127.9, 37.1], [129.2, 37.7], [130.4, 37.85], [130.9, 37.75]],
     "label": "KF-16", "sublabel": ""},
    {"seat": "KOR", "kind": "recent", "points": [[128.64, 35.9], [129.9, 36.4], [131.0, 36.95]],
     "label": "F-15K", "sublabel": ""},
    {"seat": "JPN", "kind": "recent", "points": [[131.05, 33.69], [131.5, 35.0], [131.8, 36.2]],
     "label": "F-15J", "sublabel": ""},
]  # fmt: skip


if __name__ == "__main__":
    tables = MapTables(BOX, TOLERANCE, SMALLEST, CODES, VIEWS, PLACES, ZONES, RECORD)
    write(tables, Path(sys.argv[1]), Path(__file__).with_name("map.geojson"))
