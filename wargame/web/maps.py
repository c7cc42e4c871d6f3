"""Maps: from a scenario's geography and what one reader may see to the figures that web/map.html writes as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wargame.web import geography, geometry
from wargame.web.arrows import arrow_head
from wargame.web.geography import Geography, Place, Track
from wargame.web.labels import Label, Rect, Wish, place
from wargame.web.projection import Point, Projection
from wargame.web.seats import mark_of

MARKER = 14
CAPTION_LETTER = 8.5
CONTROLS = 34


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

    @property
    def box(self) -> Rect:
        half = len(self.text) * CAPTION_LETTER / 2
        return Rect(self.x - half, self.y - 12, self.x + half, self.y + 4)


@dataclass(frozen=True)
class Scale:
    """The scale bar: its words, its length, and its left end (pixels)."""

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
    scale: Scale | None


def fitting(file: Path, windows: Sequence[str], tracks: Sequence[Track]) -> str:
    """The first of some windows, from near to wide, that shows where every track ends; the last where none does."""
    world = geography.read(file)
    ends = [track.points[-1] for track in tracks]
    for name in windows:
        at = world.windows[name].projection
        if all(_is_inside(at(*end), at) for end in ends):
            return name
    return windows[-1]


@lru_cache(maxsize=128)
def draw(view: MapView) -> Drawing:
    """The drawing of a view, kept for all who see the same; raises KeyError for a window that the file has not."""
    world = geography.read(view.file)
    window = world.windows[view.window]
    at = window.projection
    base = geography.base(view.file, view.window)
    tracks = view.tracks if "tracks" in view.layers else ()
    zones = world.zones if "zones" in view.layers else ()
    recent = [track for track in tracks if track.kind == "recent"]
    markers = _markers(recent, at)
    places = _named_places(world, view, at)
    captions = _captions(places, world, at, zones=bool(zones))
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
        captions=captions,
        symbols=tuple((p.kind, *at(*p.at)) for p in places if p.kind in {"rocks", "town", "base"}),
        tracks=tuple(_drawn(track, at) for track in tracks),
        markers=markers,
        labels=tuple(_labels(view, list(zip(markers, recent, strict=True)), places, captions)),
        scale=_scale(at) if window.tints_own else None,
    )


def _named_places(world: Geography, view: MapView, at: Projection) -> tuple[Place, ...]:
    return tuple(p for p in world.places if view.window in p.windows and _is_inside(at(*p.at), at))


def _is_inside(point: Point, at: Projection) -> bool:
    """Whether a point is clear of the edges and of the controls that lie over the top and the bottom."""
    return MARKER < point[0] < at.width - MARKER and CONTROLS < point[1] < at.height - CONTROLS


def _drawn(track: Track, at: Projection) -> DrawnTrack:
    line = [at(*point) for point in track.points]
    arrow = arrow_head(line[-2], line[-1]) if track.kind == "planned" and len(line) > 1 else ""
    return DrawnTrack(mark_of(track.seat).shape, track.kind, geometry.smooth(line), arrow)


def _markers(tracks: Sequence[Track], at: Projection) -> tuple[Marker, ...]:
    """One marker where each recent track ends; markers that would hide each other step aside."""
    placed: list[Marker] = []
    for track in tracks:
        x, y = _free_spot(*at(*track.points[-1]), placed)
        title = ". ".join(filter(None, (f"{track.seat} {track.label}".strip(), track.sublabel)))
        placed.append(Marker(mark_of(track.seat).shape, round(x, 1), round(y, 1), title))
    return tuple(placed)


def _free_spot(x: float, y: float, placed: Sequence[Marker]) -> tuple[float, float]:
    """Steps sideways, to the side on which the unit came in, until no marker is hidden."""
    step = 0.0
    while hidden := [m for m in placed if abs(x - m.x) < MARKER and abs(y - m.y) < MARKER]:
        step = step or (-1.0 if x < hidden[0].x else 1.0)
        x = hidden[0].x + step * (MARKER + 3)
    return x, y


def _labels(
    view: MapView, units: Sequence[tuple[Marker, Track]], places: Sequence[Place], captions: Sequence[Caption]
) -> list[Label]:
    at = geography.read(view.file).windows[view.window].projection
    wishes = [Wish(m.x, m.y, _words(track), may_shorten=True) for m, track in units if track.label]
    named = {track.label for _, track in units}
    traces = [
        Wish(*at(*track.points[-1]), _words(track), gap=10, is_bold=False, is_optional=True)
        for track in view.tracks
        if track.kind != "recent" and track.label and track.label not in named
    ]
    rocks = [Wish(*at(*p.at), p.names, gap=_gap(p, at)) for p in places if p.kind == "rocks"]
    towns = [
        Wish(*at(*p.at), p.names, gap=8, is_bold=False, is_optional=True)
        for p in places
        if p.kind in {"town", "base", "islet"}
    ]
    light = [
        Rect(x - 3, y - 3, x + 3, y + 3)
        for track in view.tracks
        for x, y in geometry.samples([at(*point) for point in track.points], 8)
    ]
    taken = [marker.box for marker, _ in units] + [caption.box for caption in captions]
    edge = Rect(8, CONTROLS - 20, at.width - 8, at.height - CONTROLS)
    return place([*rocks, *wishes, *traces, *towns], taken, light, edge)


def _words(track: Track) -> tuple[str, ...]:
    return tuple(filter(None, (track.label, track.sublabel)))


def _gap(rocks: Place, at: Projection) -> float:
    return max(10.0, rocks.ring_km * at.pixels_per_km + 6)


def _captions(places: Sequence[Place], world: Geography, at: Projection, *, zones: bool) -> tuple[Caption, ...]:
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


def _scale(at: Projection) -> Scale:
    km = next(km for km in (500, 200, 100, 50, 20, 10) if km * at.pixels_per_km < at.width / 6)
    length = round(km * at.pixels_per_km, 1)
    return Scale(f"{km} km", length, x=round(at.width - 70 - length, 1), y=at.height - 20)
