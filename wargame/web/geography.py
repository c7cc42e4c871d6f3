"""Reads a scenario's map: land, zones, places, and the windows that the scenario draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wargame.web.geometry import area, clip, path, thin
from wargame.web.projection import Point, Projection

_TOLERANCE = 0.8
_SMALLEST = 5.5
_CARD, _PHONE = 300, 400
"""Drawings narrower than these, in pixels, are those of cards and of phones."""


@dataclass(frozen=True)
class Land:
    """The land of one state: rings of (longitude, latitude)."""

    code: str
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class Zone:
    """An outline on the map that is not land, such as an identification zone; `note` says how certain it is."""

    name: str
    note: str
    label: Point
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Place:
    """A named place. `kind` is rocks, sea, country, islet, town or base; `windows` are the windows that name it."""

    kind: str
    names: tuple[str, ...]
    at: Point
    windows: tuple[str, ...]
    ring_km: float = 0


@dataclass(frozen=True)
class Track:
    """The path of a unit: points (longitude, latitude) in order; the last one is its position.

    Kind "recent" is drawn solid, "earlier" dotted, "planned" dashed with an arrow head. A label puts the seat's marker
    and the words at the last point. `partners` are seats whose units fly in the same formation.
    """

    seat: str
    points: tuple[Point, ...]
    kind: str = "recent"
    label: str = ""
    sublabel: str = ""
    partners: tuple[str, ...] = ()

    @property
    def seats(self) -> tuple[str, ...]:
        """All seats whose units fly it."""
        return self.seat, *self.partners


@dataclass(frozen=True)
class Window:
    """One size of the map: projection, and whether the reader's own land is tinted."""

    projection: Projection
    tints_own: bool


@dataclass(frozen=True, eq=False)
class Geography:
    """Everything on a scenario's maps that does not move. Drawings are kept by it, so it is compared by identity."""

    land: tuple[Land, ...]
    zones: tuple[Zone, ...]
    places: tuple[Place, ...]
    record: tuple[Track, ...]
    windows: dict[str, Window]
    source: str

    @property
    def centre(self) -> Place:
        """The place from which everything is measured: the first one in the file."""
        return self.places[0]


def read(document: Mapping[str, Any]) -> Geography:
    """Return the geography of a map (GeoJSON with layers land, zone, track, place, and "views")."""
    layers: dict[str, list[Any]] = {"land": [], "zone": [], "place": [], "track": []}
    for feature in document["features"]:
        layers[feature["properties"]["layer"]].append(feature)
    return Geography(
        land=tuple(_land(feature) for feature in layers["land"]),
        zones=tuple(_zone(feature) for feature in layers["zone"]),
        places=tuple(_place(feature) for feature in layers["place"]),
        record=tuple(_track(feature) for feature in layers["track"]),
        windows={name: _window(view) for name, view in document["views"].items()},
        source=document["source"],
    )


def _points(coordinates: list[list[float]]) -> tuple[Point, ...]:
    return tuple((x, y) for x, y in coordinates)


def _land(feature: dict[str, Any]) -> Land:
    rings = tuple(_points(polygon[0]) for polygon in feature["geometry"]["coordinates"])
    return Land(code=feature["properties"]["code"], rings=rings)


def _zone(feature: dict[str, Any]) -> Zone:
    facts = feature["properties"]
    x, y = facts["label"]
    outline = _points(feature["geometry"]["coordinates"])
    return Zone(name=facts["name"], note=facts["note"], label=(x, y), points=outline)


def _place(feature: dict[str, Any]) -> Place:
    facts = feature["properties"]
    x, y = feature["geometry"]["coordinates"]
    return Place(facts["kind"], tuple(facts["names"]), (x, y), tuple(facts["windows"]), facts.get("ring_km", 0))


def _track(feature: dict[str, Any]) -> Track:
    facts = feature["properties"]
    points = _points(feature["geometry"]["coordinates"])
    return Track(facts["seat"], points, facts["kind"], facts["label"], facts["sublabel"])


def _window(view: dict[str, Any]) -> Window:
    (width, height), (longitude, latitude) = view["size"], view["centre"]
    projection = Projection(longitude, latitude, width, height, view["pixels_per_km"])
    return Window(projection=projection, tints_own=view["own"])


@dataclass(frozen=True)
class Base:
    """SVG path data of the fixed part of a map: land by state, and the grid of meridians and parallels."""

    land: tuple[tuple[str, str], ...]
    grid: str


@lru_cache(maxsize=64)
def base(geography: Geography, name: str) -> Base:
    """Return the fixed part of one window of a map, from a cache."""
    projection = geography.windows[name].projection
    land = ((land.code, _land_path(land, projection)) for land in geography.land)
    return Base(land=tuple((code, data) for code, data in land if data), grid=_grid(projection))


def _margin(projection: Projection) -> float:
    """Return the pixels drawn beyond the left and right of a window, for pages of another shape. Cards have its own.

    A drawing for phones also stands in low maps, which are up to twice as wide.
    """
    if projection.width < _CARD:
        return 6.0
    return (0.48 if projection.width < _PHONE else 0.24) * projection.width


def _land_path(land: Land, projection: Projection) -> str:
    margin = _margin(projection)
    above = min(margin, max(90.0, 0.24 * projection.width))
    box = (-margin, -above, projection.width + margin, projection.height + above)
    text = ""
    for ring in land.rings:
        inside = clip([projection(*point) for point in ring], box)
        if len(inside) > 2 and area(inside) > _SMALLEST:
            text += path(thin(inside, _TOLERANCE), closed=True)
    return text


def _grid(projection: Projection) -> str:
    west, south, east, north = projection.bounds(_margin(projection))
    density = projection.width / (east - west)
    step = 2 if density > 30 else 5 if density > 6 else 10
    first_x, first_y = int(west // step) * step, int(south // step) * step
    columns = range(first_x, int(east) + step + 1, step)
    rows = range(first_y, int(north) + step + 1, step)
    meridians = [[projection(x, y) for y in (rows[0], rows[len(rows) // 2], rows[-1])] for x in columns]
    parallels = [[projection(x, y) for x in columns] for y in rows]
    return "".join(path(thin(line, _TOLERANCE / 2)) for line in (*meridians, *parallels))
