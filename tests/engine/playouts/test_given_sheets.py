"""Sheets laid down for several turns are handed in turn by turn, as an exercise would get them."""

from collections.abc import Iterator

import numpy as np
import pytest

from tests.engine.games import cells
from tests.engine.invented import SEATS
from wargame.engine import Setting, Sheet, World, adjudicate, choose, opening_world, warm
from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts import numba_build
from wargame.engine.playouts.given_sheets import GivenSheets, play_given
from wargame.engine.playouts.playouts import begin
from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.turn.sheet import numbers, read_sheet
from wargame.engine.world.layout import SHEET_WIDTH

LASTING = {SEATS[0]: 2, SEATS[1]: 1}
"""For how many turns sheets of a seat are laid down."""
TURNS = 3


def live(setting: Setting, seed: int) -> Iterator[tuple[World, dict[str, Sheet]]]:
    """Play turns one by one; seats with sheets laid down order at random while these last, then as the others do."""
    world = opening_world(setting, seed)
    for turn in range(TURNS):
        policies = {seat: "random" if turn < LASTING.get(seat, 0) else "empirical" for seat in SEATS}
        sheets = {seat: choose(name, masked_view(setting, world, seat), seed).sheet for seat, name in policies.items()}
        world = adjudicate(setting, world, sheets, seed).world
        yield world, sheets


def laid_down(setting: Setting, seat: str, sheets: list[Sheet]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return sheets (1, turns, MOST_ORDERS, SHEET_WIDTH), filled up with no orders."""
    nothing = [(-1,) * SHEET_WIDTH]
    rows = [[*(numbers(setting, seat, order) for order in sheet)] for sheet in sheets]
    return np.array([[(*row, *nothing * (MOST_ORDERS - len(row))) for row in rows]], dtype=np.int64)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_both_builds_play_them_as_a_live_game_does(
    setting: Setting, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(block=True)
    turns = list(live(setting, seed))
    given: GivenSheets = {
        seat: laid_down(setting, seat, [sheets[seat] for _, sheets in turns[:lasting]])
        for seat, lasting in LASTING.items()
    }
    assert all((sheets >= 0).any() for sheets in given.values())
    ended = []
    for build in (numba_build.BUILD, numba_build.Build()):
        monkeypatch.setattr(numba_build, "BUILD", build)
        games = begin(setting, [opening_world(setting, seed)], [{}], [seed], [dict.fromkeys(SEATS, "empirical")])
        play_given(setting, games, given, TURNS)
        world, last = turns[-1]
        assert list(games.rows[0])[: setting.at.sheet] == cells(world)
        assert {seat: read_sheet(setting, games.rows[0], setting.names.states[seat]) for seat in SEATS} == last
        ended.append(list(games.scores[0]))
    assert ended[0] == ended[1]


def test_several_games_take_sheets_in_the_form_that_the_compiled_rules_read(setting: Setting) -> None:
    warm(block=True)
    opening = opening_world(setting, 5)
    games = begin(setting, [opening] * 3, [{}] * 3, [5, 6, 7], [dict.fromkeys(SEATS, "empirical")])
    play_given(setting, games, {}, TURNS)
    assert [row[setting.at.clock] for row in games.rows] == [1 + TURNS] * 3
