"""Makes a pack's map.geojson from Natural Earth's countries and the tables of its own make_map.py.

Natural Earth is in the public domain. Its countries come as TopoJSON in the npm package world-atlas 2, as
countries-10m.json (fine) and countries-50m.json (enough for a continent):

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    PYTHONPATH=. python scenarios/packs/<slug>/make_map.py COUNTRIES
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from wargame.web.geometry import area, clip, thin

Table: TypeAlias = Sequence[Mapping[str, Any]]
Line: TypeAlias = list[tuple[float, float]]

MARGIN = 5
"""How far outside the box, in degrees, a line is still thinned rather than dropped."""


@dataclass(frozen=True)
class MapTables:
    """The content of one map.

    `box` is west, south, east, north in degrees; `codes` turns Natural Earth's numbers into codes of states. Lines are
    thinned by `tolerance` degrees, and islands smaller than `smallest` square degrees are left out. `record` holds the
    tracks of public pages.
    """

    box: tuple[float, float, float, float]
    tolerance: float
    smallest: float
    codes: Mapping[str, str]
    views: Mapping[str, Mapping[str, Any]]
    places: Table
    zones: Table = ()
    record: Table = ()
    scale: str = "1:10m"


def write(tables: MapTables, source: Path, target: Path) -> None:
    """Write the map of a pack."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    features = sorted(_land(tables, topology), key=lambda item: str(item["properties"]["code"]))
    features += [_draw("zone", zone, "LineString", "points") for zone in tables.zones]
    features += [_draw("track", track, "LineString", "points") for track in tables.record]
    features += [_draw("place", place, "Point", "at") for place in tables.places]
    lines = ",\n".join(json.dumps(item, separators=(",", ":"), ensure_ascii=False) for item in features)
    note = f"Land: Natural Earth {tables.scale}, public domain, clipped and simplified by make_map.py"
    head = json.dumps({"type": "FeatureCollection", "source": note, "views": tables.views})[:-1]
    target.write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")


def _land(tables: MapTables, topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    arcs = _decoded_arcs(tables, topology)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("id") not in tables.codes:
            continue
        clipped = (clip(ring, tables.box) for ring in _rings(geometry, arcs))
        kept = [ring for ring in clipped if len(ring) > 3 and area(ring) > tables.smallest]
        shapes = [[[[round(x, 3), round(y, 3)] for x, y in [*ring, ring[0]]]] for ring in kept]
        code = {"code": tables.codes[geometry["id"]]}
        yield _feature("land", code, {"type": "MultiPolygon", "coordinates": shapes})


def _decoded_arcs(tables: MapTables, topology: dict[str, Any]) -> list[Line]:
    """Return the arcs in degrees, thinned one by one so that neighbours keep a common border."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line: Line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(thin(line, tables.tolerance) if _touches(tables.box, line) else line[:1])
    return arcs


def _touches(box: tuple[float, float, float, float], line: Line) -> bool:
    west, south, east, north = box
    return any(west - MARGIN <= x <= east + MARGIN and south - MARGIN <= y <= north + MARGIN for x, y in line)


def _rings(geometry: dict[str, Any], arcs: list[Line]) -> Iterator[Line]:
    """Yield the outer ring of each polygon of a country (its lakes and enclaves are smaller than we draw)."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: Line = []
        for index in polygon[0]:
            piece = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring += piece[1:] if ring else piece
        yield ring


def _draw(layer: str, row: Mapping[str, Any], shape: str, where: str) -> dict[str, Any]:
    properties = {name: value for name, value in row.items() if name != where}
    return _feature(layer, properties, {"type": shape, "coordinates": row[where]})


def _feature(layer: str, properties: Mapping[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"layer": layer, **properties}, "geometry": geometry}
