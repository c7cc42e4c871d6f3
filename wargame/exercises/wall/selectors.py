"""The question on the projector as the wall, the white cell and people in seats read it."""

from dataclasses import dataclass

from wargame.exercises import access
from wargame.exercises.access import LEAST_ANSWERS
from wargame.exercises.models import Exercise, Participant, Turn, WallQuestion
from wargame.exercises.models.wall import ASKED_LENGTH, LINE_LENGTH
from wargame.exercises.wall.domain import is_played, people_asked, question_on_wall


@dataclass(frozen=True)
class WallCard:
    """A question with how many have answered it, the reader's own line, and all lines once they are shown.

    `fault` says why what was entered was not kept.
    """

    number: int
    text: str
    is_open: bool
    answered: int
    people: int
    lines: tuple[str, ...]
    mine: str = ""
    fault: str = ""
    length: int = LINE_LENGTH

    @property
    def can_show(self) -> bool:
        """Whether enough people have answered to show the lines."""
        return self.is_open and self.answered >= LEAST_ANSWERS


@dataclass(frozen=True)
class WallDesk:
    """The white cell's panel: the question on the projector, if there is one, and a place to ask the next."""

    code: str
    card: WallCard | None
    typed: str = ""
    fault: str = ""
    length: int = ASKED_LENGTH
    least: int = LEAST_ANSWERS


def wall_of(exercise: Exercise, turn: Turn) -> WallCard | None:
    """Return the question on the projector of a turn; None without one, or where no class plays."""
    question = question_on_wall(turn) if is_played(exercise) else None
    return _card(exercise, question) if question else None


def own_wall_of(person: Participant, *, typed: str = "", fault: str = "") -> WallCard | None:
    """Return the question as a person in a seat reads it, with the line that they gave or typed."""
    exercise = person.exercise
    turn = access.latest_turn_or_none(exercise) if is_played(exercise) and person.seat_id else None
    question = question_on_wall(turn) if turn else None
    if question is None:
        return None
    return _card(exercise, question, mine=typed or access.own_line(question, person), fault=fault)


def card_for(person: Participant) -> WallCard | None:
    """Return the question as anybody in the exercise reads it: people in seats with their own line."""
    if person.seat_id:
        return own_wall_of(person)
    turn = access.latest_turn_or_none(person.exercise)
    return wall_of(person.exercise, turn) if turn else None


def desk_of(exercise: Exercise, *, typed: str = "", fault: str = "") -> WallDesk | None:
    """Return the white cell's panel; None where no class plays."""
    if not is_played(exercise):
        return None
    return WallDesk(exercise.code, wall_of(exercise, access.latest_turn(exercise)), typed, fault)


def _card(exercise: Exercise, question: WallQuestion, *, mine: str = "", fault: str = "") -> WallCard:
    return WallCard(
        number=question.number,
        text=question.text,
        is_open=question.status == WallQuestion.Status.OPEN,
        answered=question.answers.count(),
        people=people_asked(exercise).count(),
        lines=tuple(line.text for line in access.shown_lines(question)),
        mine=mine,
        fault=fault,
    )
