"""The table of the whole game: turns by seats, lanes of incidents, events, tension, the largest changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wargame.engine.values import Setting
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Branch, Seat
from wargame.exercises.results.selectors.overview.chain import Chain, chain_of
from wargame.exercises.results.selectors.overview.changes import (
    TurnChange,
    change_called,
    largest_in,
    steepest,
)
from wargame.exercises.results.selectors.overview.chips import Chip, event_chips, order_chips
from wargame.exercises.results.selectors.overview.curves import Curves, curves_of
from wargame.exercises.results.selectors.overview.known import ENDING, KnownTurn, known_turns
from wargame.exercises.results.selectors.overview.story import Story, story_of
from wargame.exercises.situation.selectors.aims import tone_of
from wargame.exercises.situation.selectors.figures import incidents_of
from wargame.exercises.situation.selectors.frame import hours

CLOSED = "none"
"""The value of the query parameter `at` for a reader who wants the table alone."""


@dataclass(frozen=True)
class TurnColumn:
    """One turn. `is_biggest` marks the largest rise of tension; `is_played` a turn with results."""

    number: int
    title: str
    label: str
    is_played: bool
    is_biggest: bool
    notes: tuple[str, ...]
    events: tuple[Chip, ...]
    changes: tuple[TurnChange, ...]


@dataclass(frozen=True)
class Stage:
    """A stage of an incident over `span` turns.

    `step` 1..5 is its shade; `key` is the transition that led to it, or "".
    """

    name: str
    step: int
    span: int
    key: str
    turn: int


@dataclass(frozen=True)
class IncidentLane:
    """One incident over the turns; `unplayed` turns at the end have no stage."""

    name: str
    stages: tuple[Stage, ...]
    unplayed: int


@dataclass(frozen=True)
class SeatRow:
    """A seat's orders by turn.

    `score` is None if the reader may not know it; `is_whole` says that nothing is hidden.
    """

    code: str
    name: str
    score: int | None
    is_whole: bool
    cells: tuple[tuple[Chip, ...] | None, ...]


@dataclass(frozen=True)
class Overview:
    """The page. `chain` is the panel beside the table; `is_asked` says that the reader asked for it. `tone` is the tint
    of the ending by the reader's own score, "" while there is none.
    """

    columns: tuple[TurnColumn, ...]
    curves: Curves | None
    lanes: tuple[IncidentLane, ...]
    seats: tuple[SeatRow, ...]
    biggest: TurnChange | None
    ending: str
    tone: str
    chosen: str
    chain: Chain | None
    is_asked: bool

    @property
    def played(self) -> int:
        """Return the number of turns with results."""
        return sum(column.is_played for column in self.columns)

    @property
    def ringed(self) -> frozenset[str]:
        """The keys of the events in the chain."""
        return self.chain.keys if self.chain else frozenset()


def overview_of(seat: Seat, line: Branch, *, knows_all: bool, asked: str = "") -> Overview:
    """Return the whole line as the reader may know it; `asked` is the key of what they chose, or `CLOSED`."""
    turns = known_turns(seat, line, knows_all=knows_all)
    setting = bridge.setting_of(seat.exercise)
    story = story_of(turns)
    biggest = steepest(turns)
    chosen = asked or (ENDING if story and ENDING in story.events else CLOSED)
    chain = _chain(story, turns, chosen)
    seats = tuple(_seats(setting, turns, seat.role, knows_all=knows_all))
    own = next(row.score for row in seats if row.code == seat.role)
    return Overview(
        columns=tuple(_columns(setting, turns, biggest)),
        curves=curves_of(turns, len(setting.spec.turns), biggest),
        lanes=tuple(_lanes(turns, len(setting.spec.turns))),
        seats=seats,
        biggest=biggest,
        ending=story.events[ENDING].outcome.title if story and ENDING in story.events else "",
        tone="" if own is None else tone_of(own),
        chosen=chosen if chain else "",
        chain=chain,
        is_asked=bool(asked),
    )


def _chain(story: Story | None, turns: Sequence[KnownTurn], chosen: str) -> Chain | None:
    if story is None or chosen == CLOSED:
        return None
    change = change_called(turns, chosen) if ".change." in chosen else None
    return chain_of(story, chosen, change)


def _columns(setting: Setting, turns: Sequence[KnownTurn], biggest: TurnChange | None) -> Iterator[TurnColumn]:
    played = {turn.number: turn for turn in turns}
    for spec in setting.spec.turns:
        turn = played.get(spec.number)
        yield TurnColumn(
            number=spec.number,
            title=spec.title,
            label=hours(spec),
            is_played=turn is not None,
            is_biggest=biggest is not None and biggest.turn == spec.number,
            notes=turn.notes if turn else (),
            events=event_chips(turn) if turn else (),
            changes=largest_in(turn) if turn else (),
        )


def _lanes(turns: Sequence[KnownTurn], count: int) -> Iterator[IncidentLane]:
    for place, incident in enumerate(turns[0].after.setting.spec.incidents if turns else ()):
        found: list[Stage] = []
        for turn in turns:
            now = incidents_of(turn.after)[place]
            if now.stage is None:
                break
            moved = {outcome.name for outcome in turn.outcomes if outcome.subject == "incident"}
            if found and found[-1].name == now.stage_name:
                last = found[-1]
                found[-1] = Stage(last.name, last.step, last.span + 1, last.key, last.turn)
                continue
            key = f"{turn.number}.transition.{incident.key}" if incident.key in moved else ""
            found.append(Stage(now.stage_name or "", max(now.hostility or 0, 1), 1, key, turn.number))
        if found:
            yield IncidentLane(incident.name, tuple(found), count - sum(stage.span for stage in found))


def _seats(setting: Setting, turns: Sequence[KnownTurn], mine: str, *, knows_all: bool) -> Iterator[SeatRow]:
    last = turns[-1].after if turns else None
    scores = perspectives.scores(last) if last else ()
    empty = (None,) * (len(setting.spec.turns) - len(turns))
    for code in setting.seats:
        own = [score for score in scores if score.seat == code]
        is_whole = knows_all or code == mine
        cells = tuple(order_chips(setting, turn, code, is_whole=is_whole) for turn in turns)
        yield SeatRow(
            code=code,
            name=setting.state(code).name,
            score=round(sum(score.score * score.weight for score in own) / 100) if own and is_whole else None,
            is_whole=is_whole,
            cells=(*cells, *empty),
        )
