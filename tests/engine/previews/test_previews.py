"""Previews: odds over imagined situations, effects of paired rollouts, and no use of the true world."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from tests.engine import invented
from tests.engine.games import with_cells
from tests.engine.policies.test_policies import with_intruder
from wargame.engine import (
    Order,
    Perspective,
    Pledge,
    Preview,
    Setting,
    Sheet,
    Unforeseeable,
    adjudicate,
    choose,
    compile_setting,
    opening_world,
    outlook,
    perspective,
    preview,
    yes_in_100,
)
from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts import numba_build as build
from wargame.engine.policies.talk import is_force, keeps
from wargame.engine.previews.guesses import guesses
from wargame.engine.previews.odds import over
from wargame.engine.world.dice import derived_seed

HAIL, FLARES, SHOTS = Order("hail", "guard", "CYL"), Order("warn", "flares", "CYL"), Order("warn", "shots", "CYL")


@pytest.fixture
def ava(setting: Setting) -> Perspective:
    return with_intruder(setting, "AVA")


@pytest.fixture
def early(setting: Setting) -> Perspective:
    """Return Ava's view at the opening, when the crew's secret still affects the odds."""
    return perspective(setting, opening_world(setting, 1), "AVA")


@pytest.fixture
def compiled() -> None:
    build.warm(block=True)
    assert build.is_compiled()


def mean(seen: Preview, variable: str, who: str, towards: str = "") -> float:
    effects = {(effect.variable, effect.who, effect.towards): effect.mean for effect in seen.effects}
    return effects.get((variable, who, towards), 0.0)


def test_odds_are_those_that_the_pack_names_for_the_order(early: Perspective) -> None:
    odds = preview(early, (SHOTS,), 0, 7).odds
    assert odds is not None
    assert odds.label == "the aircraft leaves"
    assert odds.low <= odds.in_100 <= odds.high
    assert odds.low < odds.high


def test_a_firmer_level_changes_the_odds_as_the_rules_do(early: Perspective) -> None:
    flares, shots = (preview(early, (order,), 0, 8).odds for order in (FLARES, SHOTS))
    assert flares is not None
    assert shots is not None
    assert flares.in_100 + 5 < shots.in_100


@pytest.mark.slow
def test_a_success_roll_is_foreseen_over_what_the_seat_believes(setting: Setting) -> None:
    sure = {0: 40, 100: 60, 50: 50}
    for belief, chance in sure.items():
        world = with_cells(setting, opening_world(setting, 1), belief_AVA_astray=belief * 1000)
        odds = preview(perspective(setting, world, "AVA"), (HAIL,), 0, 7).odds
        assert odds is not None
        assert odds.label == "answered"
        assert chance - 16 <= odds.in_100 <= chance + 1


def test_effects_are_what_the_order_adds(early: Perspective) -> None:
    seen = preview(early, (SHOTS,), 0, 7)
    assert mean(seen, "tension", "CYL", "AVA") == pytest.approx(30, abs=1)
    assert mean(seen, "tension", "BOR", "AVA") > 5
    assert len(seen.effects) <= 5
    assert all(effect.low <= effect.mean <= effect.high for effect in seen.effects)


def test_the_rest_of_the_sheet_is_no_effect_of_the_order(ava: Perspective) -> None:
    alone = preview(ava, (SHOTS,), 0, 7)
    second = preview(ava, (Order("sanction", "list", "BOR"), SHOTS), 1, 7)
    assert mean(second, "economy", "BOR") == 0
    assert mean(second, "tension", "CYL", "AVA") == pytest.approx(mean(alone, "tension", "CYL", "AVA"), abs=0.5)


def test_an_order_that_would_be_refused_shows_no_effects(setting: Setting) -> None:
    late = perspective(setting, with_cells(setting, opening_world(setting, 1), turn=6), "AVA")
    assert preview(late, (SHOTS,), 0, 7).effects == ()


def test_a_risk_is_shown_where_an_accident_is_likely_enough(setting: Setting, ava: Perspective) -> None:
    risk = preview(ava, (SHOTS,), 0, 7).risk
    assert risk is not None
    assert risk.label == "is hit"
    assert 1 <= risk.in_100 <= 30
    assert preview(perspective(setting, opening_world(setting, 1), "AVA"), (SHOTS,), 0, 7).risk is None


def test_rules_are_told_in_words_without_what_would_betray_the_truth(setting: Setting, ava: Perspective) -> None:
    rules = preview(ava, (SHOTS,), 0, 7).rules
    assert "Shots were fired." in rules
    lost = with_cells(setting, opening_world(setting, 1), belief_AVA_astray=100_000)
    assert "The crew was lost." not in preview(perspective(setting, lost, "AVA"), (HAIL,), 0, 7).rules


def test_habituation_is_told(setting: Setting) -> None:
    world = opening_world(setting, 1)
    force = list(setting.names.classes).index("force")
    world.familiarity[0, force, 2] = 1
    assert any("seen once before" in rule for rule in preview(perspective(setting, world, "AVA"), (SHOTS,), 0, 7).rules)


def test_everybody_is_told_who_notices(setting: Setting, ava: Perspective) -> None:
    assert preview(ava, (SHOTS,), 0, 7).notice == "Everybody notices; what it means is disputed."
    assert preview(ava, (Order("listen_in", "listen", "CYL"),), 0, 7).notice == "You tell nobody. Others may notice it."


def test_an_empty_slot_cannot_be_previewed(ava: Perspective) -> None:
    for sheet, slot in (((), 0), ((SHOTS,), 1), ((Order("nope"),), 0), ((Order("warn", "cannon", "CYL"),), 0)):
        with pytest.raises(Unforeseeable):
            preview(ava, sheet, slot, 7)


def test_compiled_and_plain_rules_foresee_the_same(
    ava: Perspective, compiled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = preview(ava, (HAIL, SHOTS), 1, 7, rollouts=16)
    monkeypatch.setattr(build, "BUILD", build.Build())
    monkeypatch.setattr(sys.modules["wargame.engine.previews"], "PLAIN_GUESSES", 24)
    assert preview(ava, (HAIL, SHOTS), 1, 7, rollouts=16) == fast


@pytest.mark.slow
def test_a_preview_says_when_it_played_fewer_rollouts(ava: Perspective, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "BUILD", build.Build())
    seen = preview(ava, (SHOTS,), 0, 7)
    assert seen.rollouts < 200
    assert f"From {seen.rollouts} rollouts" in seen.note


def test_all_rollouts_are_played_when_compiled(ava: Perspective, compiled: None) -> None:
    seen = preview(ava, (SHOTS,), 0, 7)
    assert (seen.rollouts, seen.note) == (200, "")


def test_what_is_known_is_kept_and_what_is_hidden_is_guessed(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), tension_AVA_CYL=77_000, resolve_CYL=1_000, mark_file=9)
    imagined = list(guesses(perspective(setting, world, "BOR"), 7, 24))
    tension, resolve, mark = (setting.cell(s) for s in ("tension AVA CYL", "resolve CYL", "mark file"))
    rows = [setting.facts(guess.world) for guess in imagined]
    assert {row[tension] for row in rows} == {77_000}
    assert {row[mark] for row in rows} == {0}
    assert all(55_000 <= row[resolve] <= 75_000 for row in rows)
    assert len({row[resolve] for row in rows}) > 12


def test_what_is_told_of_other_sheets_starts_from_the_same_guesses(ava: Perspective) -> None:
    imagined = guesses(ava, 7, 24)
    again = replace(ava, world=ava.world._replace(clock=ava.world.clock.copy()))
    assert guesses(again, 7, 24) is imagined


@pytest.mark.slow
def test_another_view_seed_or_pledge_has_guesses_of_its_own(ava: Perspective) -> None:
    imagined = guesses(ava, 7, 24)
    setting = ava.setting
    known = with_cells(setting, ava.world, tension_AVA_CYL=77_000)
    others = [
        guesses(replace(ava, world=known), 7, 24),
        guesses(replace(ava, seat="BOR"), 7, 24),
        guesses(replace(ava, priors=tuple(belief + 1 for belief in ava.priors)), 7, 24),
        guesses(ava, 8, 24),
        guesses(ava, 7, 12),
        guesses(ava, 7, 24, [Pledge("CYL", "AVA", 1, 2)]),
    ]
    assert [other is imagined for other in others] == [False] * 6


@pytest.mark.parametrize("belief", [0, 25, 50, 100])
def test_the_truth_holds_in_as_many_guesses_as_the_seat_believes(setting: Setting, belief: int) -> None:
    world = with_cells(setting, opening_world(setting, 1), belief_BOR_astray=belief * 1000)
    drawn = [int(guess.world.truth[0]) for guess in guesses(perspective(setting, world, "BOR"), 7, 24)]
    assert sum(drawn) == round(belief / 100 * 24)


@pytest.mark.slow
def test_the_others_keep_to_the_pledges_that_the_seat_knows_of_as_in_a_live_turn(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), turn=2, tension_AVA_CYL=5_000, tension_CYL_AVA=5_000)
    view = perspective(setting, world, "AVA")

    def forceful(pledges: list[Pledge]) -> int:
        imagined = guesses(view, 7, 24, pledges)
        orders = [order for guess in imagined for other in guess.others.values() for order in other]
        return sum(order.target == "AVA" and is_force(setting, order) for order in orders)

    made_now = [Pledge(seat, "AVA", 2, 3) for seat in setting.seats if seat != "AVA"]
    made_before = [Pledge(seat, "AVA", 1, 3) for seat in setting.seats if seat != "AVA"]
    assert forceful([Pledge(seat, "BOR", 2, 3) for seat in setting.seats]) == forceful([]) > 0
    assert forceful(made_now) == 0
    kept = {
        seat: keeps("empirical", masked_view(setting, guess.world, seat), "AVA", derived_seed(7, number)).is_yes
        for number, guess in enumerate(guesses(view, 7, 24))
        for seat in setting.seats
        if seat != "AVA"
    }
    assert (forceful(made_before) == 0) == all(kept.values())


def test_a_yes_is_told_in_shares_of_imagined_situations_and_never_from_the_hidden_truth(setting: Setting) -> None:
    worlds = [opening_world(setting, 1)._replace(truth=np.array([drawn], dtype=np.int32)) for drawn in (0, 1)]

    def trusts(policy: str, seen: Perspective, sheet: Sheet, seed: int) -> bool:
        assert seen.seat == "BOR"
        return int(seen.world.resolve[seen.index]) >= int(worlds[0].resolve[seen.index])

    first, second = (yes_in_100(perspective(setting, world, "AVA"), ["BOR"], trusts, 7) for world in worlds)
    assert first == second
    assert 0 < first < 100


def test_the_dice_of_the_exercise_are_never_used() -> None:
    seeds = {derived_seed(7, number) for number in range(200)}
    assert len(seeds) == 200
    assert 7 not in seeds


@pytest.mark.slow
def test_what_was_foreseen_is_borne_out(setting: Setting) -> None:
    world = with_cells(setting, opening_world(setting, 1), hostility_islet=3)
    world.incident[0, 0] = 1
    odds = preview(perspective(setting, world, "AVA"), (SHOTS,), 0, 7).odds
    assert odds is not None
    left = 0
    for seed in range(400):
        sheets = {
            seat: choose("empirical", perspective(setting, world, seat), seed).sheet for seat in ("BOR", "CYL", "DUN")
        }
        after = adjudicate(setting, world, {**sheets, "AVA": (SHOTS,)}, seed).world
        left += setting.spec.incidents[0].stages[int(after.incident[0, 0])].key == "gone"
    assert odds.low - 5 <= 100 * left / 400 <= odds.high + 5


def test_the_outlook_adds_to_an_orders_effect_what_the_others_do(ava: Perspective) -> None:
    shown = preview(ava, (SHOTS,), 0, 7).effects[0]
    place = (shown.variable, shown.who, shown.towards)
    whole, without = (
        {(effect.variable, effect.who, effect.towards): effect for effect in outlook(ava, sheet, 7)}
        for sheet in ((SHOTS,), ())
    )
    others = without[place].mean if place in without else 0.0
    assert shown.mean != 0
    assert whole[place].mean == pytest.approx(shown.mean + others, abs=1)
    assert all(effect.low <= effect.mean <= effect.high for effect in whole.values())


def test_what_happens_without_the_sheet_as_well_is_not_told_as_its_outlook(ava: Perspective) -> None:
    def places(sheet: tuple[Order, ...]) -> dict[tuple[str, str, str, str], float]:
        return {(one.variable, one.who, one.towards, one.name): one.mean for one in outlook(ava, sheet, 7)}

    whole, without = places((SHOTS,)), places(())
    assert whole
    assert all(abs(mean - without.get(place, 0.0)) >= 0.04 for place, mean in whole.items())
    assert set(without) - set(whole), "the others do something that the shots do not touch"


def test_the_outlook_is_the_same_whatever_the_hidden_truth_is(setting: Setting) -> None:
    world = opening_world(setting, 1)
    seen = []
    for drawn in (0, 1):
        truth = world.truth.copy()
        truth[:] = drawn
        seen.append(outlook(perspective(setting, world._replace(truth=truth), "AVA"), (SHOTS,), 7))
    assert seen[0] == seen[1]
    assert seen[0]


@pytest.mark.slow
def test_a_planner_among_the_others_is_imagined_as_a_scripted_seat() -> None:
    spec = invented.spec()
    states = tuple(replace(state, policy="planner" if state.code == "BOR" else state.policy) for state in spec.states)
    setting, scripted = compile_setting(replace(spec, states=states)), compile_setting(spec)
    shown = [
        preview(perspective(one, opening_world(one, 1), "AVA"), (SHOTS,), 0, seed=1) for one in (setting, scripted)
    ]
    assert shown[0].odds == shown[1].odds
    assert shown[0].odds is not None


def test_the_mean_of_odds_lies_in_their_printed_range() -> None:
    told = over("it leaves", [96.0] * 22 + [70.0, 70.0])
    assert told is not None
    assert (told.low, told.in_100, told.high) == (94, 94, 96)
