"""Which advice on orders the people of an exercise get: figures on every order, on request, or none.

Figures say what an order, or a whole sheet, does for the aims, and by how many points it moves anything. Odds are no
such figures: they are shown in any case. Pages, files and the API ask here, and nowhere else.
"""

from wargame.exercises.models import Exercise


def shows_figures(exercise: Exercise) -> bool:
    """Return whether each order shows its figures, so that nobody need ask."""
    return exercise.advice == Exercise.Advice.OPEN


def may_ask_staff(exercise: Exercise) -> bool:
    """Return whether its people get figures as answers of their staff."""
    return exercise.advice == Exercise.Advice.ON_REQUEST
