"""The words of the command line, turned into rows; a wrong word is refused with exit status 2."""

from django.core.management.base import CommandError

from scenarios.management import database
from wargame.exercises.codes import normal_code
from wargame.exercises.models import Exercise


def exercise_of(code: str) -> Exercise:
    """Return the exercise with this code."""
    normal = normal_code(code)
    if not normal:
        raise CommandError(
            f"{code!r} is not an exercise code; one looks like K7QF-A3. Check each character.", returncode=2
        )
    database.prepare()
    exercise = Exercise.objects.select_related("scenario_version__scenario").filter(code=normal).first()
    if exercise is None:
        raise CommandError(f"There is no exercise {code}.", returncode=2)
    return exercise
