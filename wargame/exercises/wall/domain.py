"""The question on the projector of a turn: which it is, and who answers it."""

from django.db.models import QuerySet

from wargame.exercises.models import Exercise, Participant, Turn, WallQuestion

MOST_A_TURN = 20


def is_played(exercise: Exercise) -> bool:
    """Return whether a class plays: only then the white cell asks its room."""
    is_begun = exercise.status == Exercise.Status.RUNNING and exercise.current_branch_id is not None
    return is_begun and exercise.mode == Exercise.Mode.CLASS


def question_on_wall(turn: Turn) -> WallQuestion | None:
    """Return the last question of a turn; None where there is none, or the white cell took it off."""
    last = WallQuestion.objects.filter(turn=turn).order_by("-number").first()
    return None if last is None or last.is_off else last


def people_asked(exercise: Exercise) -> QuerySet[Participant]:
    """Return the people who hold a seat: they have a page on which they answer."""
    return exercise.participants.filter(left_at=None, seat__isnull=False, part=Participant.Part.PLAYER)
