"""The rules of a debrief: which exercises have one, and from when on."""

from django.http import Http404

from wargame.exercises import access
from wargame.exercises.models import Exercise

LETTERS = "ABCDE"


def has_debrief(exercise: Exercise) -> bool:
    """Return whether an exercise is a class that has ended, so that everybody may know everything."""
    is_class = exercise.mode == Exercise.Mode.CLASS
    return is_class and exercise.current_branch_id is not None and access.is_opened(exercise)


def require_class(exercise: Exercise) -> None:
    """Raise Http404 for an exercise that is no class."""
    if exercise.mode != Exercise.Mode.CLASS:
        raise Http404(access.MISSING)
