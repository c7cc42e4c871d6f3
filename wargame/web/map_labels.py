"""The words on a map: captions of land and sea, and labels of units, places and past or planned tracks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from wargame.web import geometry
from wargame.web.geography import Place, Track, Zone
from wargame.web.labels import Label, LabelRequest, Obstacles, Rect, place
from wargame.web.map_tracks import MARKER, Marker
from wargame.web.projection import Projection

EDGE = 8
RING_GAP = 6
CAPTION_LINE = 19
_LETTERS = {"sea": 10.2, "country": 8.8, "zone-name": 6.9}
# Where a caption may move if something is in its way: a sea is wide, a zone is long, a country has less room.
_SHIFTS = {
    "sea": ((0, 0), (0, 24), (0, -24), (-40, 0), (40, 0), (-40, 40), (40, -40), (-80, 0), (0, 60), (0, -60), (90, -60)),
    "country": ((0, 0), (0, 18), (0, -18), (-24, 0), (24, 0), (-24, -24), (24, 24)),
    "zone-name": ((0, 0), (-40, 0), (-80, 0), (-120, 0), (-160, 0), (0, 22), (-80, 22), (40, 0)),
}


@dataclass(frozen=True)
class Caption:
    """A text that names an area of the map: x of its centre, baseline, words, style (sea, country, zone-name)."""

    x: float
    y: float
    text: str
    style: str

    @property
    def box(self) -> Rect:
        """The box that the text fills."""
        half = len(self.text) * _LETTERS[self.style] / 2
        return Rect(self.x - half, self.y - 12, self.x + half, self.y + 4)


@dataclass(frozen=True)
class Named:
    """The places and other things that a map names."""

    places: Sequence[Place]
    zones: Sequence[Zone]
    tracks: Sequence[Track]
    markers: Sequence[Marker]
    ranges: Sequence[LabelRequest] = ()


def words_of(named: Named, at: Projection, taken: Sequence[Rect]) -> tuple[tuple[Caption, ...], tuple[Label, ...]]:
    """Return the captions, and the labels beside them; if a label finds no room, captions make way for the labels."""
    captions = captions_of(named.places, named.zones, at, taken)
    labels, has_room = _labels(named, at, (*taken, *(caption.box for caption in captions)))
    if not has_room:
        alone, have_room = _labels(named, at, taken)
        if have_room:
            labels = alone
            captions = captions_of(named.places, named.zones, at, (*taken, *(label.box for label in labels)))
    return captions, tuple(labels)


def captions_of(
    places: Sequence[Place], zones: Sequence[Zone], at: Projection, taken: Sequence[Rect]
) -> tuple[Caption, ...]:
    """Return the captions, each where nothing covers it; one without such a position is left out."""
    wanted = [(p.names, p.kind, p.at) for p in places if p.kind in {"sea", "country"}]
    wanted += [((f"{zone.name} ({zone.note})",), "zone-name", zone.label) for zone in zones]
    window = Rect(0, 0, at.width, at.height)
    found: list[Caption] = []
    for names, style, point in wanted:
        busy = [*taken, *(caption.box for caption in found)]
        x, y = at(*point)
        tries = (_lines(names, style, x + dx, y + dy) for dx, dy in _SHIFTS[style])
        found += next((lines for lines in tries if _is_clear(lines, busy, window)), ())
    return tuple(found)


def _lines(names: Sequence[str], style: str, x: float, y: float) -> tuple[Caption, ...]:
    return tuple(
        Caption(round(x, 1), round(y + CAPTION_LINE * number, 1), line, style) for number, line in enumerate(names)
    )


def _is_clear(lines: Sequence[Caption], busy: Sequence[Rect], window: Rect) -> bool:
    boxes = [line.box for line in lines]
    return all(box.overlap(window) == box.area for box in boxes) and not any(
        box.overlap(other) for box in boxes for other in busy
    )


def _labels(named: Named, at: Projection, taken: Sequence[Rect]) -> tuple[list[Label], bool]:
    """Return labels of the rocks, of ranges, of units, of past and planned tracks, and of towns, and whether all found
    room that must be shown; more important ones are placed first.
    """
    places, tracks, markers = named.places, named.tracks, named.markers
    recent = [track for track in tracks if track.kind == "recent"]
    rocks = [LabelRequest(*at(*p.at), p.names, gap=_gap(p, at)) for p in places if p.kind == "rocks"]
    units = [_unit(track, number, markers) for number, track in enumerate(recent) if track.label]
    traces = list(_traces(tracks, {track.label for track in recent}, at))
    towns = [
        LabelRequest(*at(*p.at), p.names, gap=8, is_bold=False, is_optional=True)
        for p in places
        if p.kind in {"town", "base", "islet"}
    ]
    rings = [(request.x, request.y, request.gap - RING_GAP) for request in rocks]
    spots = [Rect(x - 4, y - 4, x + 4, y + 4) for x, y in (at(*p.at) for p in places if p.kind in {"town", "base"})]
    spots += [Rect(x - 0.7 * r, y - 0.7 * r, x + 0.7 * r, y + 0.7 * r) for x, y, r in rings]
    light = [
        Rect(x - 3, y - 3, x + 3, y + 3)
        for track in tracks
        for x, y in geometry.samples([at(*point) for point in track.points], 8)
    ]
    obstacles = Obstacles(
        window=Rect(EDGE, EDGE, at.width - EDGE, at.height - EDGE),
        taken=(*taken, *(marker.box for marker in markers), *spots),
        light=light,
        marks=[*((marker.x, marker.y) for marker in markers), *(point for ring in rings for point in _around(*ring))],
    )
    return place([*rocks, *named.ranges, *units, *traces, *towns], obstacles)


def _unit(track: Track, number: int, markers: Sequence[Marker]) -> LabelRequest:
    """Return the label of a unit, which is placed beside the markers of all who fly in it."""
    group = next(marker.group for marker in markers if marker.track == number)
    x, y = (group.left + group.right) / 2, (group.top + group.bottom) / 2
    return LabelRequest(x, y, _words(track), gap=(group.right - group.left - MARKER) / 2 + 12, may_shorten=True)


def _traces(tracks: Sequence[Track], named: set[str], at: Projection) -> Iterator[LabelRequest]:
    """Yield labels of past and planned tracks, unless a present one has the same name."""
    for track in tracks:
        if track.kind != "recent" and track.label and track.label not in named:
            yield LabelRequest(*at(*track.points[-1]), _words(track), gap=10, is_bold=False, is_optional=True)


def _words(track: Track) -> tuple[str, ...]:
    return tuple(filter(None, (track.label, track.sublabel)))


def _gap(rocks: Place, at: Projection) -> float:
    return max(10.0, rocks.ring_km * at.pixels_per_km + RING_GAP)


def _around(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Return the middle of a ring and eight points on it."""
    turns = (step * pi / 4 for step in range(8))
    return [(x, y), *((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)]
