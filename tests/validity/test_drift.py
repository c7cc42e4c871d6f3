"""Whether the world stands still when nobody does anything (V6): relations do not wander off by themselves."""

from dataclasses import replace
from itertools import permutations

import pytest

from scenarios.theatre import STATES, theatre
from wargame.engine import Setting, adjudicate, compile_setting, gauge, opening_world

MONTHS = 24
POINTS = 5
"""The most that a relation may change in two years without an order: a judgement, about what one treaty changes.
The rule is that of Marvel, Kleinberg, Kleinberg and Strogatz, "Continuous-time model of structural balance", PNAS 108
(2011) 1771. Its rate is free, and with a high one two camps form whatever players do: nobody would have decided it."""

TWO_CAMPS = (("balance", 0.0067),)
"""The upper end of the dial's span, .2 a month."""


def widest(setting: Setting) -> float:
    """The most that any relation is away from its opening after any turn without orders, in points."""
    pairs = list(permutations(STATES, 2))
    world = opening_world(setting, 1)
    opening = {pair: gauge(setting, world, "relation", *pair) for pair in pairs}
    found = 0.0
    for _ in setting.spec.turns:
        world = adjudicate(setting, world, {}, 1).world
        found = max(found, *(abs(gauge(setting, world, "relation", *pair) - opening[pair]) for pair in pairs))
    return found


@pytest.mark.parametrize("days", [30, 7])
def test_no_relation_drifts_over_five_points_in_two_years(days: int) -> None:
    """V6, in turns of a month and of a week: the length of a turn must not decide it."""
    turns = MONTHS * 30 // days
    assert widest(compile_setting(theatre(turns, days))) <= POINTS


def test_with_strong_balance_two_camps_form() -> None:
    """The bound can be broken: it says something about the defaults."""
    assert widest(compile_setting(replace(theatre(MONTHS), dials=TWO_CAMPS))) > 4 * POINTS
