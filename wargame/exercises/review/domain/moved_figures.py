"""Which figures a review has moved by hand, and how they are called."""

from wargame.engine.values import Shift
from wargame.exercises import bridge
from wargame.exercises.models import Turn
from wargame.exercises.situation.selectors.gauges import Gauge

RULING = "ruling"
"""The source of a shift that was made in the review."""
MOST_MOVED = 6


def moved_in(turn: Turn) -> tuple[Shift, ...]:
    """Return the figures that the review of a turn has moved by hand."""
    return tuple(shift for shift in bridge.interventions_of(turn).shifts if shift.source == RULING)


def key_of_shift(shift: Shift) -> str:
    """Return the key of the figure that a shift moves."""
    return Gauge(shift.variable, shift.who, shift.towards).key


def label_of(shift: Shift) -> str:
    """Return the name of the figure that a shift moves."""
    return Gauge(shift.variable, shift.who, shift.towards).label("")
