"""The rules of a debrief: when it opens, and which answers pages show."""

from django.db.models import Count
from django.http import Http404

from wargame.exercises import access
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, Exercise
from wargame.exercises.room_questions import LEAST_ANSWERS

LETTERS = "ABCDE"


def has_debrief(exercise: Exercise) -> bool:
    """Return whether an exercise is a class that has ended, so that everybody may know everything."""
    is_class = exercise.mode == Exercise.Mode.CLASS
    return is_class and exercise.current_branch_id is not None and access.is_opened(exercise)


def require_class(exercise: Exercise) -> None:
    """Raise Http404 for an exercise that is no class."""
    if exercise.mode != Exercise.Mode.CLASS:
        raise Http404(access.MISSING)


def shown_answers(exercise: Exercise) -> list[DebriefAnswer]:
    """Return the answers of a class that pages show, by question and by what they say."""
    revealed = exercise.debrief_questions.filter(status=DebriefQuestion.Status.REVEALED)
    shown = revealed.annotate(given=Count("answers")).filter(given__gte=LEAST_ANSWERS)
    return list(DebriefAnswer.objects.filter(question__in=shown).order_by("question__number", "letter", "in_100"))
