"""The white cell's room: the turn's phase, the seats with who is there and how far they are, what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from wargame.exercises import bridge
from wargame.exercises.codes import dashed_code
from wargame.exercises.control.domain import TIMER_WORDS, closed_by_hand, revealed_by_hand
from wargame.exercises.control_log import selectors as control_log_selectors
from wargame.exercises.models import ControlEntry, Exercise, OrderSheet, Participant, Seat, Turn
from wargame.exercises.policy_words import POLICY_WORDS
from wargame.exercises.presence import Person, person_of
from wargame.exercises.turns.domain import TIMERS, seconds_for
from wargame.web.clocks import clock_of

MOST_ENTRIES = 20
PHASES = (("brief", "Brief"), ("orders", "Orders"), ("review", "Review"), ("reveal", "Reveal"), ("discuss", "Discuss"))


@dataclass(frozen=True)
class Place:
    """A seat in the table. `status` is "ready", "draft", "none" or "ai"; `orders` counts what is on the sheet; `plays`
    says in words how the policy plays that decides for the seat, "" where people decide, or nobody does.
    """

    role: str
    name: str
    people: tuple[Person, ...]
    policy: str
    plays: str
    status: str
    word: str
    orders: int
    submitted_at: datetime | None


@dataclass(frozen=True)
class LogEntry:
    """A line of the control log."""

    at: datetime
    by: str
    text: str
    reason: str


@dataclass(frozen=True)
class Room:
    """`steps` are the phases with how each stands: "done", "now" or "next". `series` is the code of parallel groups."""

    code: str
    title: str
    scenario: str
    turn: int
    turns: int
    phase: str
    steps: tuple[tuple[str, str], ...]
    status: str
    digest: str
    is_paused: bool
    deadline: datetime | None
    left: str
    places: tuple[Place, ...]
    waiting: tuple[Person, ...]
    notes: tuple[str, ...]
    entries: tuple[LogEntry, ...]
    is_finished: bool
    is_over: bool
    series: str
    timers: tuple[tuple[str, str, int], ...]
    can_unclose: bool
    can_unreveal: bool

    @property
    def only_tells(self) -> bool:
        """Tell if the clock ends nothing: in a review, and when results are out, the white cell goes on by hand."""
        return self.status not in Turn.TIMED

    @property
    def has_clock(self) -> bool:
        """Tell if the time of the running phase can be moved."""
        return self.status in (*Turn.TIMED, Turn.Status.REVIEW, Turn.Status.CLOSED) and not self.is_finished

    @property
    def ready_count(self) -> int:
        return sum(place.status in {"ready", "ai"} for place in self.places)


def room_of(exercise: Exercise, turn: Turn, now: datetime) -> Room:
    """Return the state of an exercise, for its white cell alone: it tells how far each seat is with its orders."""
    people = list(exercise.participants.filter(part=Participant.Part.PLAYER, left_at=None))
    version = exercise.scenario_version
    is_finished = turn.branch.is_finished
    return Room(
        code=dashed_code(exercise.code),
        title=exercise.title or version.title,
        scenario=version.title,
        turn=turn.number,
        turns=len(bridge.setting_of(exercise).spec.turns),
        phase=turn.phase.label,
        steps=_steps(turn),
        status=turn.status,
        digest=turn.digest,
        is_paused=turn.is_paused,
        deadline=None if is_finished else turn.deadline,
        left=clock_of(turn.left_seconds),
        places=_places(exercise, turn, people, now),
        waiting=tuple(person_of(person, now) for person in people if person.seat_id is None),
        notes=tuple(turn.notes),
        entries=_entries(exercise),
        is_finished=is_finished,
        is_over=exercise.status == Exercise.Status.ENDED,
        series=exercise.series.code if exercise.series else "",
        timers=tuple((name, TIMER_WORDS[name], each) for name, each in minutes_of(turn).items()),
        can_unclose=closed_by_hand(turn),
        can_unreveal=revealed_by_hand(turn),
    )


def minutes_of(turn: Turn) -> dict[str, int]:
    """Return the times of the parts of the turn, in whole minutes, rounded up."""
    return {timer: ceil(seconds_for(turn, timer) / 60) for timer in TIMERS}


def _steps(turn: Turn) -> tuple[tuple[str, str], ...]:
    keys = [key for key, _ in PHASES]
    at = keys.index(turn.phase)
    return tuple(
        (label, "now" if index == at else "done" if index < at else "next") for index, (_, label) in enumerate(PHASES)
    )


def _places(exercise: Exercise, turn: Turn, people: Iterable[Participant], now: datetime) -> tuple[Place, ...]:
    setting = bridge.setting_of(exercise)
    sheets = {sheet.seat_id: sheet for sheet in OrderSheet.objects.filter(turn=turn)}
    seated: dict[int | None, list[Person]] = {}
    for person in people:
        seated.setdefault(person.seat_id, []).append(person_of(person, now))
    seats = {seat.role: seat for seat in exercise.seats.all()}
    return tuple(
        _place(seats[code], setting.state(code).name, tuple(seated.get(seats[code].pk, ())), sheets.get(seats[code].pk))
        for code in setting.seats
    )


def _place(seat: Seat, name: str, people: tuple[Person, ...], sheet: OrderSheet | None) -> Place:
    status, word = _status(seat, sheet)
    return Place(
        role=seat.role,
        name=name,
        people=people,
        policy=seat.policy,
        plays="" if seat.is_left_out else POLICY_WORDS.get(seat.policy, seat.policy),
        status=status,
        word=word,
        orders=len(sheet.orders) if sheet else 0,
        submitted_at=sheet.submitted_at if sheet else None,
    )


def _status(seat: Seat, sheet: OrderSheet | None) -> tuple[str, str]:
    if sheet is not None and sheet.is_missed:
        return "none", "Missed"
    if seat.is_left_out:
        return "ai", "Left out"
    if seat.policy:
        return "ai", "AI decided"
    if sheet is None:
        return "none", "Nothing yet"
    return ("ready", "Submitted") if sheet.is_ready else ("draft", "Draft")


def _entries(exercise: Exercise) -> tuple[LogEntry, ...]:
    rows = exercise.control_entries.select_related("by", "seat", "turn").order_by("-pk")[:MOST_ENTRIES]
    return tuple(_entry(row) for row in rows)


def _entry(row: ControlEntry) -> LogEntry:
    return LogEntry(row.at, row.by.name if row.by else "Clock", control_log_selectors.sentence_of(row), row.reason)
