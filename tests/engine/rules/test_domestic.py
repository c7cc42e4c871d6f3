"""Domestic politics: stakes, audience costs of backing down, firmness, resolve and rally."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import moved, turn, with_cells
from tests.engine.rules import cast
from tests.engine.rules.cast import FLARES, SHOTS
from wargame.engine import Order, Setting, compile_setting, opening_world


def test_committing_in_public_raises_the_stake_and_firmness_pleases(setting: Setting) -> None:
    result = turn(setting, {"AVA": (SHOTS,)})
    staked = 8_000 + 8_994  # commitment, share of severity 30
    assert moved(result, "domestic", "stake") == {("AVA", ""): staked // 2}  # half of it, for a warning is contested
    assert moved(result, "domestic", "approval") == {("AVA", ""): 1_500}


def test_backing_down_costs_a_share_of_the_stake_by_openness(setting: Setting) -> None:
    staked = with_cells(setting, opening_world(setting, 1), stake_CYL=50_000)
    result = turn(setting, {"CYL": (Order("turn_away"),)}, world=staked)
    assert moved(result, "domestic", "stake") == {("CYL", ""): -50_000}
    assert moved(result, "domestic", "approval")["CYL", ""] == pytest.approx(-50_000 * 0.3 * 0.3, abs=20)


def test_force_meets_resolve(setting: Setting) -> None:
    assert moved(turn(setting, {"AVA": (FLARES,)}), "domestic", "resolve") == {("CYL", ""): 1_494}
    assert not moved(turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}), "domestic", "resolve")


def test_a_state_rallies_when_an_incident_turns_hostile(setting: Setting) -> None:
    for seed in range(40):
        result = turn(setting, {}, seed)
        rallied = moved(result, "domestic", "approval").get(("AVA", ""), 0)
        assert rallied == (1_400 if result.world.incident[0, 1] == 3 else 0)


def test_with_deterrence_a_readier_state_cows_and_a_weaker_one_does_not() -> None:
    feared = compile_setting(replace(invented.spec(), dials=(("deterrence", 0.2),)))
    for readiness, resolve in ((50_000, 1_494 - 3_003), (80_000, 1_494)):
        world = with_cells(feared, opening_world(feared, 1), readiness_AVA=60_000, readiness_CYL=readiness)
        assert moved(turn(feared, {"AVA": (FLARES,)}, world=world), "domestic", "resolve") == {("CYL", ""): resolve}


def test_what_was_staked_is_forgotten_in_weeks() -> None:
    weeks = compile_setting(cast.slow(invented.spec(), 5 * 7 * 1440))
    staked = with_cells(weeks, opening_world(weeks, 1), stake_CYL=50_000)
    assert turn(weeks, {}, world=staked).world.stake[2] == pytest.approx(25_000, abs=500)
