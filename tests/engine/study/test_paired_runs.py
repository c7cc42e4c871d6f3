"""Pairs of futures are added up in whole numbers, so that chunks merge exactly."""

import json

import numpy as np
import pytest

from tests.engine.invented import SEATS
from wargame.engine import (
    NotAddable,
    Order,
    Setting,
    Situation,
    attribute,
    attribution,
    compare,
    contrast,
    opening_world,
)
from wargame.engine.study.aggregate import merged
from wargame.engine.study.attribution import decode_attributed, encode_attributed
from wargame.engine.study.comparisons import decode_contrast, encode_contrast
from wargame.engine.study.paired_runs import MOST_PAIRS, Pairs, decode_pairs, encode_pairs, pairs_of

HOLD = dict.fromkeys(SEATS, "hold")
SHEETS = {"AVA": (Order("hail", "guard", "CYL"), Order("warn", "shots", "CYL"))}
MEASURES = ("score AVA", "tension CYL AVA", "ending loss")
DICE = np.random.default_rng(7)


@pytest.fixture
def turn(setting: Setting) -> Situation:
    return Situation(opening_world(setting, 1), SHEETS)


@pytest.fixture
def rest(setting: Setting) -> Situation:
    return Situation(opening_world(setting, 1), {})


def test_sums_give_mean_and_error_of_the_changes_to_the_last_digit() -> None:
    first, second = (DICE.integers(-90_000, 90_000, (300, 2)) for _ in range(2))
    change = (second - first) / 1000
    for place, found in enumerate(pairs_of(("a", "b"), first, second).differences()):
        assert found.mean == pytest.approx(change[:, place].mean())
        assert found.error == pytest.approx(change[:, place].std(ddof=1) / np.sqrt(300))
        assert (found.first, found.second) == pytest.approx(
            (first[:, place].mean() / 1000, second[:, place].mean() / 1000)
        )
        lowest, highest = np.percentile(change[:, place], (10, 90), method="inverted_cdf")
        assert (found.low, found.high) == pytest.approx((lowest, highest), abs=0.051)


def test_pairs_add_up_in_any_order_and_come_back_from_storage() -> None:
    first, second = (DICE.integers(-9_000, 9_000, (60, 3)) for _ in range(2))
    parts = [pairs_of(MEASURES, first[at : at + 20], second[at : at + 20]) for at in (0, 20, 40)]
    whole = pairs_of(MEASURES, first, second)
    assert merged(parts) == merged(parts[::-1]) == whole
    assert decode_pairs(json.loads(json.dumps(encode_pairs(whole)))) == whole


def test_pairs_of_other_measures_or_steps_are_refused() -> None:
    none = Pairs((), 0, ())
    with pytest.raises(NotAddable, match="other measures"):
        none + Pairs(("score AVA",), 0, ())
    with pytest.raises(ValueError, match="play them again"):
        decode_pairs(encode_pairs(none) | {"step": 7})


def test_chunks_of_an_attribution_are_one_direct_call(setting: Setting, turn: Situation) -> None:
    parts = [attribute(setting, turn, seeds, HOLD, MEASURES) for seeds in (range(5, 9), range(5))]
    stored = [decode_attributed(json.loads(json.dumps(encode_attributed(part)))) for part in parts]
    assert merged(stored) == attribute(setting, turn, range(9), HOLD, MEASURES)
    assert merged(stored).ranked() == attribution(setting, turn, range(9), HOLD, MEASURES)


def test_attributions_of_two_turns_do_not_mix(setting: Setting, turn: Situation, rest: Situation) -> None:
    with pytest.raises(NotAddable, match="another turn"):
        attribute(setting, turn, [1], HOLD) + attribute(setting, rest, [1], HOLD)


def test_chunks_of_a_contrast_are_one_direct_call(setting: Setting, turn: Situation, rest: Situation) -> None:
    parts = [contrast(setting, (rest, turn), seeds, HOLD) for seeds in (range(5, 9), range(5))]
    stored = [decode_contrast(json.loads(json.dumps(encode_contrast(part)))) for part in parts]
    whole = contrast(setting, (rest, turn), range(9), HOLD)
    assert merged(stored) == whole
    assert whole.pairs.differences() == compare(setting, (rest, turn), range(9), HOLD)
    assert whole.games == whole.first.games == 9


def test_the_fans_of_a_contrast_end_where_its_pairs_do(setting: Setting, turn: Situation, rest: Situation) -> None:
    """`ensemble` counts turns and `playouts` counts last worlds, of the same games, so their figures must agree."""
    whole = contrast(setting, (rest, turn), range(9), HOLD)
    for found in whole.pairs.differences():
        kind, _, name = found.measure.partition(" ")
        if kind == "score":
            assert (found.first, found.second) == (whole.first.mean_score(name), whole.second.mean_score(name))
        else:
            assert found.second == pytest.approx(100 * whole.second.ending_counts()[name] / 9)


def test_portions_change_nothing(
    setting: Setting, turn: Situation, rest: Situation, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = compare(setting, (rest, turn), range(9), HOLD)
    monkeypatch.setattr("wargame.engine.study.comparisons.AT_ONCE", 4)
    assert compare(setting, (rest, turn), range(9), HOLD) == whole


def test_a_million_pairs_are_refused_before_anything_is_played(setting: Setting, turn: Situation) -> None:
    for asked in (attribution, lambda *rest: compare(rest[0], (turn, turn), *rest[2:])):
        with pytest.raises(ValueError, match="1,000,000 seeds are too many: hand in at most 100,000"):
            asked(setting, turn, range(10 * MOST_PAIRS), HOLD)
