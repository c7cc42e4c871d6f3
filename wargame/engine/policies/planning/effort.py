"""How much a planner plays out for one decision."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trial:
    """How many choices are tried, in how many futures at first, over how many turns; and how many are kept."""

    choices: int
    futures: int
    turns: int
    keep: int = 2


@dataclass(frozen=True)
class Effort:
    """`guesses` are imagined worlds, `alone` what single orders are worth, `together` what whole sheets are."""

    guesses: int
    alone: Trial
    together: Trial


THOROUGH = Effort(16, alone=Trial(choices=300, futures=1, turns=2, keep=12), together=Trial(12, 16, turns=4))
"""What compiled rules play out in less than a tenth of a second."""

QUICK = Effort(4, alone=Trial(choices=16, futures=2, turns=1, keep=4), together=Trial(4, 4, turns=3))
"""What fits into a live turn while the rules are not compiled."""
