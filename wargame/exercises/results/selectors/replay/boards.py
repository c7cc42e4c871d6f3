"""The boards of a replay at one moment: full truth and a seat's own, in one window, and how they differ.

A board is that of the opening of its turn. Only a reader who may know everything is shown full truth, and only beside
it is a difference said.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from scenarios import opening
from scenarios.schema.pack_texts import TrackText
from wargame.engine.values import Perspective
from wargame.exercises import perspectives
from wargame.exercises.results.selectors.replay.steps import Step
from wargame.exercises.situation.selectors.alone import AloneBoard, alone_of, common_alone_of
from wargame.exercises.situation.selectors.figures import incidents_of
from wargame.exercises.situation.selectors.map import ShownMap, drawings_in_one_window, has_no_map
from wargame.exercises.situation.selectors.panels import Panels, panels_of, ranges_of
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.maps import Drawing
from wargame.web.moves import badges_beside

MOST = len(ascii_lowercase)
WINDOWS = ("play", "play-middle", "play-wide"), ("phone", "phone-middle", "phone-wide")


@dataclass(frozen=True)
class BoardDifference:
    """One thing in which a seat's board differs from full truth: `truth` and `seen` in words.

    `track` is the key of the track on the map whose end bears its letter, "" for what has no place there.
    """

    letter: str
    truth: str
    seen: str
    track: str = ""


@dataclass(frozen=True)
class MapLetter:
    """A letter over a map beside the end of a track, in pixels; `is_there` says whether the board shows the track."""

    letter: str
    track: str
    x: float
    y: float
    is_there: bool = True

    def on(self, tracks: Collection[str]) -> "MapLetter":
        """Return the same letter on a board that shows these tracks."""
        return replace(self, is_there=self.track in tracks)


@dataclass(frozen=True)
class ReplayMap:
    """A drawing with its letters."""

    drawing: Drawing
    letters: tuple[MapLetter, ...]


@dataclass(frozen=True)
class ReplayBoard:
    """One board: its maps for wide pages and phones (None where the scenario has none), and what else it shows."""

    seat: str
    wide: ReplayMap | None
    phone: ReplayMap | None
    panels: Panels | AloneBoard | None


@dataclass(frozen=True)
class Boards:
    """The boards that are shown, full truth first, and their differences; none beside a single board."""

    boards: tuple[ReplayBoard, ...]
    differences: tuple[BoardDifference, ...]


def boards_of(at: SeatView, *, shows_truth: bool, shows_seat: bool, unseen: Sequence[Step] = ()) -> Boards:
    """Return the boards of a turn's opening; the caller has made sure that the reader may see what it `shows_truth`.

    `unseen` are the events of the turn up to now that the seat did not notice.
    """
    truth = perspectives.truth_of(at.turn) if shows_truth else None
    views = [view for view in (truth, at.view if shows_seat else None) if view is not None]
    found = tuple(_differences(at, truth, unseen)) if truth is not None and shows_seat else ()
    maps = _maps(at, views, found)
    return Boards(tuple(_board(at, view, drawn) for view, drawn in zip(views, maps, strict=True)), found)


def _board(at: SeatView, view: Perspective, drawn: Sequence[ReplayMap]) -> ReplayBoard:
    wide, phone = drawn or (None, None)
    return ReplayBoard(view.seat, wide, phone, _panels(at, view))


def _panels(at: SeatView, view: Perspective) -> Panels | AloneBoard | None:
    if has_no_map(at):
        return alone_of(at) if view.seat else common_alone_of(at.turn, may_know_all=True, with_results=False)
    shown = opening.briefing(at.content, view, at.turn.number).board
    return panels_of(at.content, shown, (view.seat,) if view.seat else (), at.turn.number)


def _maps(at: SeatView, views: Sequence[Perspective], found: Sequence[BoardDifference]) -> list[tuple[ReplayMap, ...]]:
    """Return the drawings of each view for wide pages and for phones; all in the window that holds what the first
    shows."""
    if has_no_map(at):
        return [() for _ in views]
    told = [opening.briefing(at.content, view, at.turn.number) for view in views]
    shown = [
        ShownMap(_sentence(view), each.tracks, view.seat, ranges_of(each.board))
        for view, each in zip(views, told, strict=True)
    ]
    kinds = [drawings_in_one_window(at.seat.exercise.scenario_version, shown, windows) for windows in WINDOWS]
    placed = [_letters(drawings, told[0].tracks, found) for drawings in kinds]
    return [
        tuple(
            ReplayMap(drawings[place], tuple(letter.on({track.key for track in each.tracks}) for letter in letters))
            for drawings, letters in zip(kinds, placed, strict=True)
        )
        for place, each in enumerate(told)
    ]


def _letters(
    drawings: Sequence[Drawing], tracks: Sequence[TrackText], found: Sequence[BoardDifference]
) -> tuple[MapLetter, ...]:
    """Return the letters of tracks, each beside its track's end, at the same place on all drawings of one window."""
    ends = {track.key: track.points[-1] for track in tracks}
    lettered = [one for one in found if one.track]
    places = badges_beside(drawings, [ends[one.track] for one in lettered])
    return tuple(MapLetter(one.letter, one.track, *place) for one, place in zip(lettered, places, strict=True))


def _sentence(view: Perspective) -> str:
    return f"Map of what {view.seat} sees" if view.seat else "Map of what anybody sees"


def _differences(at: SeatView, truth: Perspective, unseen: Sequence[Step]) -> Iterator[BoardDifference]:
    """Yield the differences with their letters: tracks, then stages of incidents, then events of the turn."""
    found = (*_tracks(at, truth), *_stages(at, truth), *_events(at, unseen))
    for letter, one in zip(ascii_lowercase, found[:MOST], strict=False):
        yield replace(one, letter=letter)


def _tracks(at: SeatView, truth: Perspective) -> Iterator[BoardDifference]:
    """Yield the tracks that other seats see and this one does not."""
    own = {track.key for track in at.briefing.tracks}
    for track in opening.briefing(at.content, truth, at.turn.number).tracks:
        if track.key not in own:
            seers = " and ".join(code for code in at.view.setting.seats if code in track.seats)
            yield BoardDifference("", f"{_words(track)}, seen by {seers}.", f"Not on {at.mine}'s map.", track.key)


def _words(track: TrackText) -> str:
    states = " and ".join((track.symbol, *track.partners))
    return f"{states}: {', '.join(filter(None, (track.label, track.sublabel)))}"


def _stages(at: SeatView, truth: Perspective) -> Iterator[BoardDifference]:
    for real, known in zip(incidents_of(truth), incidents_of(at.view), strict=True):
        if real.stage != known.stage:
            yield BoardDifference("", f"{real.name}: {real.stage_name}.", f"{at.mine} did not know.")


def _events(at: SeatView, unseen: Sequence[Step]) -> Iterator[BoardDifference]:
    for step in unseen:
        seen = f"{at.mine} read: {step.account}" if step.is_seen else f"{at.mine} did not see this."
        who = f"{step.seat}: " if step.seat else ""
        yield BoardDifference("", f"{who}{step.title.rstrip('.')}.", seen)
