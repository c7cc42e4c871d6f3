"""The schema of `map.geojson`: land, zones, tracks and places on the earth, and the windows that a page draws."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.scalars import Code, Key, Line

SMALLEST_WINDOW = 150
REQUIRED = ("card", *(f"{kind}{size}" for kind in ("play", "phone", "projector") for size in ("", "-middle", "-wide")))
"""The windows that pages ask for."""


def _finite(low: float, high: float) -> Any:
    return Annotated[float, Field(strict=True, ge=low, le=high, allow_inf_nan=False)]


Longitude: Any = _finite(-180, 180)
Latitude: Any = _finite(-90, 90)
Point = tuple[Longitude, Latitude]
Pixels = Annotated[int, Field(strict=True, ge=SMALLEST_WINDOW / 2, le=4000)]


class LandFacts(Entry):
    """The state whose land it is."""

    layer: Literal["land"]
    code: Code


class LandShape(Entry):
    """Polygons of (longitude, latitude); of each the first ring is drawn."""

    type: Literal["MultiPolygon"]
    coordinates: tuple[
        Annotated[tuple[Annotated[tuple[Point, ...], Field(min_length=4)], ...], Field(min_length=1)], ...
    ]


class ZoneFacts(Entry):
    """The name of an outline, how certain it is, and where its name stands."""

    layer: Literal["zone"]
    name: Line
    note: Line
    label: Point


class TrackFacts(Entry):
    """The seat whose unit flew the track of the record."""

    layer: Literal["track"]
    seat: Code
    kind: Literal["recent", "earlier", "planned"]
    label: str
    sublabel: str


class LineShape(Entry):
    """Points of a line, in order."""

    type: Literal["LineString"]
    coordinates: Annotated[tuple[Point, ...], Field(min_length=2)]


class PlaceFacts(Entry):
    """The names of a place, and the windows that show them."""

    layer: Literal["place"]
    kind: Literal["rocks", "sea", "country", "islet", "town", "base"]
    names: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    windows: tuple[Key, ...]
    ring_km: _finite(0, 2000) = 0  # type: ignore[valid-type]


class PlaceShape(Entry):
    """A point on the earth."""

    type: Literal["Point"]
    coordinates: Point


class _Feature(Entry):
    type: Literal["Feature"]


class LandFeature(_Feature):
    """The land of one state."""

    properties: LandFacts
    geometry: LandShape


class ZoneFeature(_Feature):
    """An outline that is not land."""

    properties: ZoneFacts
    geometry: LineShape


class TrackFeature(_Feature):
    """A path of the record."""

    properties: TrackFacts
    geometry: LineShape


class PlaceFeature(_Feature):
    """A named place."""

    properties: PlaceFacts
    geometry: PlaceShape


def _layer_of(feature: Any) -> str | None:
    properties = feature.get("properties") if isinstance(feature, dict) else getattr(feature, "properties", None)
    layer = properties.get("layer") if isinstance(properties, dict) else getattr(properties, "layer", None)
    return layer if isinstance(layer, str) else None


Feature = Annotated[
    Annotated[LandFeature, Tag("land")]
    | Annotated[ZoneFeature, Tag("zone")]
    | Annotated[TrackFeature, Tag("track")]
    | Annotated[PlaceFeature, Tag("place")],
    Discriminator(
        _layer_of,
        custom_error_type="mistake",
        custom_error_message="{message}",
        custom_error_context={
            "kind": "layer",
            "message": "its properties have no layer that a map knows.",
            "remedy": "Write one of: land, zone, track, place.",
        },
    ),
]


class View(Entry):
    """A window: its size in pixels, its centre, its scale, and whether the reader's own land is tinted."""

    size: tuple[Pixels, Pixels]
    centre: Point
    pixels_per_km: _finite(0.02, 2)  # type: ignore[valid-type]
    own: Annotated[bool, Field(strict=True)]


class MapFile(Entry):
    """The whole file. The first place is the one that distances are measured from."""

    type: Literal["FeatureCollection"]
    source: Line
    views: Annotated[dict[Key, View], Field(max_length=30)]
    features: Annotated[tuple[Feature, ...], Field(max_length=1000)]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if missing := [name for name in REQUIRED if name not in self.views]:
            raise mistake("views", f"the window '{missing[0]}' is missing.", f"Add '{missing[0]}' to 'views'.")
        places = [feature.properties for feature in self.features if isinstance(feature, PlaceFeature)]
        if not places:
            raise mistake("places", "there is no place.", "Add the place that distances are measured from.")
        unknown = [name for place in places for name in place.windows if name not in self.views]
        if unknown:
            raise mistake("windows", f"a place names the window '{unknown[0]}'.", "Name windows that 'views' holds.")
        if any(width < SMALLEST_WINDOW for width, _ in (view.size for view in self.views.values())):
            raise mistake("narrow", "a window is too narrow.", f"Give it at least {SMALLEST_WINDOW} pixels.")
        return self
