"""The dials of scripted seats: each changes what its explanation says, and is off at 0."""

from dataclasses import replace

import pytest

from tests.engine.games import with_cells
from tests.engine.invented import spec
from wargame.engine import Order, Setting, World, choose, compile_setting, opening_world, perspective
from wargame.engine.spec import LeaningSpec

SEEDS = range(40)


def islet(*leanings: LeaningSpec, **dials: float) -> Setting:
    """Return the islet with these dials, and with these leanings in place of its own."""
    return compile_setting(replace(spec(), dials=tuple(dials.items()), leanings=leanings))


def orders_of(setting: Setting, world: World, seat: str, policy: str) -> set[Order]:
    """Return all orders that a policy gives for a seat in this world, over many seeds."""
    return {order for seed in SEEDS for order in choose(policy, perspective(setting, world, seat), seed).sheet}


def forceful(orders: set[Order]) -> set[str]:
    return {order.kind for order in orders} & {"warn", "press_on", "sanction"}


@pytest.mark.parametrize(("friendship", "answers"), [(30, False), (60, True), (0, True)])
def test_what_a_friend_shows_is_no_threat(friendship: float, answers: bool) -> None:
    setting = islet(friendship=friendship, pressure=0)
    near = with_cells(setting, opening_world(setting, 1), relation_AVA_CYL=40_000, stimulus_CYL_AVA=12)
    assert bool(forceful(orders_of(setting, near, "AVA", "mirror"))) == answers


@pytest.mark.parametrize(("unlisted", "warns"), [(0.1, True), (0, False)])
def test_force_that_no_leaning_pulls_to_is_drawn_by_its_weight(unlisted: float, warns: bool) -> None:
    setting = islet(LeaningSpec("AVA", "hail", 1, target="CYL"), unlisted=unlisted)
    pressed = with_cells(setting, opening_world(setting, 1), stimulus_CYL_AVA=12, resolve_AVA=100_000)
    assert bool(forceful(orders_of(setting, pressed, "AVA", "empirical"))) == warns


@pytest.mark.parametrize(("pressure", "answers"), [(8, True), (20, False), (0, False)])
def test_a_rise_of_tension_presses_from_its_threshold_on(pressure: float, answers: bool) -> None:
    setting = islet(LeaningSpec("AVA", "hail", 1), pressure=pressure, grit=0)
    tense = with_cells(setting, opening_world(setting, 1), tension_AVA_CYL=40_000)
    given = {order.kind for order in orders_of(setting, tense, "AVA", "mirror")}
    assert bool(given - {"hail"}) == answers


@pytest.mark.parametrize(("daring", "presses"), [(25, True), (50, False), (0, False)])
def test_a_hawk_needs_resolve_for_each_level(daring: float, presses: bool) -> None:
    setting = islet(daring=daring)
    firm = with_cells(setting, opening_world(setting, 1), resolve_CYL=60_000)
    assert ("press_on" in {order.kind for order in orders_of(setting, firm, "CYL", "hawk")}) == presses
