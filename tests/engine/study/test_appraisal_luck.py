"""Luck in an appraisal: none is in a planner's score or in the worth of a first order.

Every game has the opening of its own seed.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.engine.study.tiny_game import ONE, TWO, decided_by_a_draw, order, spec, tiny
from wargame.engine import Part, Setting, appraisal, appraised, compile_setting, warm
from wargame.engine.rules.scores import seat_score
from wargame.engine.spec import HintSpec, MarkSpec, ModifierSpec, NeedSpec, RecordSpec, TruthSpec
from wargame.engine.study.appraisal import first_order, luck, plans
from wargame.engine.study.appraisal.estimates import Estimate, Values, difference, mean_of
from wargame.engine.study.appraisal.plans import best_repeated, search_of
from wargame.engine.study.appraisal.situations import openings_of
from wargame.engine.study.appraisal.standings import games_of_the_record, policy_scores, usual_games
from wargame.engine.study.named_figures import POINT
from wargame.engine.study.rehearsal.history import History, play

HOLDING = {ONE: "hold", TWO: "hold"}
FAR = 10**6


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    warm(block=True)


def scores_of(history: History, seat: str) -> Values:
    setting, place = history.setting, history.setting.names.states[seat]
    return np.array([seat_score(setting.plain, setting.at, end, place) / POINT for end in history.rows[-1].tolist()])


@pytest.mark.slow
@pytest.mark.parametrize("seat", [ONE, TWO])
def test_scores_without_luck_have_the_mean_of_scores(seat: str) -> None:
    """The sheets are those of a random seat, and gain over one that leans; a hidden fact is half of ONE's score."""
    setting, usual = decided_by_a_draw(), {ONE: "empirical", TWO: "empirical"}
    history = play(setting, range(FAR, FAR + 800), [{**usual, seat: "random"}] * 800)
    with_luck, without = scores_of(history, seat), luck.scores_without_luck(history, usual, seat)
    apart = mean_of(without - with_luck)
    assert abs(apart.value) < 3 * (apart.error or 0)
    assert without.std() < 0.6 * with_luck.std()


@pytest.mark.slow
def test_luck_moves_no_score_of_a_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hidden fact gives ONE forty points in half of the games; what a planner can do is to take, for thirty."""
    monkeypatch.setattr(plans, "MOST_ROUNDS", 1)
    drawn, games = decided_by_a_draw(), 6
    parts = [Part("plan", ONE, 0, 100, 1.0, seed=1), Part("planner", ONE, 0, games, 1.0, seed=1)]
    found = appraisal(drawn, [(part, appraised(drawn, part)) for part in parts])
    planner = found["policies"][ONE]["planner"]
    assert 0 < planner["error"] < 20 / games**0.5 / 4
    assert planner["value"] == pytest.approx(70, abs=4 * planner["error"])
    plan, over_plan = found["best_plan"][ONE], found["planner_over_plan"][ONE]
    assert over_plan["value"] == planner["value"] - plan["value"]
    assert over_plan["error"] == pytest.approx((planner["error"] ** 2 + plan["error"] ** 2) ** 0.5)


def test_the_difference_of_two_figures_has_the_errors_of_both() -> None:
    assert difference(Estimate(5, 3), Estimate(2, 4)) == (3, 5)
    assert difference(Estimate(5, 3), Estimate(2)) == (3, None)


def test_every_game_has_the_opening_of_its_own_seed() -> None:
    """Openings that all games share err alike in all of them, and no error tells it."""
    drawn = decided_by_a_draw()
    seeds = range(FAR, FAR + 60)
    heads = openings_of(drawn, seeds)[:, drawn.at.truth].mean()
    assert 0 < heads < 1
    assert policy_scores(drawn, HOLDING, ONE, seeds)["hold"].value == pytest.approx(20 + 40 * heads)
    assert usual_games(drawn, HOLDING, seeds)["highest"][ONE].value == pytest.approx(heads)
    kept = compile_setting(replace(drawn.spec, record=(RecordSpec(1, ONE, "idle", "full"),)))
    assert games_of_the_record(kept, seeds)["endings"]["won"].value == pytest.approx(heads)
    assert openings_of(drawn, range(60))[:, drawn.at.truth].mean() != heads


@pytest.mark.slow
def test_plans_are_judged_from_openings_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repeated orders of ONE come to 50 and 40 for heads: two judgements differ as their errors say, not by nothing."""
    monkeypatch.setattr(plans, "CONFIRMED", 20)
    judged = [best_repeated(search_of(decided_by_a_draw(), HOLDING, ONE, base << 44), 50).score for base in range(30)]
    error = judged[0].error or 0
    assert np.std([one.value for one in judged]) == pytest.approx(error, rel=0.5)
    assert mean_of([one.value for one in judged]).value == pytest.approx(70, abs=4 * error / 30**0.5)


def six_bets() -> Setting:
    """TWO has six orders. Each wins 20 points if a hidden fact of its own is so, as it is in 20 of 100 games."""
    base, names = spec(), [f"bet_{number}" for number in range(6)]
    taken, won = base.objectives
    wins = tuple(ModifierSpec(20, (f"mark {name} >= 1", f"truth {name}"), "It won.") for name in names)
    bets = tuple(order(name, (TWO,), 1, (name, 1)) for name in names)
    facts = tuple(TruthSpec(name, name, name, 20, name, name) for name in names)
    marks = (*base.marks, *(MarkSpec(name, name) for name in names))
    aims = (taken, replace(won, modifiers=wins))
    return compile_setting(replace(base, orders=bets, truths=facts, marks=marks, objectives=aims, leanings=()))


@pytest.mark.slow
def test_the_best_of_many_equal_first_orders_is_worth_no_more_than_each() -> None:
    setting = six_bets()
    found = [first_order.best_first_order(setting, HOLDING, TWO, 10, base << 44) for base in range(60)]
    assert len({one.order for one in found}) > 3
    worth = mean_of([one.worth.value for one in found])
    assert abs(worth.value - 4) < 3 * (worth.error or 0)


def test_no_two_openings_of_first_orders_share_seed_or_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[tuple[bytes, tuple[int, ...]]] = []
    gains_in = first_order.gains_in

    def noted(choices: Any, policies: Any, rows: Any, seeds: Any, numbers: Any) -> Any:
        met.extend((bytes(row.astype(np.int64)), tuple(dice)) for row, dice in zip(rows, seeds, strict=True))
        return gains_in(choices, policies, rows, seeds, numbers)

    monkeypatch.setattr(first_order, "gains_in", noted)
    first_order.best_first_order(six_bets(), HOLDING, TWO, 60)
    assert len({one for _, dice in met for one in dice}) == 2 * len(met) == 2 * 60 * 8
    assert len({row for row, _ in met}) > 30


def test_an_order_of_few_openings_counts_for_nothing_in_the_others() -> None:
    """TWO may bet where it has the hint that it would win: in a quarter of the openings, for fourteen points there."""
    base = spec()
    taken, won = base.objectives
    wins = (
        ModifierSpec(20, ("mark bet >= 1", "truth heads"), "It won."),
        ModifierSpec(5, ("mark sure >= 1",), "It was sure."),
    )
    bet = replace(order("bet", (TWO,), 1, ("bet", 1)), needs=(NeedSpec(("belief actor heads >= 50",), "A hint."),))
    setting = compile_setting(
        replace(
            base,
            orders=(bet, order("sure", (TWO,), 1, ("sure", 1))),
            truths=(TruthSpec("heads", "Heads", "Tails", 20, "Heads.", "Tails.", hints=(HintSpec(TWO, 90),)),),
            marks=(*base.marks, MarkSpec("bet", "bet"), MarkSpec("sure", "sure")),
            objectives=(taken, replace(won, modifiers=wins)),
            leanings=(),
        )
    )
    found = first_order.best_first_order(setting, HOLDING, TWO, 60)
    assert found == first_order.FirstOrder("sure full", Estimate(pytest.approx(5), pytest.approx(0)))  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_best_first_order_is_told_with_its_worth() -> None:
    parts = [Part("first_order", seat, 0, 10, 1.0) for seat in (ONE, TWO)]
    found = appraisal(tiny(), [(part, appraised(tiny(), part)) for part in parts])["first_order"]
    assert found[ONE] == {"order": "take full", "value": pytest.approx(30), "error": pytest.approx(0)}
    nothing = compile_setting(replace(spec(), orders=(), leanings=()))
    assert first_order.best_first_order(nothing, HOLDING, ONE, 2) == first_order.FirstOrder("", Estimate(0.0))
