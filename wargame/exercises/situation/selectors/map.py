"""The map of a seat: the flights and ships that it knows, drawn for wide pages and phones, and as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scenarios.models import ScenarioVersion
from scenarios.schema.pack_texts import TrackText
from scenarios.stored_maps import map_of
from wargame.engine.values import Bloc
from wargame.exercises.situation.selectors.alone import AloneBoard, alone_of
from wargame.exercises.situation.selectors.own_duties import OwnDuties, own_duties_of
from wargame.exercises.situation.selectors.own_slots import OwnSlots, own_slots_of
from wargame.exercises.situation.selectors.panels import Panels, panels_of, ranges_of
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.geography import Track
from wargame.web.map_ranges import Range
from wargame.web.map_table import Sighting, sightings
from wargame.web.maps import Drawing, MapView, draw, fitting
from wargame.web.moves import Move, MoveLayer, move_layer
from wargame.web.projection import Point, distance_km


@dataclass(frozen=True)
class Maps:
    """The same view drawn twice: a phone gets its own scale, so that labels stay readable."""

    wide: Drawing
    phone: Drawing


@dataclass(frozen=True)
class MapTable:
    """The map as a table; distances are measured from the place `centre`. `panels` stand beside it or in its place."""

    sentence: str
    centre: str
    sightings: tuple[Sighting, ...]
    panels: Panels | AloneBoard | None


def maps_of(at: SeatView) -> Maps | None:
    """Return both drawings of what the seat sees in the turn; None where its board has no map."""
    if has_no_map(at):
        return None
    return Maps(draw(_view(at, *_windows("play"))), draw(_view(at, *_windows("phone"))))


@dataclass(frozen=True)
class OwnMoves:
    """The seat's orders, drawn over both drawings."""

    wide: MoveLayer
    phone: MoveLayer


def own_moves_of(at: SeatView, rows: Sequence[Mapping[str, str]]) -> OwnMoves | OwnDuties | OwnSlots:
    """Return the drawn orders of a sheet: those for which the scenario has a line on the map, those on lists,
    or those for slots.
    """
    maps = maps_of(at)
    if maps is None:
        queue = at.content.board.queue
        return own_slots_of(at, queue, rows) if queue else own_duties_of(at, rows)
    moves = [move for number, row in enumerate(rows, 1) if (move := _move(at, number, row))]
    return OwnMoves(move_layer(maps.wide, at.mine, moves), move_layer(maps.phone, at.mine, moves))


def _move(at: SeatView, number: int, row: Mapping[str, str]) -> Move | None:
    text = next((text for text in at.content.texts.moves if text.kind == row["kind"]), None)
    if text is None:
        return None
    aimed = Bloc(row["target"]).states or ("",)
    aims = [aim for code in aimed for aim in _units(at, code, text.unit)] or ([text.to] if text.to else [])
    starts = _units(at, at.mine) or ([text.base] if text.base else [])
    ways = [Move(number, start, end) for start in starts for end in aims]
    return min(ways, key=lambda way: distance_km(way.start, way.end), default=None)


def _units(at: SeatView, seat: str, label: str = "") -> list[Point]:
    """Return where the seat now sees aircraft of `seat`; with a label, every track whose label starts with it."""
    return [
        track.points[-1]
        for track in at.briefing.tracks
        if track.kind == "recent"
        and (track.label.startswith(label) if label else seat in (track.symbol, *track.partners))
    ]


def map_table_of(at: SeatView) -> MapTable:
    """Return the table of what the seat sees in the turn."""
    if has_no_map(at):
        return MapTable("", "", (), panels_at(at))
    view = _view(at, "play")
    centre = view.world.centre.names[0]
    return MapTable(view.sentence, centre, sightings(view), panels_at(at))


def has_no_map(at: SeatView) -> bool:
    """Say whether another drawing stands in place of the map."""
    return not at.content.meta.board.has_map


def panels_at(at: SeatView) -> Panels | AloneBoard | None:
    """Return the panels beside the seat's map in the turn, or in its place; None where its board is a map alone."""
    if has_no_map(at):
        return alone_of(at)
    return panels_of(at.content, at.briefing.board, (at.mine,), at.turn.number)


def _windows(name: str) -> tuple[str, str, str]:
    """Return the names of the windows of one kind, from the nearest to the widest."""
    return name, f"{name}-middle", f"{name}-wide"


def drawing_of(
    version: ScenarioVersion, shown: Iterable[TrackText], kind: str, *, sentence: str, ranges: tuple[Range, ...] = ()
) -> Drawing:
    """Return the map of a version with these tracks, in the nearest window of a kind that holds all of them."""
    return draw(_view_of(version, shown, _windows(kind), sentence, ranges=ranges))


@dataclass(frozen=True)
class ShownMap:
    """One of several maps of the same moment: its sentence, tracks and ranges, and the state whose land is tinted."""

    sentence: str
    tracks: tuple[TrackText, ...]
    own: str
    ranges: tuple[Range, ...]


def drawings_in_one_window(
    version: ScenarioVersion, shown: Sequence[ShownMap], windows: Sequence[str]
) -> tuple[Drawing, ...]:
    """Return several maps of a version in one window: the nearest that holds all that the first of them shows."""
    views = [_view_of(version, one.tracks, windows, one.sentence, own=one.own, ranges=one.ranges) for one in shown]
    return tuple(draw(replace(view, window=views[0].window)) for view in views)


def _view(at: SeatView, *windows: str) -> MapView:
    """Return the seat's map, in the nearest of the windows that holds all of it."""
    version = at.seat.exercise.scenario_version
    sentence, ranges = f"Map of what {at.mine} sees", ranges_of(at.briefing.board)
    return _view_of(version, at.briefing.tracks, windows, sentence, own=at.mine, ranges=ranges)


def _view_of(
    version: ScenarioVersion,
    shown: Iterable[TrackText],
    windows: Sequence[str],
    sentence: str,
    *,
    own: str = "",
    ranges: tuple[Range, ...] = (),
) -> MapView:
    world = map_of(version)
    tracks = tuple(
        Track(track.symbol, track.points, track.kind, track.label, track.sublabel, track.partners) for track in shown
    )
    seen = ", ".join(
        (
            *(f"{one.names[0]} {one.note}" for one in ranges),
            *(each.words for one in ranges for each in one.troops),
            *(f"{' and '.join(track.seats)} {track.label}" for track in tracks if track.label),
        )
    )
    return MapView(
        world=world,
        window=fitting(world, windows, tracks),
        sentence=f"{sentence}: {seen or 'nothing that moves'}.",
        own=own,
        tracks=tracks,
        ranges=ranges,
    )
