"""Asks a question on the projector, keeps what people answer, and shows the answers together."""

from django.db import transaction

from wargame.exercises import access, notices
from wargame.exercises.access import LEAST_ANSWERS, voter_of
from wargame.exercises.control_log.services.control import leading
from wargame.exercises.models import Exercise, Participant, Turn, WallAnswer, WallQuestion
from wargame.exercises.models.wall import ASKED_LENGTH, LINE_LENGTH
from wargame.exercises.text import printable
from wargame.exercises.wall.domain import MOST_A_TURN, is_played, people_asked

Status = WallQuestion.Status


class WallRefused(ValueError):
    """The question or the answer cannot be taken. Nothing has been changed."""


def ask(*, exercise: Exercise, by: Participant, text: str) -> WallQuestion:
    """Put a new question on the projector, in the place of the one there.

    Raises WallRefused and `control.NotWhiteCell`, as the other acts of the white cell here.
    """
    line = _one_line(text)
    if not line:
        raise WallRefused("Write the question.")
    if len(line) > ASKED_LENGTH:
        raise WallRefused(f"Shorten the question to {ASKED_LENGTH} characters; the last row reads it.")
    with leading(by=by, exercise=exercise) as held:
        turn = _turn_of(held)
        asked = WallQuestion.objects.filter(turn=turn).count()
        if asked >= MOST_A_TURN:
            raise WallRefused(f"A turn has at most {MOST_A_TURN} questions. Ask the next one in the next turn.")
        question = WallQuestion.objects.create(turn=turn, number=asked + 1, text=line)
        notices.publish(exercise_id=held.pk, regions=notices.WALL)
    return question


def show(*, exercise: Exercise, by: Participant, number: int) -> None:
    """Close a question for answers and show them all, if enough people have answered."""
    with leading(by=by, exercise=exercise) as held:
        question = _question_of(held, number)
        given = question.answers.count()
        if given < LEAST_ANSWERS:
            raise WallRefused(f"{given} answered. Parley shows from {LEAST_ANSWERS} answers on: fewer name people.")
        question.status = Status.SHOWN
        question.save(update_fields=["status"])
        notices.publish(exercise_id=held.pk, regions=notices.WALL)


def take_off(*, exercise: Exercise, by: Participant, number: int) -> None:
    """Take a question off the projector; the question of the scenario stands there again."""
    with leading(by=by, exercise=exercise) as held:
        question = _question_of(held, number)
        question.is_off = True
        question.save(update_fields=["is_off"])
        notices.publish(exercise_id=held.pk, regions=notices.WALL)


def answer(*, by: Participant, number: int, text: str) -> WallAnswer:
    """Keep a person's line; the line that stood there gives way. Raises WallRefused."""
    line = _one_line(text)
    if not line:
        raise WallRefused("Write one line.")
    if len(line) > LINE_LENGTH:
        raise WallRefused(f"Shorten your line to {LINE_LENGTH} characters.")
    with transaction.atomic():
        question = _question_of(by.exercise, number)
        if question.status == Status.SHOWN or question.is_off:
            raise WallRefused("This question takes no more answers.")
        if not people_asked(by.exercise).filter(pk=by.pk).exists():
            raise WallRefused("People who hold a seat answer.")
        kept = question.answers.update_or_create(voter=voter_of(question, by), defaults={"text": line})[0]
        notices.publish_to_room(exercise_id=by.exercise_id, regions=notices.ANSWERED)
    return kept


def forget_lines(person: Participant) -> None:
    """Delete all lines of a person: of four others none is shown any more. Belongs into a transaction."""
    for question in WallQuestion.objects.filter(turn__branch__exercise=person.exercise_id):
        question.answers.filter(voter=voter_of(question, person)).delete()


def _turn_of(exercise: Exercise) -> Turn:
    if not is_played(exercise):
        raise WallRefused("Ask while a class plays. After the end, ask in the debrief.")
    return access.latest_turn(exercise)


def _question_of(exercise: Exercise, number: int) -> WallQuestion:
    """Return a question of the last turn, locked. Raises WallRefused."""
    asked = WallQuestion.objects.select_for_update(no_key=True, of=("self",))
    is_there = asked.filter(turn=access.latest_turn(exercise), number=number) if is_played(exercise) else asked.none()
    question = is_there.first()
    if question is None:
        raise WallRefused("This question is gone. Reload the page to see which one is on the projector.")
    return question


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
