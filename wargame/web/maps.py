"""Draws a map from a scenario's geography and what one reader may see, for web/map.html to write as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from wargame.web import geography, geometry
from wargame.web.geography import Geography, Place, Track
from wargame.web.labels import Label, Rect
from wargame.web.map_labels import Caption, Named, words_of
from wargame.web.map_ranges import DrawnRange, Range, Square, label_requests_of, rings_of, squares_of
from wargame.web.map_tracks import MARKER, DrawnTrack, Marker, lines_of_track, markers_of
from wargame.web.projection import Point, Projection
from wargame.web.seats import current_shapes

PHONE = 400
"""Windows narrower than this, in pixels, are drawn for narrow columns, where most buttons are below the map."""


@dataclass(frozen=True)
class MapView:
    """The contents of a map: its world, one of its windows, whose land is tinted, the tracks and the ranges.

    `sentence` states the finding for readers who cannot see the map. `layers` may contain "tracks" and "zones". The
    `shapes` of the seats belong to it because a drawing is kept by its view.
    """

    world: Geography
    window: str
    sentence: str
    own: str = ""
    tracks: tuple[Track, ...] = ()
    layers: frozenset[str] = frozenset({"tracks", "zones"})
    is_alert: bool = False
    focus_km: float = 0
    ranges: tuple[Range, ...] = ()
    shapes: tuple[tuple[str, str], ...] = field(default_factory=current_shapes)


@dataclass(frozen=True)
class ScaleBar:
    """The scale bar: its text, its length, and its left end (pixels)."""

    text: str
    length: float
    x: float
    y: float

    @property
    def words_x(self) -> float:
        return self.x + self.length + 8

    @property
    def box_width(self) -> float:
        return self.length + 66


@dataclass(frozen=True)
class Drawing:
    """A map for the template, in pixels."""

    width: int
    height: int
    projection: Projection
    sentence: str
    land: tuple[tuple[str, bool], ...]
    grid: str
    zones: tuple[str, ...]
    rings: tuple[tuple[float, float, float], ...]
    is_alert: bool
    focus: tuple[float, float, float] | None
    captions: tuple[Caption, ...]
    symbols: tuple[tuple[str, float, float], ...]
    tracks: tuple[DrawnTrack, ...]
    markers: tuple[Marker, ...]
    labels: tuple[Label, ...]
    scale: ScaleBar | None
    ranges: tuple[DrawnRange, ...] = ()
    squares: tuple[Square, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of tracks that are drawn; the legend names only these."""
        return frozenset(track.kind for track in self.tracks)


def fitting(world: Geography, windows: Sequence[str], tracks: Sequence[Track]) -> str:
    """Return the first window, from near to wide, that shows the end of every track; the last one if none does."""
    ends = [track.points[-1] for track in tracks]
    for name in windows:
        at = world.windows[name].projection
        if all(is_inside(at(*end), at) for end in ends):
            return name
    return windows[-1]


@lru_cache(maxsize=128)
def draw(view: MapView) -> Drawing:
    """Return the drawing of a view, from a cache. Raises KeyError for a window that the map does not have."""
    world = view.world
    window = world.windows[view.window]
    at = window.projection
    base = geography.base(world, view.window)
    tracks = view.tracks if "tracks" in view.layers else ()
    zones = world.zones if "zones" in view.layers else ()
    markers = markers_of([track for track in tracks if track.kind == "recent"], at)
    places = _named_places(world, view, at)
    busy = controls(at.width, at.height) if window.tints_own else ()
    busy = (*busy, *panels_over(at.width, at.height)) if busy and view.ranges else busy
    squares = squares_of(view.ranges, at)
    things = (*busy, *(marker.box for marker in markers), *(square.box for square in squares))
    named = Named(places, zones if places else (), tracks, markers, label_requests_of(view.ranges, squares, at))
    captions, labels = words_of(named, at, things)
    return Drawing(
        width=at.width,
        height=at.height,
        projection=at,
        sentence=view.sentence,
        land=tuple((data, window.tints_own and code == view.own) for code, data in base.land),
        grid=base.grid,
        zones=tuple(geometry.path([at(*point) for point in zone.points]) for zone in zones),
        rings=tuple((*at(*p.at), p.ring_km * at.pixels_per_km) for p in places if p.ring_km and zones),
        is_alert=view.is_alert,
        focus=(*at(*world.centre.at), view.focus_km * at.pixels_per_km) if view.focus_km else None,
        captions=captions,
        symbols=tuple((p.kind, *at(*p.at)) for p in places if p.kind in {"rocks", "town", "base"}),
        tracks=tuple(drawn for track in tracks for drawn in lines_of_track(track, at)),
        markers=markers,
        labels=labels,
        scale=_scale(at) if window.tints_own else None,
        ranges=rings_of(view.ranges, at),
        squares=squares,
    )


def controls(width: int, height: int) -> tuple[Rect, ...]:
    """Return the boxes of the buttons, the legend and the scale bar over a map of the play page."""
    if width < PHONE:
        return Rect(width - 50, 0, width, 30), Rect(width - 140, height - 34, width, height)
    return Rect(0, 0, width, 46), Rect(0, height - 34, width, height)


def panels_over(width: int, height: int) -> tuple[Rect, ...]:
    """Return the boxes of the panels over the sides of a wide map that has ranges."""
    if width < PHONE:
        return ()
    return Rect(0, 40, 168, height - 34), Rect(width - 168, 40, width, 212)


def is_inside(point: Point, at: Projection) -> bool:
    """Return whether a point is clear of the edges and of the controls over the map."""
    x, y = point
    marker = Rect(x - MARKER, y - MARKER, x + MARKER, y + MARKER)
    inside = marker.overlap(Rect(0, 0, at.width, at.height)) == marker.area
    return inside and not any(marker.overlap(control) for control in controls(at.width, at.height))


def _named_places(world: Geography, view: MapView, at: Projection) -> tuple[Place, ...]:
    return tuple(p for p in world.places if view.window in p.windows and is_inside(at(*p.at), at))


def _scale(at: Projection) -> ScaleBar:
    km = next(km for km in (500, 200, 100, 50, 20, 10) if km * at.pixels_per_km < at.width / 6)
    length = round(km * at.pixels_per_km, 1)
    return ScaleBar(f"{km} km", length, x=round(at.width - 70 - length, 1), y=at.height - 20)
