"""A map of boxes: the states of an invented scenario beside each other, until an author draws a better one."""

import json
from math import ceil
from typing import Any

from scenarios.wizard.answers import Answers

WINDOW = {"west": 158, "south": 29, "east": 172, "north": 37}
"""The part of the sphere on which the invented states lie, in degrees: open sea."""

_WEST, _SOUTH, _EAST, _NORTH = 159.0, 30.5, 171.0, 35.5
_MOST_IN_A_ROW = 4

_SIZES = {"play": ([590, 440], 0.42), "phone": ([360, 260], 0.252), "projector": ([560, 264], 0.252)}
"""Size in pixels and pixels per km of the nearest window of each kind."""

_ZOOMS = {"": 1.0, "-middle": 0.81, "-wide": 0.62}


def schematic_map(answers: Answers) -> str:
    """Return the text of `map.geojson`: a box and a name for each seat, and the place of the matter in the middle."""
    features = [_point("town", answers.place, (_WEST + _EAST) / 2, (_SOUTH + _NORTH) / 2)]
    for seat, (west, south, east, north) in zip(answers.seats, _boxes(len(answers.seats)), strict=True):
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        land = {"type": "MultiPolygon", "coordinates": [[ring]]}
        features.append({"type": "Feature", "properties": {"layer": "land", "code": seat.code}, "geometry": land})
        features.append(_point("country", seat.name, (west + east) / 2, north - 0.6))
    drawing = {"type": "FeatureCollection", "source": "Boxes for invented states", "views": _views()}
    return json.dumps({**drawing, "features": features}, ensure_ascii=False, indent=1) + "\n"


def _boxes(count: int) -> list[tuple[float, float, float, float]]:
    rows = ceil(count / _MOST_IN_A_ROW)
    height = (_NORTH - _SOUTH) / rows
    boxes: list[tuple[float, float, float, float]] = []
    for row in range(rows):
        columns = ceil((count - len(boxes)) / (rows - row))
        width = (_EAST - _WEST) / columns
        north = _NORTH - row * height
        boxes += [
            (round(_WEST + column * width, 3), round(north - height, 3), round(_WEST + (column + 1) * width, 3), north)
            for column in range(columns)
        ]
    return boxes


def _point(kind: str, name: str, east: float, north: float) -> dict[str, Any]:
    windows = [f"{name}{zoom}" for name in _SIZES for zoom in _ZOOMS]
    properties = {"layer": "place", "kind": kind, "names": [name], "windows": windows}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [east, north]}}


def _views() -> dict[str, Any]:
    centre = [165, 33]
    views: dict[str, Any] = {
        f"{name}{zoom}": {"size": size, "centre": centre, "pixels_per_km": round(scale * by, 3),
                          "own": name != "projector"}
        for name, (size, scale) in _SIZES.items()
        for zoom, by in _ZOOMS.items()
    }  # fmt: skip
    return views | {"card": {"size": [270, 130], "centre": centre, "pixels_per_km": 0.13, "own": False}}
