"""Answers to an open question: one for each person, without names, which may change until the reveal."""

from django.db import transaction

from wargame.exercises import notices
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, Participant
from wargame.exercises.models.debrief import CERTAIN
from wargame.exercises.room_questions import keep_answer, people_who_answer


class AnswerRefused(ValueError):
    """The answer cannot be kept. Nothing has been changed."""


def answer(*, by: Participant, number: int, letter: str = "", in_100: int | None = None) -> DebriefAnswer:
    """Keep a person's answer; the answer that stood there gives way. Raises AnswerRefused."""
    with transaction.atomic():
        questions = DebriefQuestion.objects.select_for_update(no_key=True, of=("self",)).select_related("exercise")
        question = questions.filter(exercise_id=by.exercise_id, number=number).first()
        if question is None or question.status == DebriefQuestion.Status.WAITING:
            raise AnswerRefused("This question is not open. Wait for the next one on the projector.")
        if question.status == DebriefQuestion.Status.REVEALED:
            raise AnswerRefused("The answers to this question are shown already, so none can be added or changed.")
        if not people_who_answer(question.exercise).filter(pk=by.pk).exists():
            raise AnswerRefused("Players and observers answer; the white cell knows the answers.")
        said = {"letter": letter, "in_100": None} if question.options else {"letter": "", "in_100": in_100}
        _require_fitting(question, letter, in_100)
        kept = keep_answer(question, by, **said)
        notices.publish_to_room(exercise_id=by.exercise_id, regions=notices.ANSWERED)
    return kept


def _require_fitting(question: DebriefQuestion, letter: str, in_100: int | None) -> None:
    if question.options:
        letters = [option["letter"] for option in question.options]
        if letter not in letters:
            raise AnswerRefused(f"Choose one of {', '.join(letters)}.")
    elif in_100 is None or not 0 <= in_100 <= CERTAIN:
        raise AnswerRefused(f"Write a whole number from 0 to {CERTAIN}.")
