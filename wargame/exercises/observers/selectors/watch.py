"""The turns as an observer sees them, delayed by the exercise's number of turns: figures, outcomes, public
statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wargame.engine.values import Outcome, Perspective
from wargame.exercises import access, bridge, perspectives
from wargame.exercises.models import Exercise, Message, Participant, Turn
from wargame.exercises.situation.selectors.common_knowledge import CommonBoard, common_board_of
from wargame.exercises.situation.selectors.gauges import Gauge
from wargame.exercises.situation.selectors.prompts import Prompt, prompt_of
from wargame.exercises.situation.selectors.turn_state import TurnState, turn_state_of


@dataclass(frozen=True)
class WatchedOutcome:
    """One outcome that the observer may know."""

    actor: str
    target: str
    title: str
    text: str


@dataclass(frozen=True)
class Statement:
    """A public statement, made by `seat` or printed by `outlet`; the other one is ""."""

    seat: str
    outlet: str
    text: str


@dataclass(frozen=True)
class WatchedTurn:
    """A turn. `events` and `notes` are empty until the observer may see its results."""

    number: int
    title: str
    has_results: bool
    events: tuple[WatchedOutcome, ...]
    notes: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Watch:
    """The page of an observer.

    `turns` are newest first, empty while nothing can be seen yet. `rows` are tensions, None where unknown. `board` is
    that of the newest turn. `now` is the state of the turn, and `prompt` the question that the room talks about; both
    are None for an observer with a delay or after the end.
    """

    turns: tuple[WatchedTurn, ...]
    codes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    board: CommonBoard | None
    now: TurnState | None
    prompt: Prompt | None
    sight: str
    watched: str
    delay: int
    is_over: bool

    @property
    def turn(self) -> int:
        return self.turns[0].number if self.turns else 0


def watch_of(person: Participant) -> Watch:
    """Return the page of an observer who sees what everybody knows, or everything."""
    exercise = person.exercise
    turns = access.watched_turns(person)
    newest = turns[0] if turns else None
    ended, statements = access.with_results(person, turns), _statements(turns)
    codes = bridge.setting_of(exercise).seats
    now = _now(person, newest) if newest else None
    return Watch(
        turns=tuple(_turn(person, turn, turn.number in ended, statements.get(turn.pk, ())) for turn in turns),
        codes=codes,
        rows=_rows(_view(person, newest), codes) if newest else (),
        board=_board(person, newest, with_results=newest.number in ended) if newest else None,
        now=now,
        prompt=prompt_of(newest) if newest and now else None,
        sight=person.sight,
        watched=person.watched.role if person.watched else "",
        delay=exercise.observer_delay,
        is_over=exercise.status == Exercise.Status.ENDED,
    )


def _now(person: Participant, turn: Turn) -> TurnState | None:
    """Return the state of the turn that is being played, for an observer without delay."""
    exercise = person.exercise
    is_played = exercise.status == Exercise.Status.RUNNING and not access.is_delayed(person)
    return turn_state_of(exercise, access.line_of(exercise), turn) if is_played else None


def _board(person: Participant, turn: Turn, *, with_results: bool) -> CommonBoard:
    return common_board_of(turn, may_know_all=person.sight == Participant.Sight.ALL, with_results=with_results)


def _view(person: Participant, turn: Turn) -> Perspective:
    return perspectives.truth_of(turn) if person.sight == Participant.Sight.ALL else perspectives.common_view_of(turn)


def _statements(turns: Sequence[Turn]) -> dict[int, list[Message]]:
    """Return the public statements of people by the turn's primary key, oldest first."""
    statements: dict[int, list[Message]] = {}
    for message in Message.objects.filter(turn__in=turns, is_statement=True).exclude(author=None).order_by("pk"):
        statements.setdefault(message.turn_id, []).append(message)
    return statements


def _turn(person: Participant, turn: Turn, has_results: bool, statements: Iterable[Message]) -> WatchedTurn:
    spec = bridge.setting_for(turn).spec.turns[turn.number - 1]
    outlets = {each.key: each.name for each in bridge.content_for(turn).texts.outlets}
    return WatchedTurn(
        number=turn.number,
        title=spec.title,
        has_results=has_results,
        events=_events(_outcomes(person, turn)) if has_results else (),
        notes=tuple(turn.notes) if has_results else (),
        statements=tuple(
            Statement("" if each.outlet in outlets else each.sender, outlets.get(each.outlet, ""), each.text)
            for each in statements
        ),
    )


def _outcomes(person: Participant, turn: Turn) -> Iterable[Outcome]:
    return perspectives.known_outcomes(turn, None, may_know_all=person.sight == Participant.Sight.ALL)


def _events(outcomes: Iterable[Outcome]) -> tuple[WatchedOutcome, ...]:
    return tuple(
        WatchedOutcome(one.actor, one.target or one.partner, one.title, "" if one.text == one.title else one.text)
        for one in outcomes
    )


def _rows(view: Perspective, codes: tuple[str, ...]) -> tuple[tuple[str, tuple[int | None, ...]], ...]:
    return tuple((who, tuple(_tension(view, who, towards) for towards in codes)) for who in codes)


def _tension(view: Perspective, who: str, towards: str) -> int | None:
    if who == towards:
        return None
    value = Gauge("tension", who, towards).value(view)
    return None if value is None else round(value)
