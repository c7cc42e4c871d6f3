"""Reads where an exercise stands, for one line on pages that show something else."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from wargame.exercises import access
from wargame.exercises.models import Exercise, OrderSheet, Participant, Seat, Turn
from wargame.exercises.situation.selectors.prompts import prompt_of
from wargame.web.clocks import clock_of


class Wording(NamedTuple):
    """The words on a turn: for the line, for the page's title, and for a player's link."""

    line: str
    short: str
    link: str


_WORDINGS = {
    Turn.Status.BRIEFING: Wording("Turn {} begins: read the brief", "● Turn {} begins", "Go to turn {}"),
    Turn.Status.OPEN: Wording("Turn {} is open", "● Turn {} open", "Go to turn {}"),
    Turn.Status.ADJUDICATING: Wording("Turn {} is closed for orders", "Turn {} closed", "See how it stands"),
    Turn.Status.REVIEW: Wording("The white cell reviews turn {}", "Turn {} in review", "See how it stands"),
    Turn.Status.CLOSED: Wording("The results of turn {} are there", "Results of turn {}", "Go to the results"),
    Turn.Status.FAILED: Wording("Turn {} could not be adjudicated", "Turn {} failed", "See how it stands"),
}
_PAUSED = Wording("Turn {} is paused", "Turn {} paused", "Go to turn {}")
_FINISHED = Wording("The crisis has come to its ending", "Ending", "How it ended")
_ENDED = Wording("The exercise has ended", "Ended", "Read on")
_SEEN_LATER = Wording("You see turn {} now", "You see turn {}", "")
_PURPOSES = {Turn.Status.BRIEFING: "to read the brief", Turn.Status.OPEN: "for orders"}


@dataclass(frozen=True)
class Standing:
    """Where an exercise stands: `text` for the line, `short` for the page's title, `link` for the label of the link.

    `deadline` is None where no clock runs; `left` is what a stopped clock shows. `purpose` is what the time is for.
    `state` changes whenever the text does. While a turn takes orders, `seats` are all of them and `ready` those that
    have submitted. In a discussion `asks` is what to do with the question in the text, and the clock ends nothing.
    """

    text: str
    short: str
    link: str
    state: str
    deadline: datetime | None = None
    left: str = ""
    purpose: str = ""
    seats: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    asks: str = ""

    @property
    def version(self) -> str:
        """The state, followed by the figures of clock and seats: it changes when anything in the line changes."""
        clock = self.left if self.deadline is None else str(int(self.deadline.timestamp()))
        seats = "".join("1" if seat in self.ready else "0" for seat in self.seats)
        return self.state + "".join(filter(str.isdecimal, clock)) + seats


def standing_of(person: Participant, turn: Turn) -> Standing | None:
    """Return where an exercise that has begun stands, for one of its people; `turn` is the last turn that was opened.

    For observers who see it some turns later, it has the newest turn that they see and no clock; None before the first.
    """
    if access.is_delayed(person):
        seen = access.watched_turns(person)
        return _standing(person, _SEEN_LATER, seen[0].number, "seen") if seen else None
    is_over = turn.branch.exercise.status == Exercise.Status.ENDED or turn.status == Turn.Status.STOPPED
    state = f"{turn.status}{'_paused' * turn.is_paused}{'_ended' * is_over}"
    if turn.phase == Turn.Phase.DISCUSS and not is_over and person.seat_id:
        return _discussion(turn)
    standing = _standing(person, _wording_of(turn, is_over=is_over), turn.number, state)
    if not turn.is_under_way:
        return standing
    left = clock_of(turn.left_seconds) if turn.is_paused else ""
    marks = _marks(turn) if turn.is_open else {}
    return replace(
        standing,
        deadline=turn.deadline,
        left=left,
        purpose=_PURPOSES[Turn.Status(turn.status)],
        seats=tuple(marks),
        ready=tuple(role for role, is_ready in marks.items() if is_ready),
    )


def _discussion(turn: Turn) -> Standing:
    """Return the discussion of the people of a seat, and its time."""
    prompt = prompt_of(turn)
    state = f"{turn.number}-{turn.status}_discussed"
    short, link = f"Discuss turn {turn.number}", "Go to the results"
    return Standing(prompt.text, short, link, state, deadline=turn.deadline, purpose="to talk", asks=prompt.lead)


def _marks(turn: Turn) -> dict[str, bool]:
    """Return whether each seat has submitted its orders, which all who take part may know."""
    submitted = OrderSheet.objects.filter(turn=turn, seat=OuterRef("pk"), is_ready=True)
    seats = Seat.objects.filter(exercise=turn.branch.exercise_id).order_by("role")
    return dict(seats.annotate(has_submitted=Exists(submitted)).values_list("role", "has_submitted"))


def _wording_of(turn: Turn, *, is_over: bool) -> Wording:
    if is_over:
        return _FINISHED if turn.branch.is_finished else _ENDED
    return _PAUSED if turn.is_paused else _WORDINGS[Turn.Status(turn.status)]


def _standing(person: Participant, wording: Wording, number: int, state: str) -> Standing:
    line, short, link = (text.format(number) for text in wording)
    return Standing(line, short, _link(person, link), f"{number}-{state}")


def _link(person: Participant, link: str) -> str:
    """Return the label of the link: to the room, to what an observer may see, or to what a player does now."""
    if person.is_white_cell:
        return "Go to the room"
    return "Go and see" if person.part == Participant.Part.OBSERVER else link


@dataclass(frozen=True)
class ExerciseToContinue:
    """The running exercise that a user joined last. `turn` is 0 in its lobby, `seat` is "" without a seat."""

    code: str
    title: str
    seat: str
    shape: str
    turn: int
    others: bool


def exercise_to_continue_of(user: access.Visitor) -> ExerciseToContinue | None:
    """Return the exercise that the public pages offer to continue; None if there is none."""
    people = list(access.participations_of(user).exclude(exercise__status=Exercise.Status.ENDED)[:2])
    if not people:
        return None
    person, exercise = people[0], people[0].exercise
    turn = access.latest_turn_or_none(exercise)
    return ExerciseToContinue(
        code=exercise.code,
        title=exercise.title or exercise.scenario_version.title,
        seat=person.seat.role if person.seat else "",
        shape=exercise.scenario_version.shapes[person.seat.role] if person.seat else "",
        turn=turn.number if turn else 0,
        others=len(people) > 1,
    )
