"""Scores of many worlds at once are those that each world's own scores come to."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.games import worlds_of
from tests.engine.test_perspective import NINE
from wargame.engine import World, scores, total
from wargame.engine.scoring import scores_of, seat_scores


@given(st.lists(worlds_of(NINE), max_size=4))
def test_totals_are_those_of_the_objectives_of_each_world(worlds: list[World]) -> None:
    rows = np.array([NINE.facts(world) for world in worlds], dtype=np.int64).reshape(-1, NINE.at.size)
    found = [[round(1000 * total(scores(NINE, world), seat)) for seat in NINE.seats] for world in worlds]
    assert seat_scores(NINE, rows).tolist() == found
    assert scores_of(NINE, rows, 1).tolist() == [row[1] for row in found]
