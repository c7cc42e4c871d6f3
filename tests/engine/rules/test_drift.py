"""Drift: what a turn's length does by itself, and that a world at rest stays at rest."""

from dataclasses import replace

import pytest

from tests.engine import scenario
from tests.engine.games import moved, rows_of, turn, with_cells
from tests.engine.rules import cast
from tests.engine.rules.cast import FLARES
from wargame.engine import Setting, compile_setting, opening_world
from wargame.engine.spec import EndingSpec


def test_half_of_the_excess_tension_is_gone_after_a_day() -> None:
    spec = replace(scenario.spec(), turns=tuple(replace(t, minutes=1440) for t in scenario.spec().turns))
    setting = compile_setting(spec)
    world = with_cells(setting, opening_world(setting, 1), tension_DUN_CYL=75_000)
    result = turn(setting, {}, world=world)
    assert result.world.tension[3, 2] == pytest.approx(55_000, abs=5)
    assert moved(result, "drift", "relation")["DUN", "CYL"] < -700


def test_with_no_orders_a_world_at_rest_stays_at_rest_for_two_years() -> None:
    base = scenario.spec()
    month = replace(base.turns[0], minutes=30 * 1440)
    turns = tuple(replace(month, number=number) for number in range(1, 25))
    setting = compile_setting(still(replace(base, turns=turns, injects=())))
    world = opening_world(setting, 1)
    before = world.relation.copy()
    for seed in range(24):
        world = turn(setting, {}, seed, world).world
    assert abs(world.relation - before).max() < 5_000


def still(spec: scenario.ScenarioSpec) -> scenario.ScenarioSpec:
    """The scenario with an incident in which nothing ever happens."""
    stage = replace(spec.incidents[0].stages[3], key="near")
    return replace(
        spec,
        incidents=(replace(spec.incidents[0], stages=(stage,)),),
        endings=(EndingSpec("rest", "Rest"),),
        objectives=tuple(replace(aim, modifiers=()) for aim in spec.objectives),
        orders=tuple(replace(order, odds=None) for order in spec.orders),
        leanings=(),
        cues=(),
    )


def test_a_scale_ends_where_it_ends_and_the_clamp_is_an_entry(setting: Setting) -> None:
    tense = with_cells(setting, opening_world(setting, 1), tension_CYL_AVA=95_000)
    result = turn(setting, {"AVA": (FLARES, FLARES)}, world=tense)
    assert result.world.tension[2, 0] == 100_000
    (clamp,) = [entry for entry in rows_of(result, "clamp") if entry.who == "CYL"]
    assert clamp.delta < 0
    assert clamp.after == 100_000


def test_a_state_arms_as_those_it_fears_have_armed() -> None:
    year = compile_setting(cast.slow(scenario.spec(), 365 * 1440))
    armed = with_cells(year, opening_world(year, 1), readiness_CYL=100_000)
    moves = moved(turn(year, {}, world=armed), "drift", "readiness")
    rate, gained = 1 - (1 - 0.0003) ** 365, 20_000
    assert moves["DUN", ""] == pytest.approx(rate * gained * 0.55, abs=30)
    assert moves["BOR", ""] == pytest.approx(rate * gained * 0.30, abs=30)
    assert ("EAS", "") not in moves


def test_the_burden_of_arms_brings_readiness_back() -> None:
    year = compile_setting(cast.slow(scenario.without("arms_race"), 365 * 1440))
    armed = with_cells(year, opening_world(year, 1), readiness_CYL=100_000)
    assert turn(year, {}, world=armed).world.readiness[2] == pytest.approx(96_000, abs=150)
