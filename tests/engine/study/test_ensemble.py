"""Whole games and their aggregates: parts add up to the whole exactly, in any order."""

import json
import random

import numpy as np
import pytest

from tests.engine.invented import SEATS
from wargame.engine import (
    Aggregate,
    NotAddable,
    Order,
    Setting,
    Situation,
    WorldEnded,
    decode_aggregate,
    encode_aggregate,
    ensemble,
    merged,
    opening_world,
    playouts,
    scores,
    total,
)

POLICIES = dict.fromkeys(SEATS, "empirical")
SEEDS = list(range(40, 52))


@pytest.fixture(scope="module")
def whole(setting: Setting) -> Aggregate:
    return ensemble(setting, Situation(opening_world(setting, 1)), SEEDS, POLICIES)


def test_parts_in_any_order_add_up_to_the_whole(setting: Setting, whole: Aggregate) -> None:
    parts = [ensemble(setting, Situation(opening_world(setting, 1)), SEEDS[at : at + 5], POLICIES) for at in (0, 5, 10)]
    for seed in range(3):
        random.Random(seed).shuffle(parts)
        assert merged(parts) == whole
    assert parts[0] != whole


def test_an_ensemble_counts_what_its_games_come_to(setting: Setting, whole: Aggregate) -> None:
    games = playouts(setting, [opening_world(setting, 1)], [{}], SEEDS, POLICIES)
    tension = games.rows[:, setting.cell("tension AVA CYL")]
    assert whole.mean("tension AVA CYL", 6) == pytest.approx(tension.mean() / 1000)
    assert whole.deviation("tension AVA CYL", 6) == pytest.approx(tension.std(ddof=1) / 1000)
    assert whole.mean_score("AVA") == pytest.approx(games.scores[:, 0].mean() / 1000)
    assert sum(whole.ending_counts().values()) == len(SEEDS)
    for turn in whole.turns:
        bars = whole.histogram("relation AVA BOR", turn)
        assert sum(bar.games for bar in bars) == len(SEEDS)
    expected, _ = np.histogram(tension / 1000, bins=20, range=(0, 100))
    assert [bar.games for bar in whole.histogram("tension AVA CYL", 6)] == expected.tolist()
    assert tension.min() / 1000 - 5 <= whole.quantile("tension AVA CYL", 6, 0.5) <= tension.max() / 1000 + 5


def test_scores_of_playouts_are_those_of_the_last_world(setting: Setting) -> None:
    games = playouts(setting, [opening_world(setting, 1)], [{}], [3], POLICIES)
    found = scores(setting, setting.world(games.rows[0]))
    assert games.scores[0].tolist() == [round(1000 * total(found, seat)) for seat in setting.seats]


def test_a_sheet_handed_in_is_played_in_the_first_turn_alone(setting: Setting) -> None:
    hold = dict.fromkeys(SEATS, "hold")
    sheets = {"AVA": (Order("warn", "flares", "CYL"),)}
    names = setting.names
    seen = (names.states["AVA"] * setting.at.classes + names.classes["force"]) * setting.at.states + names.states["CYL"]
    for turns in (1, 3):
        games = playouts(setting, [opening_world(setting, 1)], [sheets], [1], hold, turns)
        assert games.rows[0, setting.at.clock] == turns + 1
        assert games.rows[0, setting.at.familiarity + seen] == 1


def test_an_aggregate_survives_its_json(whole: Aggregate) -> None:
    assert decode_aggregate(json.loads(json.dumps(encode_aggregate(whole)))) == whole


def test_unlike_aggregates_are_not_added(setting: Setting, whole: Aggregate) -> None:
    later = setting.world(playouts(setting, [opening_world(setting, 1)], [{}], [3], POLICIES, 1).rows[0])
    with pytest.raises(NotAddable, match="one turn"):
        whole + ensemble(setting, Situation(later), SEEDS[:2], POLICIES)


def test_an_ended_world_is_not_played_on(setting: Setting) -> None:
    over = setting.world(playouts(setting, [opening_world(setting, 1)], [{}], [3], POLICIES).rows[0])
    with pytest.raises(WorldEnded):
        ensemble(setting, Situation(over), SEEDS, POLICIES)
