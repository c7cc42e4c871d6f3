"""The lobby: who is here, who holds which seat, and what is missing before the first turn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scenarios.models import Role
from wargame.exercises import bridge
from wargame.exercises.codes import dashed_code
from wargame.exercises.exercise_dials import changed_dials
from wargame.exercises.models import Exercise, Participant, Seat
from wargame.exercises.presence import Person, person_of
from wargame.web.seats import mark_of

REVIEW_MINUTES = 15
"""Minutes planned for the discussion of the whole exercise at its end."""
PLANNED = ("brief", "orders", "review", "reveal", "discuss")
_MESSAGES = {
    Exercise.Messages.OPEN: "Private",
    Exercise.Messages.MONITORED: "The white cell can read them",
    Exercise.Messages.OFF: "Off",
}


@dataclass(frozen=True)
class LobbySeat:
    """A seat as the lobby shows it. The policy `standby` plays it if nobody holds it; `cast` says who plays it."""

    role: str
    name: str
    shape: str
    task: str
    people: tuple[Person, ...]
    places: int
    is_locked: bool
    standby: str
    is_played_by_ai: bool
    cast: str

    @property
    def is_full(self) -> bool:
        return len(self.people) >= self.places

    @property
    def briefed_count(self) -> int:
        return sum(person.is_briefed for person in self.people)


@dataclass(frozen=True)
class PlanPart:
    """A part of the class plan. An edge comes before the first or after the last turn."""

    label: str
    minutes: int
    is_edge: bool


@dataclass(frozen=True)
class Check:
    """One line of the checklist before the start."""

    is_met: bool
    text: str


@dataclass(frozen=True)
class Lobby:
    """The whole lobby. `minutes` is None if a phase has no timer, because then nobody knows when the exercise ends."""

    code: str
    title: str
    scenario: str
    slug: str
    turns: int
    first_turn: int
    seats: tuple[LobbySeat, ...]
    waiting: tuple[Person, ...]
    observers: int
    facts: tuple[tuple[str, str], ...]
    dials: str
    plan: tuple[PlanPart, ...]
    turn_parts: str
    minutes: int | None
    checks: tuple[Check, ...]
    is_join_locked: bool
    is_open: bool
    is_over: bool
    is_sandbox: bool


def lobby_of(exercise: Exercise, now: datetime) -> Lobby:
    """Return the lobby of an exercise. Nothing in it is secret; names are shown to all who have joined."""
    version = exercise.scenario_version
    setting = bridge.setting_of(exercise)
    people = list(exercise.participants.filter(left_at=None).select_related("seat"))
    players = [person for person in people if person.part == Participant.Part.PLAYER]
    seats = _lobby_seats(exercise, players, now)
    waiting = tuple(person_of(person, now) for person in players if person.seat_id is None)
    plan = _plan(exercise, len(setting.spec.turns))
    return Lobby(
        code=dashed_code(exercise.code),
        title=exercise.title or version.title,
        scenario=version.title,
        slug=version.scenario.slug,
        turns=len(setting.spec.turns),
        first_turn=exercise.first_turn,
        seats=seats,
        waiting=waiting,
        observers=sum(person.part == Participant.Part.OBSERVER for person in people),
        facts=_facts(exercise),
        dials=", ".join(one.difference for one in changed_dials(exercise)),
        plan=plan,
        turn_parts=_parts_of_a_turn(exercise),
        minutes=sum(part.minutes for part in plan) if exercise.orders_seconds else None,
        checks=_checks(exercise, seats, waiting),
        is_join_locked=exercise.is_join_locked,
        is_open=exercise.status == Exercise.Status.LOBBY,
        is_over=exercise.status == Exercise.Status.ENDED,
        is_sandbox=exercise.mode == Exercise.Mode.SANDBOX,
    )


def _lobby_seats(exercise: Exercise, players: Iterable[Participant], now: datetime) -> tuple[LobbySeat, ...]:
    roles = {role.code: role for role in Role.objects.filter(version=exercise.scenario_version)}
    seated: dict[int | None, list[Person]] = {}
    for person in players:
        seated.setdefault(person.seat_id, []).append(person_of(person, now))
    return tuple(
        _lobby_seat(seat, roles[seat.role], tuple(seated.get(seat.pk, ())), exercise.seat_size)
        for seat in sorted(exercise.seats.all(), key=lambda seat: roles[seat.role].position)
    )


def _lobby_seat(seat: Seat, role: Role, people: tuple[Person, ...], places: int) -> LobbySeat:
    shape, is_played = mark_of(seat.role).shape, bool(seat.policy)
    return LobbySeat(
        seat.role, role.name, shape, role.task, people, places, seat.is_locked, seat.standby, is_played, seat.cast
    )


def _plan(exercise: Exercise, turns: int) -> tuple[PlanPart, ...]:
    each = round(sum(getattr(exercise, f"{timer}_seconds") for timer in _planned_in(exercise)) / 60)
    middle = (PlanPart(f"Turn {number}", each, is_edge=False) for number in range(exercise.first_turn, turns + 1))
    return (*middle, PlanPart("Review of the exercise", REVIEW_MINUTES, is_edge=True))


def _planned_in(exercise: Exercise) -> tuple[str, ...]:
    """Return the phases that a turn of the exercise has; under rigid adjudication there is no review."""
    is_rigid = exercise.adjudication == Exercise.Adjudication.RIGID
    return tuple(timer for timer in PLANNED if not (is_rigid and timer == "review"))


def _parts_of_a_turn(exercise: Exercise) -> str:
    """Return the parts of each turn in minutes: "Brief 2, Orders 10, Review 2, Results 2, Discussion 2"."""
    words = {"brief": "Brief", "orders": "Orders", "review": "Review", "reveal": "Results", "discuss": "Discussion"}
    seconds = {words[timer]: getattr(exercise, f"{timer}_seconds") for timer in _planned_in(exercise)}
    return ", ".join(f"{word} {_duration(each)}" for word, each in seconds.items() if each)


def _facts(exercise: Exercise) -> tuple[tuple[str, str], ...]:
    missed = "AI decides" if exercise.missed == Exercise.Missed.POLICY else "Hold position"
    return (
        ("Brief", _duration(exercise.brief_seconds)),
        ("Turn timer", _duration(exercise.orders_seconds)),
        ("Time zone", exercise.time_zone.replace("_", " ")),
        ("Missed orders", missed),
        ("Information", "Each seat sees its own"),
        ("Messages between seats", _MESSAGES[Exercise.Messages(exercise.messages)]),
        ("Whether messages were seen", "Told to who writes" if exercise.shows_receipts else "Not told"),
        ("People in a seat", f"Up to {exercise.seat_size}"),
    )


def _duration(seconds: int) -> str:
    """Return minutes, and seconds if they are not whole; "None" for no time."""
    minutes, rest = divmod(seconds, 60)
    parts = (f"{minutes} min" if minutes else "", f"{rest} s" if rest else "")
    return " ".join(filter(None, parts)) or "None"


def _checks(exercise: Exercise, seats: tuple[LobbySeat, ...], waiting: tuple[Person, ...]) -> tuple[Check, ...]:
    if exercise.mode == Exercise.Mode.SANDBOX:
        return (Check(True, "You order for every seat."),)
    left_out = [seat.role for seat in seats if seat.cast == Seat.Cast.NOBODY]
    seats = tuple(seat for seat in seats if seat.role not in left_out)
    empty = [seat.role for seat in seats if not seat.people]
    covered = f"All {len(seats)} seats covered" + (f", {', '.join(empty)} by AI" if empty else "")
    covered += f"; {', '.join(left_out)} left out" if left_out else ""
    unread = sum(not person.is_briefed for seat in seats for person in seat.people)
    found = [Check(len(empty) < len(seats), covered if len(empty) < len(seats) else "Nobody has a seat yet")]
    found.append(Check(not waiting, _say_number(len(waiting), "waits for a seat", "wait for a seat")))
    found.append(Check(not unread, _unread(unread, sum(len(seat.people) for seat in seats))))
    return tuple(found)


def _unread(unread: int, seated: int) -> str:
    if seated and not unread:
        return "Everybody in a seat has read the briefing"
    if not seated:
        return "Nobody has a briefing to read yet"
    return _say_number(unread, "has not read the briefing", "have not read the briefing")


def _say_number(number: int, singular: str, plural: str) -> str:
    if number == 0:
        return f"Nobody {singular}"
    return f"1 person {singular}" if number == 1 else f"{number} people {plural}"
