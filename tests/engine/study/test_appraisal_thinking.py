"""A game against people who think: what is known of hand-made figures and of tiny games is found out."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest

from tests.engine.study.tiny_game import CODES, ONE, TWO, decided_by_a_draw, order, spec, tiny
from wargame.engine import THRESHOLDS, Part, Setting, appraisal, appraised, compile_setting, judged, warm
from wargame.engine.spec import ModifierSpec, RecordSpec
from wargame.engine.study.appraisal import plans, settling, shares
from wargame.engine.study.appraisal.choices import NOTHING, choices_of
from wargame.engine.study.appraisal.estimates import Estimate, Values
from wargame.engine.study.appraisal.margins import Margin, margins_of, without_noise
from wargame.engine.study.appraisal.newcomers import mild_sheets
from wargame.engine.study.appraisal.parts import MEASURES, TAKEN_FROM
from wargame.engine.study.appraisal.reciprocity import lags_of
from wargame.engine.study.appraisal.settling import comebacks
from wargame.engine.study.appraisal.situations import openings_of
from wargame.engine.study.appraisal.standings import explained_by
from wargame.engine.study.appraisal.thinking import is_always_right, is_worth_twice
from wargame.engine.study.appraisal.worth import Worth

SITUATIONS, DICE = 40, 24


@pytest.fixture(scope="module", autouse=True)
def little() -> Iterator[None]:
    """Play a few games only."""
    warm(block=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "CONTINUED", 8)
        patch.setattr(plans, "SCREENED", 8)
        patch.setattr(plans, "CONFIRMED", 60)
        patch.setattr(plans, "MOST_ROUNDS", 6)
        yield


def noise(key: int, *shape: int) -> Values:
    """Draw values with mean 0 and deviation 6, as one order's gains have from dice to dice."""
    return np.random.Generator(np.random.Philox(key=key)).normal(0, 6, shape)


def found_by(setting: Setting, *parts: Part) -> dict[str, Any]:
    return appraisal(setting, [(part, appraised(setting, part)) for part in parts])


def worth_row(name: str, by_turn: dict[int, Estimate], margin: Margin | None = None) -> dict[str, Any]:
    """Lay down what a part says of one order that could be given in all situations."""
    margins = {1: margin} if margin else {}
    return asdict(Worth(name, 1, 40, Estimate(2.0, 0.1), by_turn, 0.0, by_turn, margins))


def of_worths(*rows: dict[str, Any]) -> dict[str, Any]:
    return appraisal(tiny(), [(Part("worth", ONE, 0, 40, 1.0), list(rows))])


def flat(worths: list[float]) -> Values:
    """Give gains of orders that are worth the same in every situation."""
    return np.array(worths)[:, None, None] * np.ones((len(worths), SITUATIONS, DICE))


def test_an_order_is_compared_with_the_second_best_and_not_with_none() -> None:
    found = dict(margins_of(flat([3, 1, -2])))
    assert [one.value for one in found.values()] == [2, -2, -5]
    assert is_always_right(found[0])
    assert not is_always_right(dict(margins_of(flat([3, 2])))[0])


def test_no_order_at_all_is_a_rival_too() -> None:
    assert [one.value for _, one in margins_of(flat([3, -4]))] == [3, -7]


def test_an_order_that_hurts_in_some_situations_is_not_always_right() -> None:
    gains = flat([4, 0])
    gains[0, : SITUATIONS // 5] = -3
    margin = dict(margins_of(gains))[0]
    assert margin.value == pytest.approx(2.6)
    assert margin.hurts == pytest.approx(0.2)
    assert not is_always_right(margin)


def test_orders_of_few_situations_say_nothing_and_others_are_judged_where_they_can_be_given() -> None:
    gains = flat([3, 1, 5])
    gains[2, 3:] = np.nan
    gains[1, 20:] = np.nan
    found = dict(margins_of(gains))
    assert set(found) == {0, 1}
    assert found[0].value == pytest.approx((3 * -2 + 17 * 2 + 20 * 3) / 40)


def test_equal_orders_have_no_margin_however_dice_fall() -> None:
    found = dict(margins_of(2 + noise(1, 4, 400, DICE)))
    assert all(abs(one.value) < 4 * (one.error or 0) for one in found.values())


def test_dice_make_no_order_hurt_that_always_helps() -> None:
    gains = flat([1.8, -9]) + 1.5 * noise(2, 2, SITUATIONS, DICE)
    assert (gains[0].mean(axis=1) < -0.3).any()
    assert is_always_right(dict(margins_of(gains))[0])
    assert without_noise(flat([1, 5])[:, :, 0]).tolist() == [1, 5]


def test_orders_that_are_always_right_are_counted_by_seat() -> None:
    right, wrong = Margin(2.0, 0.1, 0.02), Margin(2.0, 0.1, 0.2)
    rows = [worth_row(name, {1: Estimate(2.0, 0.1)}, one) for name, one in (("a", right), ("b", right), ("c", wrong))]
    found = of_worths(*rows)
    seat = found["always_right"][ONE]
    assert (seat["value"], [one["order"] for one in seat["orders"]]) == (2, ["a", "b"])
    assert seat["orders"][0] == {"order": "a", "turn": 1, "hurts": 0.02, "value": 2.0, "error": 0.1}
    assert missed(found) >= {("always_right", ONE)}


def test_a_choice_is_a_turn_with_two_orders_near_each_other() -> None:
    best, near, far = ({1: Estimate(one, 0.1), 2: Estimate(one, 0.1)} for one in (3.0, 2.5, 1.0))
    lonely = {**near, 2: Estimate(1.0, 0.1)}
    assert of_worths(worth_row("a", best), worth_row("b", near))["choice"]["value"] == 1
    found = of_worths(worth_row("a", best), worth_row("b", lonely), worth_row("c", far))
    assert found["choice"]["value"] == 0.5
    assert missed(found) >= {("choice", "")}
    assert of_worths(worth_row("a", best))["choice"]["value"] == 0


@pytest.mark.parametrize(
    ("by_turn", "is_late"),
    [
        ({1: (1.0, 0.1), 3: (2.5, 0.1)}, True),
        ({1: (1.0, 0.1), 3: (1.9, 0.1)}, False),
        ({1: (-2.0, 0.1), 2: (0.1, 0.1), 3: (1.2, 0.1)}, True),
        ({1: (0.1, 0.1), 3: (0.5, 0.1)}, False),
        ({1: (1.0, 0.4), 3: (2.5, 0.4)}, False),
        ({3: (5.0, 0.1)}, False),
        ({1: (5.0, 0.1)}, False),
    ],
)
def test_an_order_is_late_if_the_last_turn_doubles_it(by_turn: dict[int, tuple[float, float]], is_late: bool) -> None:
    row = worth_row("a", {turn: Estimate(*one) for turn, one in by_turn.items()})
    assert is_worth_twice(Worth(**row), 3) == is_late
    assert of_worths(row)["last_turn"]["value"] == is_late


def test_a_worth_that_was_stored_by_an_earlier_version_says_nothing_of_turns() -> None:
    row = worth_row("a", {1: Estimate(3.0, 0.1), 3: Estimate(9.0, 0.1)})
    found = of_worths({key: one for key, one in row.items() if key not in ("in_turn", "margins")})
    assert found["variants"] == 1
    assert not {"always_right", "choice", "last_turn"} & set(found)


def test_a_planner_that_has_no_choice_in_a_later_turn_is_found_out() -> None:
    games = [(1, 40.0, ["a"], [["b"], ["c"]]), (2, 40.0, [], [["b", "c"], []]), (3, 40.0, [], [["b"]])]
    found = appraisal(tiny(), [(Part("planner", ONE, 0, 3, 1.0), games)])
    assert [(one["turn"], one["order"], one["value"]) for one in found["forced_turns"][ONE]] == [
        (2, "b", 1.0),
        (3, "c", 0.5),
    ]
    assert missed(found) >= {("forced_turn", f"{ONE} b (turn 2)")}
    assert "forced_turns" not in appraisal(tiny(), [(Part("planner", ONE, 0, 1, 1.0), [(1, 40.0, ["a"])])])


def test_what_the_ending_explains_is_what_lies_between_endings() -> None:
    endings = np.array([0, 1] * 50)
    assert explained_by(endings, 10.0 * endings).value == pytest.approx(1)
    within = np.array([0.0, 0.0, 1.0, 1.0] * 25)
    assert explained_by(endings, within).value == pytest.approx(0, abs=0.02)
    assert explained_by(endings, within + endings).value == pytest.approx(0.5, abs=0.01)
    assert explained_by(endings, np.ones(100)) == Estimate(0.0, None)
    few = [explained_by(np.arange(25) % 5, draw).value for draw in noise(3, 400, 25)]
    assert np.mean(few) == pytest.approx(0, abs=0.03), "five endings explain some of 25 scores by chance"


def test_a_comeback_begins_below_the_usual_and_ends_at_it() -> None:
    expected = np.array([[50.0, 50], [50, 50], [38, 50], [38, 49], [58, 50]])
    scores = np.array([[50.0, 50], [50, 50], [60, 50], [30, 50], [60, 50]])
    share, behind = comebacks(expected, scores)
    assert (share.value, behind) == (0.5, 2)
    assert comebacks(scores * 0 + 50, scores)[1] == 0


def test_each_course_says_what_seats_expect_at_half_time_and_what_they_get() -> None:
    for one in settling.courses(decided_by_a_draw(), {ONE: "hold", TWO: "hold"}, range(4)):
        assert one["expected"] == one["scores"]
        assert one["scores"] in ([20, 40], [60, 40])
        assert one["bits"] == [0, 0, 0]


def depending() -> Setting:
    """TWO wins what ONE takes, and nothing by orders of its own."""
    base = spec()
    taken, won = base.objectives
    aims = (taken, replace(won, modifiers=(ModifierSpec(20, ("mark taken >= 1",), "ONE took."),)))
    return compile_setting(replace(base, objectives=aims))


@pytest.mark.slow
def test_the_orders_of_others_explain_what_they_alone_move() -> None:
    setting, policies = depending(), dict.fromkeys((ONE, TWO), "random")
    assert shares.others_share(setting, policies, TWO, 1000).value == pytest.approx(1)
    assert shares.others_share(setting, policies, ONE, 1000).value == pytest.approx(0, abs=1e-9)


def test_a_newcomer_gives_two_mild_orders_that_fit_on_a_sheet() -> None:
    base = spec()
    press = replace(order("press", (ONE,), 0, ("idled", 1)), codes=replace(CODES, goldstein=-4.0))
    waits = replace(order("wait", (ONE,), 0), order_class="wait")
    setting = compile_setting(replace(base, orders=(*base.orders, press, waits), leanings=()))
    choices, seeds = choices_of(setting, ONE), range(60)
    sheets = mild_sheets(choices, openings_of(setting, seeds), seeds)
    found = {tuple(sorted(choices.names[one] for one in sheet if one != NOTHING)) for sheet in sheets.tolist()}
    assert found == {("idle full", "take full"), ("gamble full",)}


@pytest.mark.slow
def test_a_newcomer_ends_well_where_the_ending_is_no_worse_than_usual() -> None:
    """TWO wins by a gamble, which its policy tries; a newcomer gambles at random. ONE scores the same in any ending."""
    setting, parts = tiny(), [Part("newcomer", seat, 0, 40, 1.0) for seat in (ONE, TWO)]
    found = found_by(setting, Part("highest", "", 0, 80, 1.0), *parts)
    assert found["newcomer"][ONE]["value"] > 0.9
    assert 0.1 < found["newcomer"][TWO]["value"] < 0.9
    alone = appraisal(setting, [(parts[0], ["won"] * 3 + ["even"])])
    assert "newcomer" not in alone


def test_newcomers_are_judged_by_what_endings_bring_their_seat() -> None:
    means = {ONE: {"won": 60.0, "even": 40.0, "all": 45.0}}
    parts = [(Part("highest", "", 0, 2, 1.0), {"highest": {}, "means": means})]
    found = appraisal(tiny(), [*parts, (Part("newcomer", ONE, 0, 4, 1.0), ["won", "even", "even", ""])])
    assert found["newcomer"][ONE] == {"value": 0.25, "error": pytest.approx(0.25)}
    assert missed(found) == {("newcomer", ONE)}


@pytest.mark.slow
def test_a_plan_is_held_against_other_minds_and_against_other_seats() -> None:
    """ONE comes to 50 by taking, whoever TWO is; its policy never takes, and TWO has 40, or 60 if it won."""
    blind = found_by(tiny(), Part("plan", ONE, 0, 40, 1.0))["blind"][ONE]
    assert (blind["loses"]["value"], blind["lead"]["value"]) == (0, 30)
    assert 0 < blind["highest"]["value"] < 1
    assert missed({"blind": {ONE: {**blind, "highest": {"value": 0.5, "error": 0.1}}}}) == {
        ("blind_highest", ONE),
        ("blind_loss", ONE),
    }


def test_the_record_is_compared_with_no_orders() -> None:
    setting = compile_setting(replace(spec(), record=(RecordSpec(1, ONE, "take", "full"),)))
    parts = [Part("policies", seat, 0, 4, 1.0) for seat in (ONE, TWO)]
    found = found_by(setting, Part("record", "", 0, 4, 1.0), *parts)
    assert found["record_score"] == {ONE: {"value": 30, "error": 0}, TWO: {"value": 0, "error": 0}}
    assert missed(found) >= {("record_score", TWO)}


def test_answers_to_the_other_are_told_from_habit() -> None:
    turns, games = 12, 300
    acts = noise(4, turns, games, 2, 2)
    for turn in range(1, turns):
        acts[turn] += 0.4 * acts[turn - 1] + 0.25 * acts[turn - 1].swapaxes(1, 2) + 10 * turn
    found = lags_of(acts, np.ones((turns, games), dtype=np.bool_))
    for name, lag in (("own", 0.4), ("other", 0.25)):
        assert abs(found[name].value - lag) < 3 * (found[name].error or 0)
        assert (found[name].error or 1) < 0.03
    assert lags_of(np.ones((3, 5, 2, 2)), np.ones((3, 5), dtype=np.bool_)) == {}


def test_reciprocity_is_asked_of_long_games_alone() -> None:
    lags = {"own": {"value": 0.3, "error": 0.02}, "other": {"value": 0.01, "error": 0.02}}
    assert missed({"reciprocity": {**lags, "turns": 12}}) == {("reciprocity", "")}
    assert judged({"reciprocity": {**lags, "turns": 6}}) == ()


def missed(found: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one.threshold.key, one.subject) for one in judged(found) if not one.is_met}


def test_every_figure_says_from_which_games_it_is_taken() -> None:
    assert set(TAKEN_FROM) <= set(THRESHOLDS)
    assert {measure for measures in TAKEN_FROM.values() for measure in measures} <= set(MEASURES)
    low = [key for key in TAKEN_FROM if THRESHOLDS[key].is_met(-99) and THRESHOLDS[key].is_met(99)]
    assert low == []
