"""An agreement weighed beside a sheet: what it does for the aims of its seat, from what the seat knows alone."""

from dataclasses import replace

import numpy as np
import pytest

from tests.scenarios.pack_games import setting_of
from wargame import engine
from wargame.engine.playouts import numba_build as build

SEED = 7

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def japan() -> engine.Perspective:
    build.warm(block=True)
    setting = setting_of("nine-past-nine")
    return engine.perspective(setting, engine.opening_world(setting, SEED), "JPN")


def offer(view: engine.Perspective, agreement: str) -> engine.Offer:
    return next(each for each in engine.offers(view) if each.agreement == agreement)


def test_an_agreement_that_an_aim_asks_for_is_worth_it_in_this_turn_and_by_the_end(japan: engine.Perspective) -> None:
    talks = offer(japan, "staff_talks")
    told = engine.forecast_offer(japan, (), talks, SEED)
    assert told.turn.mean == pytest.approx(talks.worth, abs=1)
    assert told.turn.low <= told.turn.mean <= told.turn.high
    assert told.end is not None
    assert told.end.mean > 0
    assert told == engine.forecast_offer(japan, (), talks, SEED), "equal questions have equal answers"


def test_an_agreement_that_is_in_force_already_changes_nothing(japan: engine.Perspective) -> None:
    again = replace(offer(japan, "us_jpn"), ends=False)
    told = engine.forecast_offer(japan, (), again, SEED)
    assert (told.turn.mean, told.turn.low, told.turn.high) == (0, 0, 0)


def test_no_hidden_truth_moves_the_answer(japan: engine.Perspective) -> None:
    world = engine.opening_world(japan.setting, SEED)
    other = engine.perspective(japan.setting, world._replace(truth=1 - np.array(world.truth)), "JPN")
    talks = [engine.forecast_offer(view, (), offer(view, "staff_talks"), SEED) for view in (japan, other)]
    assert talks[0] == talks[1]
