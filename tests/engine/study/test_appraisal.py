"""Appraisals: what is known of a tiny game is found out, every figure has its error, and shortfalls say why."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement, pairwise

import numpy as np
import pytest

from tests.engine.study.tiny_game import ONE, TWO, decided_by_a_draw, settled_at_once, spec, tiny
from wargame.engine import (
    AssertionSpec,
    Part,
    Setting,
    appraisal,
    appraised,
    compile_setting,
    judged,
    parts_of_appraisal,
    shortfalls,
    warm,
)
from wargame.engine.previews import Preview
from wargame.engine.previews.odds import Odds
from wargame.engine.spec import ContradictionSpec
from wargame.engine.study.appraisal import bias, calibration, first_seeds, plans, settling, shares, worth
from wargame.engine.study.appraisal.contradictions import contradictions
from wargame.engine.study.appraisal.estimates import mean_of, ratio_of
from wargame.engine.study.appraisal.parts import APART, MEASURES
from wargame.engine.study.appraisal.planners import most_frequent
from wargame.engine.study.rehearsal.history import play

GAMES = 12
OF_ALL = ("settling", "told", "highest", "record", "texts", "contradictions")


@pytest.fixture(scope="module")
def tiny_game() -> Setting:
    return tiny()


@pytest.fixture(scope="module", autouse=True)
def little() -> Iterator[None]:
    """Play a few games only."""
    warm(block=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "CONTINUED", 8)
        patch.setattr(worth, "DICE", 8)
        patch.setattr(plans, "SCREENED", 8)
        patch.setattr(plans, "CONFIRMED", 60)
        patch.setattr(plans, "MOST_ROUNDS", 6)
        yield


def found_by(setting: Setting, *measures: str) -> dict[str, object]:
    seats = {measure: ("",) if measure in OF_ALL else setting.seats for measure in measures}
    parts = [Part(measure, seat, 0, GAMES, 1.0) for measure in measures for seat in seats[measure]]
    whole = appraisal(setting, [(part, appraised(setting, part)) for part in parts])
    plain: dict[str, object] = json.loads(json.dumps(whole))
    return plain


@pytest.mark.slow
def test_orders_that_are_always_right_or_worth_nothing_are_found(tiny_game: Setting) -> None:
    found = found_by(tiny_game, "worth")
    assert [(one["seat"], one["order"]) for one in found["dominant"]] == [(ONE, "take full")]  # type: ignore[attr-defined]
    assert found["dominant"][0]["value"] == pytest.approx(30)  # type: ignore[index]
    inert = found["inert"]
    assert inert["orders"] == [f"{ONE} idle full", f"{ONE} gamble full", f"{TWO} idle full"]  # type: ignore[index]
    assert inert["value"] == 3 / found["variants"]  # type: ignore[index, operator]
    assert inert["never_met"] == []  # type: ignore[index]
    missed = {str(one).split(":")[0] for one in shortfalls(found)}
    assert f"dominant {ONE} take full (gains 30.0 in its best turn)" in missed
    assert "inert" in missed


@pytest.mark.slow
def test_to_wait_is_no_order_that_could_be_worth_something() -> None:
    idle = next(order for order in spec().orders if order.kind == "idle")
    waits = replace(idle, kind="wait", order_class=worth.WAITING)
    setting = compile_setting(replace(spec(), orders=(waits, *spec().orders), leanings=()))
    found = worth.worths(setting, dict.fromkeys(setting.seats, "random"), ONE, 1)
    assert {one.order for one in found} == {"take full", "idle full", "gamble full"}


@pytest.mark.slow
def test_plans_and_repeated_orders_are_found_and_judged_on_other_games(tiny_game: Setting) -> None:
    found = found_by(tiny_game, "plan", "repeated")
    assert found["best_repeated"][ONE]["orders"] == [["take full"]] * 3  # type: ignore[index]
    assert found["best_plan"][ONE]["value"] == 50  # type: ignore[index]
    assert sum(sheet == ["take full"] for sheet in found["best_plan"][ONE]["orders"]) == 1  # type: ignore[index]
    assert {order for sheet in found["best_plan"][TWO]["orders"] for order in sheet} == {"gamble full"}  # type: ignore[index]


def test_first_orders_of_whole_games_count_beside_those_of_first_turns_alone(tiny_game: Setting) -> None:
    whole, alone = Part("planner", ONE, 0, 2, 1.0), Part("opening", ONE, 0, 2, 1.0)
    games = [(1, 40.0, ["take full"]), (2, 60.0, [])]
    found = appraisal(tiny_game, [(whole, games), (alone, [["take full"], ["take full"]])])
    assert found["policies"][ONE]["planner"]["value"] == 50
    assert (found["forced_opening"][ONE]["order"], found["forced_opening"][ONE]["value"]) == ("take full", 0.75)


def test_parts_that_were_stored_without_first_orders_are_still_assembled(tiny_game: Setting) -> None:
    part = Part("planner", ONE, 0, 2, 1.0)
    found = appraisal(tiny_game, [(part, [(1, 40.0), (2, 60.0)])])
    assert found["policies"][ONE]["planner"]["value"] == 50
    assert "forced_opening" not in found


@pytest.mark.slow
def test_a_planner_tells_what_it_ordered_first(tiny_game: Setting) -> None:
    games = appraised(tiny_game, Part("planner", TWO, 0, 12, 1.0))
    assert {tuple(orders) for _, _, orders, _ in games} == {("gamble full",), ()}


@pytest.mark.slow
def test_openings_of_a_planner_are_counted_in_first_turns_alone(tiny_game: Setting) -> None:
    """ONE had better wait with its only take; TWO gambles unless its guesses speak against it."""
    found = found_by(tiny_game, "opening")["forced_opening"]
    assert found[ONE] == {"order": "", "value": 0.0, "error": 0.0}  # type: ignore[index]
    assert found[TWO]["order"] == "gamble full"  # type: ignore[index]
    assert 0.3 < found[TWO]["value"] < 1  # type: ignore[index]


@pytest.mark.slow
def test_a_game_is_settled_by_and_by_and_one_with_one_ending_from_the_start(tiny_game: Setting) -> None:
    found = found_by(tiny_game, "settling")
    bits = [one["value"] for one in found["ending_bits"]]  # type: ignore[attr-defined]
    assert bits[0] > bits[-1] > 0
    settled = [one["value"] for one in found["settled"]]  # type: ignore[attr-defined]
    assert len(settled) == 3
    assert settled[-1] == 1
    by_turn = [one["value"] for one in found["settled_by_turn"]]  # type: ignore[attr-defined]
    assert sum(by_turn) == pytest.approx(1)
    assert [one["value"] for one in found_by(settled_at_once(), "settling")["ending_bits"]] == [0, 0, 0]  # type: ignore[attr-defined]


@pytest.mark.slow
def test_own_orders_explain_what_they_alone_move(tiny_game: Setting) -> None:
    found = shares.own_shares(tiny_game, {ONE: "random", TWO: "random"}, ONE, 1000)
    assert found["score"]["alone"].value == pytest.approx(1)
    assert found["score"]["with_interactions"].value == pytest.approx(1)
    assert 0 < found["ending"]["with_interactions"].value < 1
    assert found["ending"]["with_interactions"].error is not None


@pytest.mark.slow
def test_own_orders_explain_nothing_of_what_a_hidden_fact_decides() -> None:
    found = shares.own_shares(decided_by_a_draw(), {ONE: "random", TWO: "random"}, ONE, 256)
    assert found["ending"]["alone"].value == pytest.approx(0, abs=1e-9)
    assert found["ending"]["with_interactions"].value == pytest.approx(0, abs=1e-9)


@pytest.mark.slow
def test_policies_the_best_off_and_planners_are_told_for_each_seat(tiny_game: Setting) -> None:
    found = found_by(tiny_game, "policies", "highest")
    assert found["policies"][ONE]["hold"] == {"value": 20, "error": 0}  # type: ignore[index]
    assert found["policies"][ONE]["empirical"]["value"] == 20  # type: ignore[index]
    assert found["highest"] == {ONE: {"value": 0, "error": 0}, TWO: {"value": 1, "error": 0}}
    assert most_frequent([["a", "b"], ["a"], []]) == ("a", 2)
    assert most_frequent([[]]) == ("", 0)


@pytest.mark.slow
def test_odds_that_are_told_are_held_against_what_came(tiny_game: Setting) -> None:
    found = found_by(tiny_game, "told")["odds"]
    assert found["brier"]["value"] < 0.4  # type: ignore[index, call-overload]
    odds = [("a", 0.8, 1), ("a", 0.8, 1), ("b", 0.2, 0), ("b", 0.2, 1)]
    assert calibration.brier(odds).value == pytest.approx((3 * 0.04 + 0.64) / 4)
    assert calibration.base_rate(odds).value == pytest.approx(0.1875)
    assert [(chance, came.value, cases) for chance, came, cases in calibration.reliability(odds)] == [
        (pytest.approx(0.2), 0.5, 2),
        (pytest.approx(0.8), 1.0, 2),
    ]
    assert calibration.reliability([("a", 1.0, 1)])[0][0] == 1.0
    ranges = [("x", 2.0, 1, 1.0), ("x", 1.0, 0, 0.0), ("x", 0.0, 0, 0.0), ("x", 0.0, 1, 0.8)]
    assert calibration.coverage(ranges).value == pytest.approx(0.45)
    assert calibration.without_width(ranges).value == 0.25


def odds_of(setting: Setting, seeds: int) -> dict[str, object]:
    parts = [part for part in parts_of_appraisal(setting, seeds) if part.measure == "told"]
    found: dict[str, object] = appraisal(setting, [(part, appraised(setting, part)) for part in parts])["odds"]
    return found


@pytest.mark.slow
def test_cases_of_an_order_are_gathered_until_its_bias_is_certain(tiny_game: Setting) -> None:
    gamble = odds_of(tiny_game, 200)["bias"]["gamble full"]  # type: ignore[index]
    assert gamble["cases"] >= bias.FEWEST_CASES
    assert gamble["error"] <= bias.CERTAIN
    assert abs(gamble["value"]) <= 3 * gamble["error"]


@pytest.mark.slow
def test_odds_that_promise_too_much_are_found(tiny_game: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bias, "preview", lambda *_, **__: Preview(Odds("works", 30, 30, 30), (), None, (), "", 1))
    found = {"odds": odds_of(tiny_game, 200)}
    assert found["odds"]["bias"]["gamble full"]["value"] == pytest.approx(0.1, abs=0.03)  # type: ignore[index]
    assert [one.subject for one in shortfalls(found) if one.threshold.key == "odds_bias"] == ["gamble full"]


def test_a_bias_is_certain_with_many_cases_of_many_games() -> None:
    assert bias.bias_of([(0.2, 2), (-0.4, 2)]) == ((pytest.approx(-0.05), pytest.approx(0.15)), 4)
    assert bias.bias_of([(0.1, 1)])[0].error is None
    assert not bias.is_certain([(0.0, 1)] * (bias.FEWEST_CASES - 1))
    assert bias.is_certain([(0.0, 1)] * bias.FEWEST_CASES)
    assert not bias.is_certain([(0.3, 1), (-0.3, 1)] * bias.FEWEST_CASES)


def test_a_bias_near_its_threshold_is_gathered_for_longer() -> None:
    def spread_around(value: float, games: int) -> bias.Misses:
        return [(value + 0.1, 1), (value - 0.1, 1)] * (games // 2)

    assert bias.is_certain(spread_around(0.005, 100))
    assert not bias.is_certain(spread_around(0.025, 100))
    assert not bias.is_certain(spread_around(-0.035, 100))
    assert bias.is_certain(spread_around(0.025, 2000))
    assert bias.is_certain(spread_around(0.03, 400))
    assert bias.is_certain(spread_around(-0.06, 100))


def test_what_came_is_spread_over_the_futures_that_equal_it() -> None:
    dice = np.random.Philox(key=11)
    few = (dice.random_raw(40_000) % 3).astype(np.int64).reshape(400, 100)
    came = (dice.random_raw(400) % 3).astype(np.int64)
    shares = [calibration.in_the_middle(int(one), futures) for one, futures in zip(came, few, strict=True)]
    assert np.mean(shares) == pytest.approx(0.8, abs=0.02)
    assert calibration.in_the_middle(7, np.full(50, 7)) == pytest.approx(0.8)
    assert calibration.in_the_middle(8, np.full(50, 7)) == 0
    boastful = [
        calibration.in_the_middle(int(one), futures[futures == 1]) for one, futures in zip(came, few, strict=True)
    ]
    assert np.mean(boastful) == pytest.approx(0.8 / 3, abs=0.08)


def test_a_text_counts_where_it_is_shown_and_what_it_asserts_is_not_so() -> None:
    nobody_took = ("mark taken = 0",)
    texts = (
        AssertionSpec("always", ONE, 3, nobody_took),
        AssertionSpec("guarded", ONE, 3, nobody_took, when=nobody_took),
        AssertionSpec("second", ONE, 3, nobody_took, instead=(("mark taken >= 1",),)),
        AssertionSpec("late", ONE, 9, nobody_took),
    )
    found = found_by(compile_setting(replace(spec(), assertions=texts)), "texts")
    assert (found["texts_contradicted"]["value"], found["texts_contradicted"]["asserting"]) == (1, 3)  # type: ignore[index]
    ((name, share),) = found["texts_contradicted"]["texts"].items()  # type: ignore[index]
    assert name == f"{ONE} always"
    assert 0 < share < 1
    assert "texts_contradicted ONE always: 1" in "".join(map(str, shortfalls(found)))


def test_the_best_tenth_is_chosen_and_judged_by_different_dice() -> None:
    dice = np.random.Philox(key=5)
    noise = (dice.random_raw(400 * 8).reshape(400, 8) % 2001).astype(np.float64) - 1000
    found = worth.best_tenth(noise)
    assert abs(found.value) < 4 * (found.error or 0)
    real = np.repeat([10.0] * 40 + [0.0] * 360, 8).reshape(400, 8)
    assert worth.best_tenth(real).value == 10


def test_parts_cover_all_seats_and_games_once(tiny_game: Setting) -> None:
    parts = parts_of_appraisal(tiny_game, 400)
    assert {part.measure for part in parts} == set(MEASURES)
    assert [part.weight for part in parts] == sorted((part.weight for part in parts), reverse=True)
    for seat in tiny_game.seats:
        games = sorted((part.first, part.games) for part in parts if (part.measure, part.seat) == ("planner", seat))
        assert [first for first, _ in games] == list(range(0, 80, APART["planner"]))
        assert sum(count for _, count in games) == 80


@pytest.mark.parametrize("seeds", [40, 1000, 2000])
def test_each_measure_has_games_of_its_own_however_many_seeds(tiny_game: Setting, seeds: int) -> None:
    """With many seeds a planner's whole games have first turns enough, but its openings can be asked for alone."""
    assert {part.measure for part in parts_of_appraisal(tiny_game, seeds)} == set(MEASURES)


def test_no_two_kinds_of_games_share_a_seed() -> None:
    """By 100,000 seeds, the most that can be asked for, own shares take 2,400,000 games that lend orders."""
    numbers = sorted(first for name in dir(first_seeds) if isinstance(first := getattr(first_seeds, name), int))
    assert min(after - before for before, after in pairwise(numbers)) >= 2**20 - 1
    assert first_seeds.LENDING + 2_400_000 < first_seeds.SITUATIONS_OF_SHARES
    assert first_seeds.DICE_OF_WORTH + 255 * 2**28 < first_seeds.PLAN_SEARCHED


def test_figures_are_held_against_their_thresholds() -> None:
    one = {"value": 0.5, "error": 0.01}
    found = {
        "settled": [one, {"value": 0.9, "error": 0.01}, one, {"value": 1.0, "error": 0.0}],
        "settled_by_turn": [one, {"value": 0.01, "error": 0.01}, one, one],
        "policies": {"ONE": {"planner": {"value": 80, "error": 3}, "hold": {"value": 75, "error": 0}}},
        "planner_over_plan": {"ONE": {"value": 10, "error": 5}},
        "best_repeated": {"ONE": {"value": 60, "error": 0}},
        "record": {"ended": "even", "endings": {"even": {"value": 0.3, "error": 0.02}}},
    }
    said = [str(one) for one in shortfalls(found)]
    assert [line.split(";")[0] for line in said] == [
        "settled when turn 3 begins: 0.9 ± 0.01",
        "settled_by_turn turn 2: 0.01 ± 0.01",
        "planner_over_repeated ONE: 5 ± 3",
        "record even: 0.3 ± 0.02",
    ]
    assert all("wanted: " in line for line in said)
    (over_plan,) = [one for one in judged(found) if one.threshold.key == "planner_over_plan"]
    assert (over_plan.value, over_plan.error, over_plan.is_met) == (10, 5, True)


def test_shortfalls_stand_in_one_order_whatever_the_order_of_the_keys() -> None:
    figures = {
        key: {seat: {"value": 0.9, "error": 0.01} for seat in ("RUS", "KOR", "CHN")} for key in ("highest", "newcomer")
    }
    turned = {key: dict(reversed(row.items())) for key, row in figures.items()}
    assert shortfalls(figures) == shortfalls(turned) != ()


def test_errors_are_those_of_the_textbook() -> None:
    assert mean_of([1, 2, 3]) == (2, pytest.approx(1 / 3**0.5))
    assert mean_of([4]) == (4, None)
    assert mean_of([]) == (0, None)
    assert ratio_of(np.array([1.0, 2.0]), np.array([2.0, 4.0])) == (0.5, pytest.approx(0))
    assert ratio_of(np.array([1.0]), np.array([0.0])) == (0, None)


@pytest.mark.slow
def test_orders_of_one_sheet_that_contradict_each_other_are_counted(tiny_game: Setting) -> None:
    """The table is put into the spec alone, so that the rules do not keep seats from giving such orders."""
    kinds = [order.kind for order in tiny_game.spec.orders]
    pairs = combinations_with_replacement(kinds, 2)
    table = tuple(ContradictionSpec(one, other, "Not both.", anywhere=True) for one, other in pairs)
    refused = replace(tiny_game, spec=replace(tiny_game.spec, contradictions=table))
    policies = dict.fromkeys(tiny_game.seats, "random")
    assert sum(contradictions(play(tiny_game, range(20), [policies] * 20))) == 0
    assert sum(contradictions(play(refused, range(20), [policies] * 20))) > 0
    assert found_by(tiny_game, "contradictions")["contradictions_per_game"] == {"value": 0.0, "error": 0.0}
