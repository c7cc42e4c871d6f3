"""Maps: from a scenario's geography and what one reader may see to the figures that web/map.html writes as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wargame.web import geography, geometry
from wargame.web.arrows import arrow_head
from wargame.web.geography import Geography, Place
from wargame.web.labels import Label, Rect, Wish, place
from wargame.web.projection import Point, Projection, compass, distance_km
from wargame.web.seats import mark_of

MARKER = 14


@dataclass(frozen=True)
class Track:
    """The way of a unit: points (longitude, latitude) in order, the last one is where it is.

    kind "recent" is drawn solid, "earlier" dotted, "planned" dashed with an arrow head. A label puts the seat's
    marker and the words at the last point.
    """

    seat: str
    points: tuple[Point, ...]
    kind: str = "recent"
    label: str = ""
    sublabel: str = ""


@dataclass(frozen=True)
class MapView:
    """What a map is asked to show: the map file, one of its windows, whose land is tinted, the tracks.

    `sentence` states the finding for readers who do not see the map. `layers` may hold "tracks" and "zones".
    """

    file: Path
    window: str
    sentence: str
    own: str = ""
    tracks: tuple[Track, ...] = ()
    layers: frozenset[str] = frozenset({"tracks", "zones"})
    is_alert: bool = False
    focus_km: float = 0


@dataclass(frozen=True)
class DrawnTrack:
    shape: str
    kind: str
    path: str
    arrow: str


@dataclass(frozen=True)
class Marker:
    shape: str
    x: float
    y: float
    title: str

    @property
    def box(self) -> Rect:
        half = MARKER / 2
        return Rect(self.x - half, self.y - half, self.x + half, self.y + half)


@dataclass(frozen=True)
class Caption:
    """A text that stands where it stands: x, baseline, words, style (sea, country, zone-name)."""

    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True)
class Drawing:
    """A map ready for the template, in pixels."""

    width: int
    height: int
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
    scale_km: int
    scale_pixels: float


def draw(view: MapView) -> Drawing:
    """The drawing of a view; raises KeyError for a window that the map file does not have."""
    world = geography.read(view.file)
    window = world.windows[view.window]
    at = window.projection
    base = geography.base(view.file, view.window)
    tracks = view.tracks if "tracks" in view.layers else ()
    zones = world.zones if "zones" in view.layers else ()
    markers = _markers(tracks, at)
    places = _named_places(world, at)
    km, pixels = _scale(at)
    return Drawing(
        width=at.width,
        height=at.height,
        sentence=view.sentence,
        land=tuple((data, window.tints_own and code == view.own) for code, data in base.land),
        grid=base.grid,
        zones=tuple(geometry.path([at(*point) for point in zone.points]) for zone in zones),
        rings=tuple((*at(*p.at), p.ring_km * at.pixels_per_km) for p in places if p.ring_km and zones),
        is_alert=view.is_alert,
        focus=(*at(*world.centre.at), view.focus_km * at.pixels_per_km) if view.focus_km else None,
        captions=_captions(places, world, at, zones=bool(zones)),
        symbols=tuple((p.kind, *at(*p.at)) for p in places if p.kind in {"rocks", "town", "base"}),
        tracks=tuple(_drawn(track, at) for track in tracks),
        markers=markers,
        labels=tuple(_labels(tracks, markers, places, at)),
        scale_km=km,
        scale_pixels=pixels,
    )


def _named_places(world: Geography, at: Projection) -> tuple[Place, ...]:
    if at.pixels_per_km < 0.3:
        return ()
    most = 1 if at.width < 500 else 2
    return tuple(p for p in world.places if p.rank <= most and _is_inside(at(*p.at), at))


def _is_inside(point: Point, at: Projection) -> bool:
    return 12 < point[0] < at.width - 12 and 12 < point[1] < at.height - 12


def _drawn(track: Track, at: Projection) -> DrawnTrack:
    line = [at(*point) for point in track.points]
    arrow = arrow_head(line[-2], line[-1]) if track.kind == "planned" and len(line) > 1 else ""
    return DrawnTrack(mark_of(track.seat).shape, track.kind, geometry.smooth(line), arrow)


def _markers(tracks: Sequence[Track], at: Projection) -> tuple[Marker, ...]:
    """One marker for each labelled track; markers that would hide each other step aside."""
    placed: list[Marker] = []
    for track in tracks:
        if not track.label or track.kind == "planned":
            continue
        x, y = at(*track.points[-1])
        while any(abs(x - other.x) < MARKER and abs(y - other.y) < MARKER for other in placed):
            x += MARKER + 2
        title = f"{track.seat} {track.label}. {track.sublabel}".strip(". ")
        placed.append(Marker(mark_of(track.seat).shape, round(x, 1), round(y, 1), title))
    return tuple(placed)


def _labels(
    tracks: Sequence[Track], markers: Sequence[Marker], places: Sequence[Place], at: Projection
) -> list[Label]:
    labelled = [track for track in tracks if track.label and track.kind != "planned"]
    wishes = [
        Wish(marker.x, marker.y, tuple(filter(None, (track.label, track.sublabel))))
        for marker, track in zip(markers, labelled, strict=True)
    ]
    rocks = [Wish(*at(*p.at), p.names, gap=_gap(p, at)) for p in places if p.kind == "rocks"]
    towns = [
        Wish(*at(*p.at), p.names, gap=8, is_bold=False, is_optional=True)
        for p in places
        if p.kind in {"town", "base", "islet"}
    ]
    light = [
        Rect(x - 3, y - 3, x + 3, y + 3)
        for track in tracks
        for x, y in geometry.samples([at(*point) for point in track.points], 8)
    ]
    edge = Rect(8, 8, at.width - 8, at.height - 8)
    return place([*rocks, *wishes, *towns], [marker.box for marker in markers], light, edge)


def _gap(rocks: Place, at: Projection) -> float:
    return max(10.0, rocks.ring_km * at.pixels_per_km + 6)


def _captions(
    places: Sequence[Place], world: Geography, at: Projection, *, zones: bool
) -> tuple[Caption, ...]:
    found: list[Caption] = []
    for named in places:
        if named.kind in {"sea", "country"}:
            x, y = at(*named.at)
            for number, line in enumerate(named.names):
                found.append(Caption(round(x, 1), round(y + 19 * number, 1), line, named.kind))
    for zone in world.zones if zones and places else ():
        x, y = at(*zone.label)
        found.append(Caption(round(x, 1), round(y, 1), f"{zone.name} ({zone.note})", "zone-name"))
    return tuple(found)


def _scale(at: Projection) -> tuple[int, float]:
    km = next(km for km in (500, 200, 100, 50, 20, 10) if km * at.pixels_per_km < at.width / 4)
    return km, round(km * at.pixels_per_km, 1)


@dataclass(frozen=True)
class Sighting:
    """One row of the table beside a map: who, what, where, and how far from the centre of the scenario."""

    seat: str
    label: str
    sublabel: str
    position: str
    km: int
    direction: str


def sightings(view: MapView) -> tuple[Sighting, ...]:
    """The map as a table: every labelled track of the view."""
    centre = geography.read(view.file).centre
    return tuple(
        Sighting(
            seat=track.seat,
            label=track.label,
            sublabel=track.sublabel,
            position=_degrees(track.points[-1]),
            km=round(distance_km(centre.at, track.points[-1])),
            direction=compass(centre.at, track.points[-1]),
        )
        for track in view.tracks
        if track.label and track.kind != "planned"
    )


def _degrees(point: Point) -> str:
    longitude, latitude = point
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.1f}\N{DEGREE SIGN}{north}, {abs(longitude):.1f}\N{DEGREE SIGN}{east}"
