"""Orders weighed in one batch: effects on the seat's aims, the odds of a preview, and no use of the true world."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.engine.games import with_cells
from tests.engine.policies.test_policies import with_intruder
from wargame.engine import (
    AimsRange,
    Order,
    Perspective,
    Pledge,
    Setting,
    Sheet,
    compile_setting,
    forecast_sheet,
    opening_world,
    perspective,
    preview,
    scores,
    total,
)
from wargame.engine.playouts import numba_build as build
from wargame.engine.playouts.playouts import playouts
from wargame.engine.policies import imagined as imagined_policy
from wargame.engine.previews.answers import LABELS, MOVED, Answer, Answers, answers_of
from wargame.engine.previews.futures import play_on
from wargame.engine.previews.guesses import Guess, guesses
from wargame.engine.spec.orders import FORCE, FRIENDLY, NEUTRAL, THREATENING
from wargame.engine.world.dice import derived_seed

HAIL, FLARES, SHOTS = Order("hail", "guard", "CYL"), Order("warn", "flares", "CYL"), Order("warn", "shots", "CYL")
SANCTION = Order("sanction", "list", "BOR")
SEED = 7


@pytest.fixture(autouse=True)
def _compiled() -> None:
    build.warm(block=True)


@pytest.fixture
def ava(setting: Setting) -> Perspective:
    return with_intruder(setting, "AVA")


@pytest.mark.slow
def test_odds_are_those_of_the_preview(ava: Perspective) -> None:
    told = forecast_sheet(ava, (SANCTION, SHOTS), [HAIL, FLARES], SEED)
    assert [each.odds for each in told.chosen] == [preview(ava, (SANCTION, SHOTS), slot, SEED).odds for slot in (0, 1)]
    assert told.offered[0].odds == preview(ava, (SANCTION, SHOTS, HAIL), 2, SEED).odds
    assert told.offered[1].odds == preview(ava, (SANCTION, SHOTS, FLARES), 2, SEED).odds
    assert told.chosen[0].odds is None
    assert told.chosen[1].odds is not None


def test_an_offer_that_is_taken_is_told_the_same(ava: Perspective) -> None:
    offered = forecast_sheet(ava, (SANCTION,), [SHOTS], SEED).offered[0]
    assert forecast_sheet(ava, (SANCTION, SHOTS), [], SEED).chosen[1] == offered


def test_equal_sheets_are_played_once(ava: Perspective, monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[tuple[Sheet, ...]] = []

    def counted(
        view: Perspective, imagined: tuple[Guess, ...], sheets: tuple[Sheet, ...], *rest: Any, **how: Any
    ) -> Any:
        played.append(sheets)
        return play_on(view, imagined, sheets, *rest, **how)

    monkeypatch.setattr("wargame.engine.previews.sheet_forecast.play_on", counted)
    forecast_sheet(ava, (), [SHOTS], SEED)
    forecast_sheet(ava, (SHOTS,), [HAIL], SEED)
    assert played == [((), (SHOTS,)), ((), (SHOTS,), (SHOTS, HAIL))]


def test_the_sheet_and_no_sheet_differ_by_the_orders(ava: Perspective) -> None:
    told = forecast_sheet(ava, (SHOTS,), [], SEED)
    aims = told.chosen[0].aims
    assert told.whole.turn.mean - told.without.turn.mean == pytest.approx(aims.turn.mean)
    assert told.whole.end is not None
    assert told.without.end is not None
    assert aims.end is not None
    assert told.whole.end.mean - told.without.end.mean == pytest.approx(aims.end.mean)
    assert forecast_sheet(ava, (), [], SEED).whole == told.without


def test_aims_are_scored_as_they_are_on_the_page(ava: Perspective, setting: Setting) -> None:
    now = total(scores(setting, ava.world, "AVA"), "AVA")
    whole = forecast_sheet(ava, (), [], SEED).whole.turn
    assert whole.low <= whole.mean <= whole.high
    assert abs(whole.mean - now) < 60
    assert 0 <= whole.low <= whole.high <= 100


def test_an_order_that_is_refused_changes_nothing(setting: Setting) -> None:
    late = perspective(setting, with_cells(setting, opening_world(setting, 1), turn=6), "AVA")
    told = forecast_sheet(late, (), [SHOTS], SEED).offered[0]
    assert told.aims.turn == AimsRange(0, 0, 0)
    assert told.aims.end is None
    assert told.answers is None


@pytest.mark.slow
def test_the_same_question_gets_the_same_answer_whatever_the_hidden_truth_is(setting: Setting) -> None:
    worlds = [opening_world(setting, 1)._replace(truth=np.array([drawn], dtype=np.int32)) for drawn in (0, 1)]
    first, second = (
        forecast_sheet(perspective(setting, world, "AVA"), (FLARES,), [HAIL, SHOTS], SEED) for world in worlds
    )
    assert first == second


def test_futures_are_shared_among_all_imagined_situations(ava: Perspective) -> None:
    assert forecast_sheet(ava, (), [], SEED).futures == 96
    assert forecast_sheet(ava, (), [], SEED, futures=48).futures == 48


def test_plain_rules_tell_from_fewer_futures(ava: Perspective, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.BUILD, "status", "plain")
    monkeypatch.setattr(build.BUILD, "rules", build.PLAIN)
    told = forecast_sheet(ava, (), [SHOTS], SEED)
    assert told.futures == 12
    assert told.whole.end is None
    assert told.offered[0].answers is None


def test_the_end_of_the_game_is_that_of_games_in_which_the_seat_orders_nothing_more(
    ava: Perspective, setting: Setting
) -> None:
    imagined = tuple(guesses(ava, SEED, 24))
    policies = {state.code: imagined_policy(state.policy) for state in setting.spec.states if state.seat}
    games = playouts(
        setting,
        [guess.world for guess in imagined],
        [{**guess.others, "AVA": (SHOTS,)} for guess in imagined],
        [derived_seed(SEED, number) for number in range(96)],
        policies | {"AVA": "hold"},
    )
    end = forecast_sheet(ava, (SHOTS,), [], SEED).whole.end
    assert end is not None
    assert end.mean == pytest.approx(games.scores[:, setting.seats.index("AVA")].mean() / 1000)


def test_what_the_target_orders_in_the_next_turn_is_told_in_shares_with_and_without_the_order(
    ava: Perspective, setting: Setting
) -> None:
    offered = forecast_sheet(ava, (), [SHOTS, SANCTION], SEED).offered
    assert [each.answers.seat if each.answers else "" for each in offered] == [
        order.target if order.target in setting.seats else "" for order in (SHOTS, SANCTION)
    ]
    answers = next(each.answers for each in offered if each.answers)
    for shares in ([each.in_100 for each in answers.shares], [each.without for each in answers.shares]):
        assert 98 <= sum(shares) <= 102


@pytest.mark.slow
def test_a_pledge_that_reaches_into_the_next_turn_keeps_force_out_of_the_answers(ava: Perspective) -> None:
    hostile = {LABELS[FORCE], LABELS[THREATENING]}

    def forceful(*pledges: Pledge) -> int:
        answers = forecast_sheet(ava, (), [SANCTION], SEED, pledges=pledges).offered[0].answers
        assert answers is not None
        return sum(share.in_100 + share.without for share in answers.shares if share.label in hostile)

    assert forceful() > 0
    assert forceful(Pledge("BOR", "AVA", ava.turn, ava.turn + 1)) == 0
    assert forceful(Pledge("BOR", "AVA", ava.turn, ava.turn)) > 0
    assert forceful(Pledge("BOR", "CYL", ava.turn, ava.turn + 1)) == forceful()


def test_the_weightiest_order_of_a_sheet_is_its_answer_and_what_is_done_in_support_is_a_step(ava: Perspective) -> None:
    spec = ava.setting.spec
    orders = tuple(replace(order, tags=("support",)) if order.kind == "warn" else order for order in spec.orders)
    setting = compile_setting(replace(spec, orders=orders))
    view = perspective(setting, opening_world(setting, 1), "AVA")
    kinds, cyl = setting.names.kinds, setting.names.states["CYL"]
    sheets = np.full((4, setting.at.states, 8, 4), -1)
    sheets[0, cyl, 0] = kinds["warn"], 0, view.index, -1
    sheets[1, cyl, :2] = [(kinds["warn"], 0, view.index, -1), (kinds["press_on"], 0, view.index, -1)]
    sheets[2, cyl, 0] = kinds["press_on"], 0, setting.names.states["BOR"], -1
    answers = answers_of(view, HAIL, sheets, np.full_like(sheets, -1))
    assert answers is not None
    found = [(share.label, share.in_100, share.without) for share in answers.shares]
    assert found == [(LABELS[THREATENING], 25, 0), (LABELS[FRIENDLY], 25, 0), (LABELS[NEUTRAL], 50, 100)]


def test_an_answer_is_named_only_where_the_order_moves_it() -> None:
    small, large, less = Answer("presses", 40, 36), Answer("uses force", 30, 25), Answer("does nothing", 10, 30)
    assert MOVED == 5
    assert Answers("CHN", (small, large, less)).moved == (large, less)
    assert "a step towards you" not in LABELS
