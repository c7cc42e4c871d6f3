"""What stands around every page of an exercise: its name, the turn rail, the seats and who is ready."""

from dataclasses import dataclass
from datetime import datetime

from wargame.engine.values import TurnSpec
from wargame.exercises import access, bridge
from wargame.exercises.models import Branch, Exercise, OrderSheet, Seat, Turn
from wargame.web.clocks import clock_of


@dataclass(frozen=True)
class TurnMark:
    """One turn on the rail; `status` is "done", "now" or "next"."""

    number: int
    status: str
    title: str
    label: str


@dataclass(frozen=True)
class SeatMark:
    """One seat; `word` says for people whether its orders are in."""

    code: str
    name: str
    is_mine: bool
    is_ready: bool

    @property
    def word(self) -> str:
        return "Ready" if self.is_ready else "Writing"


@dataclass(frozen=True)
class Frame:
    """The top bar. `turn` is the turn the page is about; `deadline` is None where no timer runs.

    `left` is what a stopped clock shows, `part` the reader's part, "" where they sit in the seat `mine`.
    `is_finished`: the line has come to an ending; `is_opened`: its readers may know everything by now.
    """

    code: str
    title: str
    subtitle: str
    branch: int
    branch_name: str
    is_over: bool
    is_solo: bool
    is_sandbox: bool
    turn: int
    turns: tuple[TurnMark, ...]
    seats: tuple[SeatMark, ...]
    mine: SeatMark
    deadline: datetime | None
    status: str
    stage: str
    phase: str
    is_paused: bool
    left: str
    part: str
    is_finished: bool
    is_opened: bool

    @property
    def ready_count(self) -> int:
        return sum(seat.is_ready for seat in self.seats)

    @property
    def now(self) -> TurnMark:
        return self.turns[self.turn - 1]

    @property
    def seen(self) -> str:
        """What a page says it has seen, so that a region that has not changed is not sent again."""
        return f"{self.mine.code}-{self.branch}-{self.turn}-{self.status}"

    @property
    def seen_clock(self) -> str:
        """As `seen`, for what shows the clock too."""
        return f"{self.mine.code}-{self.branch}-{self.turn}-{self.stage}"

    @property
    def is_what_if(self) -> bool:
        return self.branch > 1


def frame_of(seat: Seat, line: Branch, turn: Turn, part: str = "") -> Frame:
    """The frame of a page about a turn of a line."""
    version = seat.exercise.scenario_version
    marks = _seats(seat, turn)
    return Frame(
        code=seat.exercise.code,
        title=seat.exercise.title or version.title,
        subtitle=bridge.content_of(version).meta.place,
        branch=line.number,
        branch_name=line.name,
        is_over=line.is_finished or seat.exercise.status == Exercise.Status.ENDED,
        is_solo=seat.exercise.mode == Exercise.Mode.SOLO,
        is_sandbox=seat.exercise.mode == Exercise.Mode.SANDBOX,
        turn=turn.number,
        turns=turn_marks(seat.exercise, line, turn),
        seats=marks,
        mine=next(mark for mark in marks if mark.is_mine),
        deadline=turn.deadline if turn.is_under_way else None,
        status=turn.status,
        stage=turn.stage,
        phase=turn.phase.label,
        is_paused=turn.is_paused,
        left=clock_of(turn.left_seconds),
        part=part,
        is_finished=line.is_finished,
        is_opened=access.may_know_all(seat, line),
    )


def hours(spec: TurnSpec) -> str:
    """The time that a turn covers: "09:05-09:30", with the days where it ends on another."""
    is_one_day = " " not in spec.ends_at
    begins = spec.starts_at.rsplit(" ", 1)[-1] if is_one_day else spec.starts_at
    return f"{begins}\N{EN DASH}{spec.ends_at}"


def turn_marks(exercise: Exercise, line: Branch, turn: Turn) -> tuple[TurnMark, ...]:
    """The turns of the scenario, with how each stands on a page about one turn of a line."""
    closed = Turn.objects.in_line(line).order_by().filter(status=Turn.Status.CLOSED)
    played = set(closed.values_list("number", flat=True))
    setting = bridge.setting_of(exercise.scenario_version)
    return tuple(
        TurnMark(
            number=spec.number,
            status="now" if spec.number == turn.number else "done" if spec.number in played else "next",
            title=spec.title,
            label=hours(spec),
        )
        for spec in setting.spec.turns
    )


def _seats(seat: Seat, turn: Turn) -> tuple[SeatMark, ...]:
    setting = bridge.setting_of(seat.exercise.scenario_version)
    ready = set(OrderSheet.objects.order_by().filter(turn=turn, is_ready=True).values_list("seat__role", flat=True))
    return tuple(SeatMark(code, setting.state(code).name, code == seat.role, code in ready) for code in setting.seats)
