"""The state of a turn as everybody may see it: its phase, its clock, and which seats have submitted orders."""

from dataclasses import dataclass
from datetime import datetime

from wargame.exercises import bridge
from wargame.exercises.models import Branch, Exercise, OrderSheet, Seat, Turn
from wargame.exercises.situation.selectors.frame import TurnMark, turn_marks
from wargame.web.clocks import clock_of, seconds_left

LATE_SECONDS, LAST_SECONDS = 60, 15
_PURPOSES = {
    Turn.Phase.BRIEF: "left to read the brief",
    Turn.Phase.ORDERS: "left to give orders",
    Turn.Phase.DISCUSS: "left to talk",
}
"""The purpose of a phase's time. The clocks of Review and Reveal are reminders for the white cell alone."""


@dataclass(frozen=True)
class SeatNow:
    """A seat and its state: "ready", "waits" or "ai"."""

    code: str
    name: str
    status: str
    word: str


@dataclass(frozen=True)
class TurnState:
    """The state of a turn for everybody: phase, clock, ready seats.

    `deadline` is None where no clock runs, `left` is what a stopped clock shows, `purpose` what the time is for.
    """

    turn: int
    title: str
    phase: str
    hours: str
    turns: tuple[TurnMark, ...]
    seats: tuple[SeatNow, ...]
    deadline: datetime | None
    is_paused: bool
    left: str
    purpose: str

    @property
    def ready_count(self) -> int:
        return sum(seat.status != "waits" for seat in self.seats)

    @property
    def urgency(self) -> str:
        """The urgency of the clock: "bad" in the last 15 seconds, "warn" in the last minute, else ""."""
        left = LATE_SECONDS + 1 if self.deadline is None else seconds_left(self.deadline)
        return "bad" if left <= LAST_SECONDS else "warn" if left <= LATE_SECONDS else ""


def turn_state_of(exercise: Exercise, line: Branch, turn: Turn) -> TurnState:
    """Return the state of a turn for everybody."""
    spec = bridge.setting_for(turn).spec.turns[turn.number - 1]
    is_over = exercise.status == Exercise.Status.ENDED
    return TurnState(
        turn=turn.number,
        title=spec.title,
        phase="The end" if is_over else turn.phase.label,
        hours=f"{spec.starts_at}\N{EN DASH}{spec.ends_at}",
        turns=turn_marks(exercise, line, turn),
        seats=_seats(exercise, turn),
        deadline=turn.deadline if turn.phase in _PURPOSES and not is_over else None,
        is_paused=turn.is_paused,
        left=clock_of(turn.left_seconds),
        purpose=_PURPOSES.get(turn.phase, ""),
    )


def _seats(exercise: Exercise, turn: Turn) -> tuple[SeatNow, ...]:
    setting = bridge.setting_of(exercise)
    ready = set(OrderSheet.objects.order_by().filter(turn=turn, is_ready=True).values_list("seat_id", flat=True))
    seats = {seat.role: seat for seat in exercise.seats.all()}
    return tuple(_seat(seats[code], setting.state(code).name, seats[code].pk in ready) for code in setting.seats)


def _seat(seat: Seat, name: str, is_ready: bool) -> SeatNow:
    if seat.policy:
        return SeatNow(seat.role, name, "ai", "AI")
    return SeatNow(seat.role, name, *(("ready", "ready") if is_ready else ("waits", "not yet")))
