"""The games that a planner plays out for one decision."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchSize:
    """Numbers of choices tried, of first futures of each, of turns played, and of choices kept."""

    choices: int
    futures: int
    turns: int
    keep: int = 2


@dataclass(frozen=True)
class Exploration:
    """The effort to find a plan for the turns ahead: numbers of plans, of futures of each, and of turns.

    At most so many `orders` are planned with. Each round has a spread: milli-points by which chance may move what an
    order seems worth; 0 for any plans at all.
    """

    futures: int
    plans: int
    turns: int
    orders: int
    spreads: tuple[int, ...]


@dataclass(frozen=True)
class Effort:
    """`guesses` are imagined worlds, `alone` what single orders are worth, `together` what whole sheets are.

    With `ahead` the seat goes on by its own best plan in the turns after this one; without, as a scripted seat would.
    """

    guesses: int
    alone: SearchSize
    together: SearchSize
    ahead: Exploration | None = None


THOROUGH = Effort(
    guesses=16,
    alone=SearchSize(choices=32, futures=2, turns=6, keep=10),
    together=SearchSize(choices=12, futures=16, turns=6),
    ahead=Exploration(futures=32, plans=8, turns=6, orders=64, spreads=(0, 4000, 2000)),
)
"""The effort that compiled rules finish in less than a tenth of a second."""

QUICK = Effort(4, alone=SearchSize(choices=16, futures=2, turns=1, keep=4), together=SearchSize(4, 4, turns=3))
"""The effort that fits into a live turn while the rules are not compiled."""
