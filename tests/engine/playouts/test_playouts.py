"""Playouts return the orders of their last turn, and each may have its own policies."""

from collections.abc import Mapping

import pytest

from tests.engine.games import cells
from tests.engine.invented import SEATS
from wargame.engine import Setting, adjudicate, choose, opening_world, opening_worlds, playouts, warm
from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts import numba_build
from wargame.engine.playouts.playouts import begin, play, play_stretches
from wargame.engine.turn.sheet import read_sheet
from wargame.engine.world.layout import RESULT_WIDTH, SLOTS, STATUS

SEEDS = (3, 4, 5)
POLICIES: tuple[Mapping[str, str], ...] = (
    dict.fromkeys(SEATS, "random"),
    dict.fromkeys(SEATS, "empirical"),
    {SEATS[0]: "hawk"},
)


def test_the_orders_of_the_last_turn_are_those_that_each_games_policies_give(setting: Setting) -> None:
    worlds = opening_worlds(setting, SEEDS)
    for rows in play_stretches(setting, worlds, [{}] * len(SEEDS), SEEDS, POLICIES, [1, 1]):
        for game, seed in enumerate(SEEDS):
            sheets = {seat: read_sheet(setting, rows[game], setting.names.states[seat]) for seat in SEATS}
            policies = {seat: POLICIES[game].get(seat, "hold") for seat in SEATS}
            assert sheets == {s: choose(policies[s], masked_view(setting, worlds[game], s), seed).sheet for s in SEATS}
            results = rows[game, setting.at.result : setting.at.move].reshape(-1, SLOTS, RESULT_WIDTH)
            given = [len(sheets.get(code, ())) for code in setting.codes]
            assert (results[:, :, STATUS] > 0).sum(axis=1).tolist() == given
            worlds[game] = adjudicate(setting, worlds[game], sheets, seed).world
            assert rows[game, : setting.at.sheet].tolist() == cells(worlds[game])


def test_games_laid_out_in_plain_python_are_played_so_when_the_compiled_rules_are_ready(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm(block=True)
    opening = [opening_world(setting, 1)]
    with monkeypatch.context() as before:
        before.setattr(numba_build, "BUILD", numba_build.Build())
        games = begin(setting, opening, [{}], SEEDS, POLICIES[1:2])
    play(setting, games, 2)
    expected = playouts(setting, opening, [{}], SEEDS, POLICIES[1], 2)
    assert [row[: setting.at.sheet] for row in games.rows] == expected.rows.tolist()
    assert games.scores == expected.scores.tolist()
