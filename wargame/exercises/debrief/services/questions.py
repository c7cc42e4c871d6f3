"""The white cell's acts in a debrief: make questions, show one or a page on the projector, reveal, write notes."""

from collections.abc import Iterable

from wargame.exercises import notices
from wargame.exercises.control_log.services.control import holding, leading
from wargame.exercises.debrief.domain import has_debrief
from wargame.exercises.models import DebriefQuestion, DebriefScreen, Exercise, Participant
from wargame.exercises.models.debrief import NOTES_LENGTH
from wargame.exercises.room_questions import AskedQuestion, add_new

Status = DebriefQuestion.Status


class DebriefRefused(ValueError):
    """The debrief does not allow it. Nothing has been changed."""


def keep(*, exercise: Exercise, asked: Iterable[AskedQuestion], by: Participant | None = None) -> int:
    """Keep the questions that are not there yet at the end of the queue, and return how many they are.

    Without `by` nobody asked for them. Raises DebriefRefused and `control.NotWhiteCell`, as all functions here.
    """
    with leading(by=by, exercise=exercise) if by else holding(exercise=exercise) as held:
        _require_debrief(held)
        new = add_new(held, asked)
        notices.publish_to_room(exercise_id=held.pk, regions=notices.DEBRIEF)
    return len(new)


def show(*, exercise: Exercise, by: Participant, number: int) -> DebriefQuestion:
    """Put a question on the projector and open it for answers, unless it is revealed already."""
    with leading(by=by, exercise=exercise) as held:
        question = _held_question(held, number)
        if question.status == Status.WAITING:
            question.status = Status.OPEN
            question.save(update_fields=["status"])
        _put_on_screen(held, question=question, page="")
    return question


def show_page(*, exercise: Exercise, by: Participant, page: str) -> None:
    """Put a page of the review on the projector; "" puts the end of the exercise there."""
    with leading(by=by, exercise=exercise) as held:
        _require_debrief(held)
        _put_on_screen(held, question=None, page=page)


def reveal(*, exercise: Exercise, by: Participant, number: int) -> DebriefQuestion:
    """Close a question for answers and show what was answered, and what the rules say."""
    with leading(by=by, exercise=exercise) as held:
        question = _held_question(held, number)
        if question.status == Status.WAITING:
            raise DebriefRefused("Open the question first, so that people can answer it.")
        question.status = Status.REVEALED
        question.save(update_fields=["status"])
        notices.publish(exercise_id=held.pk, regions=notices.DEBRIEF)
    return question


def note(*, exercise: Exercise, by: Participant, number: int, text: str) -> None:
    """Keep the facilitator's notes on a question; the notes that stood there give way."""
    with leading(by=by, exercise=exercise) as held:
        question, text = _held_question(held, number), text.strip()
        if len(text) > NOTES_LENGTH:
            raise DebriefRefused(f"Shorten the notes to {NOTES_LENGTH} characters.")
        question.notes = text
        question.save(update_fields=["notes"])


def _put_on_screen(exercise: Exercise, *, question: DebriefQuestion | None, page: str) -> None:
    DebriefScreen.objects.update_or_create(exercise=exercise, defaults={"question": question, "page": page})
    notices.publish(exercise_id=exercise.pk, regions=notices.DEBRIEF)


def _require_debrief(exercise: Exercise) -> None:
    if not has_debrief(exercise):
        raise DebriefRefused("The debrief opens when the class has ended.")


def _held_question(exercise: Exercise, number: int) -> DebriefQuestion:
    """Return a question by number, locked against answers that come meanwhile."""
    _require_debrief(exercise)
    question = DebriefQuestion.objects.select_for_update(no_key=True).filter(exercise=exercise, number=number).first()
    if question is None:
        raise DebriefRefused(f"There is no question {number}. Reload the page to see which there are.")
    return question
