"""Incidents, injects and endings: what happens without orders, and when a game is over."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import cells, rows_of, turn, with_cells
from tests.engine.rules.cast import FLARES, SHOTS
from wargame.engine import Order, Setting, compile_setting, opening_world
from wargame.engine.spec import EffectSpec


def test_a_scheduled_inject_happens_once_in_its_turn(setting: Setting) -> None:
    world, fired = opening_world(setting, 1), []
    for _ in range(3):
        result = turn(setting, {}, world=world)
        fired.append([outcome.name for outcome in result.outcomes if outcome.subject == "inject"])
        world = result.world
    assert fired == [[], ["poll"], []]
    assert world.fired[0] == 2


def test_a_conditional_inject_is_judged_at_the_end_of_the_turn(setting: Setting) -> None:
    calm = with_cells(setting, opening_world(setting, 1), tension_AVA_CYL=35_000)
    sheets = {"CYL": (Order("press_on", "", "AVA"),)}
    due = [turn(setting, sheets, seed, calm) for seed in range(60)]
    happened = [result for result in due if result.world.fired[1]]
    assert 15 <= len(happened) <= 45
    assert {entry.audience for entry in rows_of(happened[0], "inject")} == {("AVA", "CYL")}
    assert not any(
        turn(setting, {}, seed, with_cells(setting, calm, tension_AVA_CYL=0)).world.fired[1] for seed in range(20)
    )


def test_an_immediate_ending_comes_at_once_and_others_after_the_last_turn(setting: Setting) -> None:
    hit = with_cells(setting, opening_world(setting, 1))
    hit.incident[0] = (3, 4, 0)
    assert turn(setting, {}, world=hit).world.clock.tolist() == [2, 1]
    last = with_cells(setting, opening_world(setting, 1), turn=6)
    assert turn(setting, {}, world=last).world.clock[1] in (3, 4)
    assert turn(setting, {}).world.clock.tolist() == [2, 0]


@pytest.mark.slow
def test_without_accidents_no_accident_happens() -> None:
    off = compile_setting(invented.without("accidents"))
    inside = opening_world(off, 1)
    inside.incident[0] = (1, 3, 0)
    outcomes = [turn(off, {"AVA": (SHOTS,)}, seed, inside).outcomes[-1] for seed in range(200)]
    assert not any(outcome.result == "lost" for outcome in outcomes)
    assert not any(option.accident for outcome in outcomes for option in outcome.options)


def test_a_world_that_has_ended_is_not_played_on(setting: Setting) -> None:
    ended = with_cells(setting, opening_world(setting, 1))
    ended.clock[1] = 2
    with pytest.raises(ValueError, match="has ended"):
        turn(setting, {}, world=ended)
    assert cells(ended)[1] == 2


@pytest.mark.slow
def test_the_ledger_holds_the_busiest_turn() -> None:
    wide = tuple(EffectSpec("tension", 0.1, "all", "all") for _ in range(20))
    orders = invented.orders()
    sound_out = replace(orders[5], effects=wide, levels=(replace(orders[5].levels[0], cost=0),))
    spec = replace(invented.spec(), orders=(*orders[:5], sound_out, *orders[6:]))
    setting = compile_setting(spec)
    sheets = {seat: (Order("sound_out", "", "DUN" if seat == "CYL" else "CYL"),) * 8 for seat in invented.SEATS}
    assert len(turn(setting, sheets).entries) > 4 * 8 * 20 * 20


def test_an_inject_may_ask_what_was_ordered_and_what_worked() -> None:
    asks = ("ordered AVA warn flares at CYL", "worked any warn", "tagged CYL pressing")
    inject = invented.InjectSpec("uproar", "An uproar", asks)
    setting = compile_setting(replace(invented.spec(), injects=(*invented.spec().injects, inject)))
    sheets = {"AVA": (FLARES,), "CYL": (Order("press_on", "", "AVA"),)}
    assert turn(setting, sheets).world.fired[2] == 1
    assert turn(setting, {"AVA": (FLARES,)}).world.fired[2] == 0
