"""Direct effects: an act has effect by its severity, and less the more often it was seen."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import moved, turn, with_cells
from tests.engine.rules.cast import FLARES, SHOTS
from wargame.engine import Order, Setting, compile_setting, opening_world
from wargame.engine.spec import EffectSpec


def test_the_target_feels_the_severity_of_an_act(setting: Setting) -> None:
    assert moved(turn(setting, {"AVA": (FLARES,)}), "impulse", "tension") == {("CYL", "AVA"): 15_000}


def test_a_conciliatory_act_lowers_tension(setting: Setting) -> None:
    result = turn(setting, {"BOR": (Order("sound_out", "quiet", "CYL"),)})
    assert moved(result, "impulse", "tension") == {("CYL", "BOR"): -4_000}


def test_an_act_shocks_less_the_more_often_it_was_seen(setting: Setting) -> None:
    felt = []
    for seen in range(4):
        world = with_cells(setting, opening_world(setting, 1))
        world.familiarity[0, setting.names.classes["force"], 2] = seen
        felt.append(moved(turn(setting, {"AVA": (FLARES,)}, world=world), "impulse", "tension")["CYL", "AVA"])
    assert felt == [15_000, 2_300, 923, 762]


def test_with_habituation_off_every_act_shocks_like_the_first() -> None:
    off = compile_setting(invented.without("habituation_span"))
    world = opening_world(off, 1)
    world.familiarity[0, off.names.classes["force"], 2] = 9
    assert moved(turn(off, {"AVA": (FLARES,)}, world=world), "impulse", "tension") == {("CYL", "AVA"): 15_000}


def test_noticed_acts_are_counted_by_class_and_target(setting: Setting) -> None:
    world = turn(setting, {"AVA": (FLARES, FLARES)}).world
    assert world.familiarity[0, setting.names.classes["force"], 2] == 2
    assert world.familiarity.sum() == 2


def test_an_unnoticed_act_is_neither_counted_nor_kept(setting: Setting) -> None:
    listen = {"CYL": (Order("listen_in", "", "AVA"),)}
    results = [turn(setting, listen, seed) for seed in range(30)]
    assert {bool(result.outcomes[0].detected) for result in results} == {True, False}
    for result in results:
        assert result.world.familiarity.sum() == int(result.outcomes[0].detected)


def test_the_most_hostile_noticed_act_is_kept_for_one_turn(setting: Setting) -> None:
    first = turn(setting, {"AVA": (Order("hail", "guard", "CYL"), FLARES)}).world
    assert first.stimulus[0, 2] == 7
    assert turn(setting, {}, world=first).world.stimulus.sum() == 0


def test_an_effect_reads_the_world_at_the_start_of_the_turn() -> None:
    first = EffectSpec("mark", 1, name="answered")
    second = EffectSpec("approval", 9, "actor", when=("mark answered",))
    orders = invented.orders()
    spec = replace(invented.spec(), orders=(orders[0], replace(orders[1], effects=(first, second)), *orders[2:]))
    setting = compile_setting(spec)
    once = turn(setting, {"AVA": (FLARES, FLARES)})
    assert ("AVA", "") not in moved(once, "direct effect", "approval")
    assert moved(turn(setting, {"AVA": (FLARES,)}, world=once.world), "direct effect", "approval") == {
        ("AVA", ""): 9_000
    }


def test_by_default_an_act_is_taken_for_what_it_was(setting: Setting) -> None:
    felt = {moved(turn(setting, {"AVA": (FLARES,)}, seed), "impulse", "tension")["CYL", "AVA"] for seed in range(20)}
    assert felt == {15_000}


@pytest.mark.slow
def test_with_misperception_it_is_taken_for_more_or_less_around_the_truth() -> None:
    dim = compile_setting(replace(invented.spec(), dials=(("misperception", 0.4),)))
    felt = [moved(turn(dim, {"AVA": (FLARES,)}, seed), "impulse", "tension")["CYL", "AVA"] for seed in range(400)]
    assert len(set(felt)) == 16
    assert min(felt) < 8_000
    assert max(felt) > 28_000
    assert sum(amount > 15_000 for amount in felt) / 400 == pytest.approx(0.5, abs=0.08)


def test_how_an_act_is_taken_does_not_depend_on_what_it_was() -> None:
    dim = compile_setting(replace(invented.spec(), dials=(("misperception", 0.4),)))
    for seed in range(10):
        flares, shots = (
            moved(turn(dim, {"AVA": (order,)}, seed), "impulse", "tension")["CYL", "AVA"] for order in (FLARES, SHOTS)
        )
        assert shots == pytest.approx(2 * flares, abs=2)
