"""Makes map.geojson, the land, zones and places around the Liancourt Rocks, from Natural Earth's 1:10m countries.

Natural Earth is in the public domain. Its countries come as TopoJSON in the npm package world-atlas 2:

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python scenarios/packs/nine-past-nine/make_map.py package/countries-10m.json

Islets smaller than a pixel are left out of the land and drawn as symbols with both names. The outline of the
Korean zone follows the commonly reported corners of the AIP and is labelled approximate; no outline of the Japanese
zone is drawn, because none could be sourced.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wargame.web.geometry import area, clip, thin

BOX = (114.0, 25.0, 152.0, 51.0)
TOLERANCE = 0.006
SMALLEST = 0.0006
CODES = {"156": "CHN", "643": "RUS", "392": "JPN", "408": "PRK", "410": "KOR"}
NAUTICAL_MILES_12 = 22.224

VIEWS = {
    "play": {"size": [712, 560], "centre": [131.75, 37.3], "pixels_per_km": 0.76, "own": True},
    "phone": {"size": [390, 280], "centre": [131.75, 37.35], "pixels_per_km": 0.457, "own": True},
    "hero": {"size": [860, 440], "centre": [131.55, 37.3], "pixels_per_km": 0.545, "own": False},
    "card": {"size": [330, 140], "centre": [131.8, 37.6], "pixels_per_km": 0.2, "own": False},
}
KADIZ = [
    [123.5, 39], [133, 39], [133, 37.2833], [130.5, 36], [129.8, 35.2167], [129.15, 34.7167], [128.8667, 34.2833],
    [127.5, 32.5], [126.8333, 32.5], [125.4167, 30], [124, 30], [124, 37], [123.5, 39],
]  # fmt: skip
ZONES = [{"name": "KADIZ", "note": "approximate", "label": [131.0, 38.85], "points": KADIZ}]
# kind, names (first line and second), longitude, latitude; a rank 1 place is named on the phone too
PLACES: list[dict[str, Any]] = [
    {"kind": "rocks", "names": ["Liancourt Rocks", "Dokdo / Takeshima"], "at": [131.8667, 37.2417], "rank": 1,
     "ring_km": NAUTICAL_MILES_12},
    {"kind": "sea", "names": ["Sea of Japan", "East Sea"], "at": [130.55, 38.35], "rank": 1},
    {"kind": "country", "names": ["North Korea"], "at": [127.0, 39.3], "rank": 2},
    {"kind": "country", "names": ["South Korea"], "at": [128.25, 36.75], "rank": 2},
    {"kind": "country", "names": ["Japan"], "at": [133.1, 34.95], "rank": 2},
    {"kind": "country", "names": ["China"], "at": [126.2, 43.4], "rank": 2},
    {"kind": "country", "names": ["Russia"], "at": [134.0, 45.3], "rank": 2},
    {"kind": "islet", "names": ["Ulleungdo"], "at": [130.86, 37.5], "rank": 2},
    {"kind": "islet", "names": ["Oki"], "at": [133.2, 36.2], "rank": 2},
    {"kind": "islet", "names": ["Ieodo / Suyan"], "at": [125.18, 32.12], "rank": 2},
    {"kind": "town", "names": ["Busan"], "at": [129.04, 35.12], "rank": 1},
    {"kind": "town", "names": ["Seoul"], "at": [126.98, 37.57], "rank": 2},
    {"kind": "town", "names": ["Vladivostok"], "at": [131.89, 43.1], "rank": 2},
    {"kind": "base", "names": ["Daegu AB"], "at": [128.64, 35.9], "rank": 1},
    {"kind": "base", "names": ["Komatsu AB"], "at": [136.41, 36.39], "rank": 2},
]  # fmt: skip


def decoded_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs in degrees, thinned one by one so that neighbours keep a common border."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(thin(line, TOLERANCE) if touches(line) else line[:1])
    return arcs


def touches(line: list[tuple[float, float]]) -> bool:
    west, south, east, north = BOX
    return any(west - 5 <= x <= east + 5 and south - 5 <= y <= north + 5 for x, y in line)


def rings(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> Iterator[list[tuple[float, float]]]:
    """The outer ring of each polygon of a country (its lakes and enclaves are smaller than we draw)."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: list[tuple[float, float]] = []
        for index in polygon[0]:
            piece = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring += piece[1:] if ring else piece
        yield ring


def land(topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    arcs = decoded_arcs(topology)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("id") not in CODES:
            continue
        clipped = (clip(ring, BOX) for ring in rings(geometry, arcs))
        kept = [ring for ring in clipped if len(ring) > 3 and area(ring) > SMALLEST]
        shapes = [[[[round(x, 3), round(y, 3)] for x, y in [*ring, ring[0]]]] for ring in kept]
        yield feature("land", {"code": CODES[geometry["id"]]}, {"type": "MultiPolygon", "coordinates": shapes})


def feature(kind: str, properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"layer": kind, **properties}, "geometry": geometry}


def main(source: Path) -> None:
    topology = json.loads(source.read_text(encoding="utf-8"))
    features = sorted(land(topology), key=lambda item: str(item["properties"]["code"]))
    for zone in ZONES:
        outline = {"type": "LineString", "coordinates": zone.pop("points")}
        features.append(feature("zone", zone, outline))
    for place in PLACES:
        features.append(feature("place", place, {"type": "Point", "coordinates": place.pop("at")}))
    target = Path(__file__).with_name("map.geojson")
    lines = ",\n".join(json.dumps(item, separators=(",", ":"), ensure_ascii=False) for item in features)
    note = "Land: Natural Earth 1:10m, public domain, clipped and simplified by make_map.py"
    head = json.dumps({"type": "FeatureCollection", "source": note, "views": VIEWS})[:-1]
    target.write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
