"""Seats learn of hidden truths from what they see, by Bayes' rule."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import turn, with_cells
from wargame.engine import (
    EffectSpec,
    LevelSpec,
    Order,
    ScenarioSpec,
    Setting,
    SettingError,
    compile_setting,
    known_entries,
    opening_world,
)
from wargame.engine.spec import Condition

LOST, SENT = ("truth astray",), ("not truth astray",)
SEEDS = range(60)


def effect(amount: float, when: Condition, because: str = "Something was seen.", spread: float = 0) -> EffectSpec:
    """Return an effect on public confidence in Cyl that depends on the hidden truth."""
    return EffectSpec("approval", amount, "actor", when=when, because=because, spread=spread)


def turning(*effects: EffectSpec) -> Setting:
    """Return the islet scenario, in which turning away has these effects."""
    return compile_setting(with_effects(*effects))


def with_effects(*effects: EffectSpec) -> ScenarioSpec:
    """Return the spec of the islet scenario, in which turning away has these effects and alone is evidence."""
    spec = without_other_evidence()
    turn_away = next(order for order in spec.orders if order.kind == "turn_away")
    levels: tuple[LevelSpec, ...] = tuple(replace(level, effects=effects) for level in turn_away.levels)
    orders = tuple(replace(turn_away, levels=levels) if order is turn_away else order for order in spec.orders)
    return replace(spec, orders=orders)


def without_other_evidence() -> ScenarioSpec:
    """Return the spec of the islet scenario, whose incident moves by odds in which no hidden truth weighs."""
    spec = invented.spec()
    incidents = []
    for incident in spec.incidents:
        stages = []
        for stage in incident.stages:
            ways = (
                replace(way, modifiers=tuple(one for one in way.modifiers if not one.reveals))
                for way in stage.transitions
            )
            stages.append(replace(stage, transitions=tuple(ways)))
        incidents.append(replace(incident, stages=tuple(stages)))
    return replace(spec, incidents=tuple(incidents))


def believed(setting: Setting, truth: int, seed: int = 1) -> list[int]:
    """Return each seat's belief after Cyl turned away, in milli-points, in the order of the seats."""
    world = with_cells(setting, opening_world(setting, 1), truth_astray=truth)
    beliefs = turn(setting, {"CYL": (Order("turn_away"),)}, seed, world).world.belief[:, 0].tolist()
    return [belief for code, belief in zip(setting.codes, beliefs, strict=True) if code in setting.seats]


@pytest.mark.parametrize(("truth", "belief"), [(1, 100_000), (0, 0)])
def test_words_that_come_in_one_case_alone_say_which_it_is(truth: int, belief: int) -> None:
    setting = turning(effect(5, LOST, "A crew was lost."), effect(5, SENT, "A crew was sent."))
    assert set(believed(setting, truth)) == {belief}


@pytest.mark.parametrize(("truth", "belief"), [(1, 100_000), (0, 0)])
def test_so_does_what_does_not_come(truth: int, belief: int) -> None:
    assert set(believed(turning(effect(5, LOST)), truth)) == {belief}


def test_amounts_that_both_cases_may_have_leave_it_open_in_proportion() -> None:
    # 8 to 12 if lost, 6 to 18 if sent: an amount within both is three times as likely if lost.
    setting = turning(effect(10, LOST, spread=2), effect(12, SENT, spread=6))
    found = {belief for truth in (0, 1) for seed in SEEDS for belief in believed(setting, truth, seed)}
    assert {round(belief, -2) for belief in found} == {0, 75_000}


def test_beliefs_are_right_as_often_as_they_say() -> None:
    setting = turning(effect(10, LOST, spread=2), effect(12, SENT, spread=6))
    open_ones = [truth for truth in (0, 1) for seed in range(200) if believed(setting, truth, seed)[0] > 50_000]
    assert 68 <= 100 * sum(open_ones) / len(open_ones) <= 82


def test_a_look_is_right_as_often_as_it_says() -> None:
    look = EffectSpec("belief", who="actor", name="astray", right=80, because="The crew was watched.")
    setting = turning(look)
    cyl, bor = setting.seats.index("CYL"), setting.seats.index("BOR")
    found = [believed(setting, 1, seed) for seed in range(200)]
    assert {beliefs[cyl] for beliefs in found} == {80_000, 20_000}
    assert 74 <= 100 * sum(beliefs[cyl] == 80_000 for beliefs in found) / 200 <= 86
    assert {beliefs[bor] for beliefs in found} == {50_000}


def test_a_belief_that_moves_is_told_with_its_reason() -> None:
    setting = turning(effect(5, LOST, "A crew was lost."), effect(5, SENT, "A crew was sent."))
    world = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    told = known_entries(turn(setting, {"CYL": (Order("turn_away"),)}, world=world).ledger, "DUN")
    (entry,) = [entry for entry in told if entry.variable == "belief"]
    assert (entry.rule, entry.delta) == ("evidence", 50_000)
    assert entry.text == "Dun's belief in a lost crew rose by 50.0 to 100.0: A crew was lost."


def test_nobody_learns_from_an_order_that_they_did_not_notice() -> None:
    spec = with_effects()
    secret = next(order for order in spec.orders if order.kind == "sound_out")
    levels = tuple(replace(level, effects=(effect(5, LOST),)) for level in secret.levels)
    orders = tuple(replace(secret, levels=levels) if order is secret else order for order in spec.orders)
    setting = compile_setting(replace(spec, orders=orders))
    world = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    beliefs = turn(setting, {"BOR": (Order("sound_out", "quiet", "CYL"),)}, world=world).world.belief[:, 0]
    by_seat = dict(zip(setting.codes, beliefs.tolist(), strict=True))
    assert (by_seat["BOR"], by_seat["CYL"]) == (100_000, 100_000)
    assert (by_seat["AVA"], by_seat["DUN"]) == (50_000, 50_000)


@pytest.mark.parametrize(
    ("broken", "path", "says"),
    [
        (effect(5, ("truth astray", "truth other")), "when", "several hidden truths"),
        (effect(0, LOST), "amount", "changes nothing"),
        (effect(5, LOST, spread=60), "spread", "outside"),
        (EffectSpec("mark", 1, name="file", spread=1), "spread", "whole numbers"),
        (EffectSpec("approval", who="actor", right=80), "right", "no belief"),
        (EffectSpec("belief", 5, "actor", name="astray", right=80), "amount", "by itself"),
        (EffectSpec("belief", who="actor", name="astray", right=50), "right", "outside"),
    ],
)
def test_what_cannot_be_evidence_is_refused(broken: EffectSpec, path: str, says: str) -> None:
    spec = with_effects(broken)
    truths = (*spec.truths, replace(spec.truths[0], key="other"))
    with pytest.raises(SettingError) as found:
        compile_setting(replace(spec, truths=truths))
    assert found.value.path.endswith(path)
    assert says in found.value.message
    assert found.value.remedy


def test_the_way_that_an_incident_goes_is_evidence_where_a_truth_weighs_in_it() -> None:
    setting = compile_setting(invented.spec())
    found = {belief for seed in SEEDS for belief in believed(setting, 1, seed)}
    assert {belief > 50_000 for belief in found if belief != 50_000} == {True, False}
    assert not found & {0, 100_000}
