"""A world without acts stays as it is (V6): relations do not drift away by themselves."""

from dataclasses import replace
from itertools import permutations

import pytest

from scenarios.benchmark_scenario import STATES, theatre
from wargame.engine import Setting, adjudicate, compile_setting, gauge, opening_world

MONTHS = 24
POINTS = 5
"""The most that a relation may change in two years without an order: a judgement. For scale: in the formula of the
opening relations a pact of consultation is worth 12 points, a territorial dispute as many. Form of the rule: Marvel,
Kleinberg, Kleinberg and Strogatz, "Continuous-time model of structural balance", PNAS 108 (2011) 1771, kept within its
bounds after Kulakowski. Its rate is free. A scan over six of these states (relations of July 2019, 24 turns of a month,
return .083 a month) gave a mean change of 3.5 points at .03 a month, 16 at .1, and 44 at .2, where two camps form
whatever players do: nobody would have decided it."""

TWO_CAMPS = (("balance", 0.0067),)
"""The upper end of the dial's span, .2 a month."""


def widest(setting: Setting) -> float:
    """Return the largest distance (points) of any relation from its opening value after any turn without orders."""
    pairs = list(permutations(STATES, 2))
    world = opening_world(setting, 1)
    opening = {pair: gauge(setting, world, "relation", *pair) for pair in pairs}
    found = 0.0
    for _ in setting.spec.turns:
        world = adjudicate(setting, world, {}, 1).world
        found = max(found, *(abs(gauge(setting, world, "relation", *pair) - opening[pair]) for pair in pairs))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("days", [30, 7])
def test_no_relation_drifts_over_five_points_in_two_years(days: int) -> None:
    """V6, in turns of a month and of a week, since the result must not depend on the length of a turn."""
    turns = MONTHS * 30 // days
    assert widest(compile_setting(theatre(turns, days))) <= POINTS


def test_with_strong_balance_two_camps_form() -> None:
    """This shows that the bound can fail, so the test above says something about the defaults."""
    assert widest(compile_setting(replace(theatre(MONTHS), dials=TWO_CAMPS))) > 4 * POINTS
