"""The frame of every page of an exercise: its name, the rail of turns, the seats and which are ready."""

from dataclasses import dataclass, replace
from datetime import datetime

from wargame.engine.values import TurnSpec
from wargame.exercises import access, bridge
from wargame.exercises.access import rows
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn
from wargame.exercises.navigation.pages import ReviewPage, pages_open
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
    """One seat; `word` says in a word whether its orders are submitted."""

    code: str
    name: str
    is_mine: bool
    is_ready: bool

    @property
    def word(self) -> str:
        return "Ready" if self.is_ready else "Writing"


@dataclass(frozen=True)
class Frame:
    """The bar at the top. `turn` is the turn that the page is about; `deadline` is None where no clock runs.

    `left` is what a stopped clock shows. `part` is the reader's part, "" if they hold the seat `mine`. `is_finished`
    says that the line has reached an ending; `is_opened` that its readers may know everything.
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
    def place(self) -> "Frame":
        """The frame without what changes while a turn is under way, for parts of pages that show nothing of that."""
        return replace(self, seats=(), deadline=None, status="", stage="", is_paused=False, left="")

    @property
    def seen(self) -> str:
        """The state that a page sends as already shown, so that an unchanged region is not sent again."""
        return f"{self.mine.code}-{self.branch}-{self.turn}-{self.status}"

    @property
    def seen_clock(self) -> str:
        """The same as `seen`, for regions that show the clock as well."""
        return f"{self.mine.code}-{self.branch}-{self.turn}-{self.stage}"

    @property
    def review(self) -> tuple[ReviewPage, ...]:
        """The pages of the review that are open to the reader."""
        is_ended = self.is_finished or (self.is_over and not self.is_solo)
        return pages_open(is_ended=is_ended, knows_all=self.is_opened, is_class=not (self.is_solo or self.is_sandbox))

    @property
    def may_show(self) -> bool:
        """Tell if the reader leads a class that has ended, and may put pages of its review on the projector."""
        return self.is_opened and not self.is_solo and self.part == Participant.Part.WHITE_CELL.label.capitalize()

    @property
    def is_what_if(self) -> bool:
        return self.branch > 1


def frame_of(seat: Seat, line: Branch, turn: Turn, part: str = "") -> Frame:
    """Return the frame of a page about a turn of a line."""
    version = seat.exercise.scenario_version
    marks = _seats(seat, turn)
    return Frame(
        code=seat.exercise.code,
        title=seat.exercise.title or version.title,
        subtitle=bridge.content_of(version).meta.place,
        branch=line.number,
        branch_name=line.name,
        is_over=access.is_over(seat.exercise, line),
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
    """Return the time that a turn covers: "09:05-09:30", with dates if it ends on another day."""
    is_one_day = " " not in spec.ends_at
    begins = spec.starts_at.rsplit(" ", 1)[-1] if is_one_day else spec.starts_at
    return f"{begins}\N{EN DASH}{spec.ends_at}"


def turn_marks(exercise: Exercise, line: Branch, turn: Turn) -> tuple[TurnMark, ...]:
    """Return the turns of the scenario, each marked done, now or next on a page about this turn.

    Turns before one that is under way are closed, and none follows it.
    """
    if turn.is_under_way:
        played = set(range(1, turn.number))
    else:
        played = set(Turn.objects.played_in(line).order_by().values_list("number", flat=True))
    setting = bridge.setting_of(exercise)
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
    setting = bridge.setting_of(seat.exercise)
    ready = rows.ready_roles(turn)
    return tuple(SeatMark(code, setting.state(code).name, code == seat.role, code in ready) for code in setting.seats)
