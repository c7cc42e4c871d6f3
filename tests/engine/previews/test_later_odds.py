"""Odds of an event that can come only in a later turn, because others must answer first."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from tests.engine import invented
from wargame.engine import (
    Order,
    Setting,
    compile_setting,
    earliest_turn,
    forecast_sheet,
    opening_world,
    perspective,
    preview,
)
from wargame.engine.spec import ModifierSpec, OddsSpec, TransitionSpec
from wargame.engine.study.appraisal.calibration import PreviewedOrder

Ways = Mapping[str, tuple[TransitionSpec, ...]]
SHOTS = Order("warn", "shots", "CYL")


@pytest.fixture(scope="module")
def slow() -> Setting:
    """An islet at which shots are to make the aircraft hit: it goes inside first, so that takes two turns."""
    spec = invented.spec()
    odds = OddsSpec("the aircraft is lost", "islet", ("lost",))
    orders = (replace(each, odds=odds if each.kind == "warn" else each.odds) for each in spec.orders)
    return compile_setting(replace(spec, orders=tuple(orders)))


def test_what_needs_an_answer_has_the_odds_of_the_turn_in_which_it_can_come(slow: Setting) -> None:
    view = perspective(slow, opening_world(slow, 1), "AVA")
    told = preview(view, (SHOTS,), 0, 7).odds
    assert told is not None
    assert told.turn == 2, "near the line first, inside next, lost after that"
    assert told.high > 0
    assert forecast_sheet(view, (), (SHOTS,), 7).offered[0].odds == told


def test_odds_of_a_later_turn_are_not_judged_by_what_comes_in_this_one(slow: Setting) -> None:
    world = opening_world(slow, 1)
    told = preview(perspective(slow, world, "AVA"), (SHOTS,), 0, 7)
    order = PreviewedOrder(slow, world, {seat: (SHOTS,) if seat == "AVA" else () for seat in slow.seats}, "AVA", 7)
    assert not list(order.odds(told))


def test_a_game_that_ends_before_that_turn_counts_as_one_in_which_it_does_not_come(slow: Setting) -> None:
    ways = {
        "near": (TransitionSpec("lost", "is lost", 1, "It was lost."), TransitionSpec("inside", "goes in", 1, "In.")),
        "inside": (TransitionSpec("gone", "leaves", 1, "It left."),),
    }
    hasty = moving(slow, ways, "gone")
    told = preview(perspective(hasty, opening_world(hasty, 1), "AVA"), (SHOTS,), 0, 7).odds
    assert told is not None
    assert (told.turn, told.low, told.high) == (2, 0, 100)


def test_a_stage_that_is_left_counts_no_more_where_the_game_ends_on_the_way_back(slow: Setting) -> None:
    ways = {
        "near": (TransitionSpec("lost", "is lost", 1, "It was lost."), TransitionSpec("inside", "goes in", 1, "In.")),
        "inside": (TransitionSpec("near", "comes back", 1, "It came back."),),
    }
    told = preview(perspective(setting := moving(slow, ways, "near"), opening_world(setting, 1), "AVA"), (SHOTS,), 0, 7)
    assert told.odds is not None
    assert (told.odds.turn, told.odds.low, told.odds.high) == (2, 0, 100)


def test_a_way_that_may_weigh_nothing_is_taken_late_or_never(slow: Setting) -> None:
    only_with_shots = (ModifierSpec(3, ("ordered any warn shots",), "Shots were fired."),)
    ways = {"near": (TransitionSpec("inside", "goes in", 0, "In.", only_with_shots),)}
    assert [first_turn(slow, ways, stage) for stage in ("near", "inside")] == [1, 1], "it may stay as well"
    ways = {"near": (TransitionSpec("inside", "goes in", 0, "In."), TransitionSpec("gone", "leaves", 1, "It left."))}
    assert [first_turn(slow, ways, stage) for stage in ("inside", "gone")] == [0, 1], "no weight, no way"


def first_turn(setting: Setting, ways: Ways, stage: str) -> int:
    moved = moving(setting, ways, stage)
    return earliest_turn(perspective(moved, opening_world(moved, 1), "AVA"), OddsSpec("it comes", "islet", (stage,)))


def moving(setting: Setting, ways: Ways, stage: str) -> Setting:
    """Return the scenario with these ways on from stages of its incident, and shots that bear on one stage.

    No stage may be out of reach, so a way without weight leads to each in the last turn.
    """
    islet, last = invented.islet(), setting.at.turns
    never = tuple(TransitionSpec(each.key, "comes", 0, "It came.", turns=(last, last)) for each in islet.stages[1:])
    ways = {**ways, "near": (*ways["near"], *never)}
    stages = tuple(replace(each, transitions=ways.get(each.key, ())) for each in islet.stages)
    odds = OddsSpec("it comes", "islet", (stage,))
    orders = tuple(replace(each, odds=odds) if each.kind == "warn" else each for each in setting.spec.orders)
    return compile_setting(replace(setting.spec, orders=orders, incidents=(replace(islet, stages=stages),)))


def test_what_can_come_now_has_the_odds_of_this_turn(setting: Setting) -> None:
    told = preview(perspective(setting, opening_world(setting, 1), "AVA"), (SHOTS,), 0, 7).odds
    assert told is not None
    assert told.turn == 0


def test_odds_of_a_later_turn_are_the_same_whatever_the_hidden_truth_is(slow: Setting) -> None:
    worlds = [opening_world(slow, 1)._replace(truth=np.array([drawn], dtype=np.int32)) for drawn in (0, 1)]
    first, second = (preview(perspective(slow, world, "AVA"), (SHOTS,), 0, 7).odds for world in worlds)
    assert first == second
