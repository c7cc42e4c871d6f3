"""Drift: the effect of a turn's length alone; a world at its opening values does not change."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import moved, rows_of, turn, with_cells
from tests.engine.rules import cast
from tests.engine.rules.cast import FLARES
from wargame.engine import Setting, World, compile_setting, opening_world
from wargame.engine.spec import EndingSpec


def test_half_of_the_excess_tension_is_gone_after_a_day() -> None:
    spec = replace(invented.spec(), turns=tuple(replace(t, minutes=1440) for t in invented.spec().turns))
    setting = compile_setting(spec)
    world = with_cells(setting, opening_world(setting, 1), tension_DUN_CYL=75_000)
    result = turn(setting, {}, world=world)
    assert result.world.tension[3, 2] == pytest.approx(55_000, abs=5)
    assert moved(result, "drift", "relation")["DUN", "CYL"] < -700


def test_the_log_says_of_each_figure_what_time_does_to_it(setting: Setting) -> None:
    """A tense relation gets worse with time, so it does not move back to its usual level."""
    world = with_cells(setting, opening_world(setting, 1), tension_DUN_CYL=75_000, readiness_AVA=30_000)
    passed = [entry for entry in turn(setting, {}, world=world).ledger if entry.rule == "drift"]
    said = {entry.variable: entry.text for entry in passed if "DUN" in (entry.who, entry.towards)}
    assert "moves back to its usual level" in said["tension"]
    assert "tension wears relations down" in said["relation"]
    assert not [entry.text for entry in passed if entry.variable == "relation" and "usual level" in entry.text]


def test_with_no_orders_a_world_at_rest_stays_at_rest_for_two_years() -> None:
    base = invented.spec()
    month = replace(base.turns[0], minutes=30 * 1440)
    turns = tuple(replace(month, number=number) for number in range(1, 25))
    setting = compile_setting(still(replace(base, turns=turns, injects=())))
    world = opening_world(setting, 1)
    before = world.relation.copy()
    for seed in range(24):
        world = turn(setting, {}, seed, world).world
    assert abs(world.relation - before).max() < 5_000


@pytest.mark.slow
@pytest.mark.parametrize("minutes", [10, 60])
def test_short_turns_add_up_to_a_long_one(minutes: int) -> None:
    """A figure returns as far over a day of short turns as over one turn of a day."""
    count = 1440 // minutes
    played = [after(count, minutes), after(1, 1440)]
    for field in ("relation", "exposure", "approval", "readiness", "stake", "strength"):
        short, long = (getattr(world, field) for world in played)
        assert abs(short - long).max() <= 30, field
        assert abs(long - getattr(away(rest(1, 1440)), field)).max() >= 10, field


def rest(count: int, minutes: int) -> Setting:
    """Return the islet without events, in this many turns of this many minutes."""
    one = replace(invented.spec().turns[0], minutes=minutes)
    turns = tuple(replace(one, number=number) for number in range(1, count + 1))
    return compile_setting(still(replace(invented.without("silence"), turns=turns, injects=())))


def away(setting: Setting) -> World:
    """Return a world in which slow figures are away from the values to which they return."""
    return with_cells(
        setting, opening_world(setting, 1), relation_AVA_BOR=30_000, relation_BOR_CYL=-70_000, exposure_AVA_BOR=4_000,
        exposure_EAS_CYL=80_000, approval_AVA=62_000, approval_DUN=41_000, readiness_CYL=100_000, readiness_AVA=30_000,
        stake_CYL=40_000, stake_BOR=3_000, strength_pact=20_000, strength_bond=90_000,
    )  # fmt: skip


def after(count: int, minutes: int) -> World:
    """Play this many turns without an order."""
    setting = rest(count, minutes)
    world = away(setting)
    for _ in range(count):
        world = turn(setting, {}, 1, world).world
    return world


def test_what_returns_comes_to_rest() -> None:
    setting = rest(24, 180)
    world = with_cells(setting, opening_world(setting, 1), approval_AVA=50_007)
    values = []
    for _ in setting.spec.turns:
        world = turn(setting, {}, 1, world).world
        values.append(int(world.approval[0]))
    assert set(values) <= {50_007, 50_000}
    assert values == sorted(values, reverse=True)


def still(spec: invented.ScenarioSpec) -> invented.ScenarioSpec:
    """Return the scenario with an incident of one stage, in which nothing happens."""
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
    year = compile_setting(cast.slow(invented.spec(), 365 * 1440))
    armed = with_cells(year, opening_world(year, 1), readiness_CYL=100_000)
    moves = moved(turn(year, {}, world=armed), "drift", "readiness")
    rate, gained = 1 - (1 - 0.0003) ** 365, 20_000
    assert moves["DUN", ""] == pytest.approx(rate * gained * 0.55, abs=30)
    assert moves["BOR", ""] == pytest.approx(rate * gained * 0.30, abs=30)
    assert ("EAS", "") not in moves


def test_the_burden_of_arms_brings_readiness_back() -> None:
    year = compile_setting(cast.slow(invented.without("arms_race"), 365 * 1440))
    armed = with_cells(year, opening_world(year, 1), readiness_CYL=100_000)
    assert turn(year, {}, world=armed).world.readiness[2] == pytest.approx(96_000, abs=150)
