"""Costs of an order as an adviser names them: who minds, and what gets worse at home."""

import pytest

from tests.engine.policies.test_policies import with_intruder
from wargame.engine import Perspective, Setting
from wargame.engine.advice.costs import MOST, Cost, costs_of
from wargame.engine.previews.marks import HURT
from wargame.engine.previews.moves import FigureMove


def move(variable: str, who: str, points: float, towards: str = "") -> FigureMove:
    return FigureMove(variable, who, towards, "", points)


@pytest.fixture
def ava(setting: Setting) -> Perspective:
    return with_intruder(setting, "AVA")


WORSE_AT_HOME = move("approval", "AVA", -3)
ALARMED = move("tension", "BOR", 5, "AVA")


@pytest.mark.parametrize(
    ("moves", "costs"),
    [
        ([], []),
        ([WORSE_AT_HOME], [Cost("approval", "AVA")]),
        ([move("approval", "AVA", 3)], []),
        ([move("tension", "BOR", -5, "AVA")], []),
        ([WORSE_AT_HOME, ALARMED], [Cost("tension", "BOR"), Cost("approval", "AVA")]),
        # A state that minds in two ways stands once, in the way that it feels most.
        ([ALARMED, move("relation", "BOR", -2, "AVA")], [Cost("tension", "BOR")]),
        # The row of the order names no state that hardly feels it, so the adviser names none either.
        ([move("tension", "BOR", 0.9, "AVA")], []),
        ([move("economy", "CYL", -3)], [Cost(HURT, "CYL")]),
        ([move("tension", "BOR", 5, "CYL")], []),
    ],
)
def test_costs_name_who_minds(ava: Perspective, moves: list[FigureMove], costs: list[Cost]) -> None:
    assert list(costs_of(ava, moves)) == costs


def test_costs_are_the_largest_few(ava: Perspective) -> None:
    moves = [move("economy", "AVA", -1), WORSE_AT_HOME, ALARMED]
    assert costs_of(ava, moves) == (Cost("tension", "BOR"), Cost("approval", "AVA"))
    assert MOST == 2
