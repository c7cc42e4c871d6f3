"""The turn in which the aims of a seat moved most."""

from itertools import pairwise

from wargame.exercises.models import Branch, Seat
from wargame.exercises.results.selectors.trends import views_of
from wargame.exercises.situation.selectors.aims import TotalOfAims


def turn_of_biggest_swing(seat: Seat, line: Branch) -> int:
    """Return the number of the turn that moved the total of the seat's aims most; the first of equal ones, or 1.

    It reads the true worlds, so its reader must be allowed to know all of the line.
    """
    totals = [TotalOfAims(seat.role).value(view) for view in views_of(seat, line, knows_all=True)]
    moves = [abs(after - before) for before, after in pairwise(totals)]
    return 1 + moves.index(max(moves)) if moves else 1
