"""Agreements that need the consent of a number of parties are made alike in both builds."""

from itertools import combinations

import pytest

from tests.engine.games import cells
from tests.engine.rules import cast
from wargame.engine import Order, adjudicate, compile_setting, opening_world, rollouts
from wargame.engine.playouts import numba_build as build

SEED = 5
OFFER = (Order("write_line", "offer"),)


@pytest.fixture(autouse=True)
def _compiled() -> None:
    build.warm(block=True)


@pytest.mark.parametrize("consent", [0, 2, 3])
def test_plain_and_compiled_agree_in_every_integer(consent: int) -> None:
    setting = compile_setting(cast.line_of_three(consent))
    world, came = opening_world(setting, SEED), 0
    for size in range(4):
        for who in combinations((cast.AVA, cast.BOR, cast.CYL), size):
            sheets = dict.fromkeys(who, OFFER)
            played = adjudicate(setting, world, sheets, SEED).world
            assert rollouts(setting, [world], [sheets], [SEED]).tolist() == [cells(played)]
            came += int(played.in_force[setting.names.agreements["line"]])
    assert came == (4 if consent == 2 else 1)
