"""The policies that rules decide, by number, and what they share."""

from collections.abc import Iterable

NAMES = ("hold", "random", "empirical", "mirror", "hawk", "dove", "historical")
HOLD, RANDOM, EMPIRICAL, MIRROR, HAWK, DOVE, HISTORICAL = range(7)

NUMBER_OF = {name: number for number, name in enumerate(NAMES)}
"""The number of each policy by the name that a seat or a pack gives."""

PLANNER, QUICK_PLANNER = "planner", "quick-planner"
"""Policies that are no rules: they play the rules ahead, with much effort or with little."""

MOST_ORDERS = 3
"""A scripted seat gives at most this many orders a turn: a sheet that a reader can take in. No dial, because the dice
of a seat are keyed for three, and a planner tries all sets of up to three.
"""

NO_FORCE, ANY_FORCE = 1, 5
"""MID hostility that an order may have at most: nothing militarised, or all there is."""

THREAT_LEVEL, DISPLAY_LEVEL = 2, 3
"""MID hostility of a threat and of a display of force."""

SHOW_OF_FORCE, BORDER_VIOLATION, ACT_OF_WAR = 7, 12, 22
"""MID action numbers, rows of the reply table."""

NO_REPLY, LOWER, SAME, HIGHER = range(4)
"""Kinds of answer to an act: without force, or at this level against its own."""

EACH_SLOT, EACH_LOOK = 64, 16
"""Dice of a seat are keyed by slot * EACH_SLOT + look * EACH_LOOK + attempt, all below 192."""
ANSWER_DIE, KEEP_DIE, STEP_DIE, REPLY_DIE = 192, 196, 202, 208
"""For each slot what answers and what is kept, for each state (24 at most) how the seat replies to it."""
PLEDGE_DIE = 203
"""For each state whether a pledge to it is kept; no policy that rolls it rolls the dice of replies."""


class UnknownPolicy(ValueError):
    """There is no policy of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no policy called {name!r}. Use one of: {', '.join(known)}.")


def number_of(policy: str) -> int:
    """Give the number of a policy in the rules. Raises UnknownPolicy."""
    if policy not in NUMBER_OF:
        raise UnknownPolicy(policy, sorted(NAMES))
    return NUMBER_OF[policy]
