"""Guessed worlds: what has gone on out of a seat's sight is as in usual games like the one that it sees."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engine import invented
from tests.engine.games import with_cells
from wargame.engine import (
    EffectSpec,
    EndingSpec,
    LeaningSpec,
    Setting,
    compile_setting,
    opening_world,
    opening_worlds,
    perspective,
    playouts,
)
from wargame.engine.policies.belief_worlds import guessed_worlds
from wargame.engine.policies.usual_games import LIKE, worlds_like
from wargame.engine.world.world import World

GUESSES = 40


@pytest.fixture(scope="module")
def filing() -> Setting:
    """The islet, where Ava hails most of the time and keeps a secret file of it."""
    whole = invented.spec()
    filed = EffectSpec("mark", 1, name="file")
    orders = [replace(one, effects=(*one.effects, filed)) if one.kind == "hail" else one for one in whole.orders]
    return compile_setting(
        replace(whole, orders=tuple(orders), leanings=(LeaningSpec("AVA", "hail", 90, target="CYL"),))
    )


def guessed(setting: Setting, world: World, mark: str) -> list[int]:
    """Return Bor's guesses of a mark."""
    found = list(guessed_worlds(perspective(setting, world, "BOR"), 7, GUESSES))
    return [setting.facts(guess)[setting.cell(f"mark {mark}")] for guess in found]


def test_nothing_has_gone_on_out_of_sight_at_the_opening(filing: Setting) -> None:
    assert guessed(filing, with_cells(filing, opening_world(filing, 1), mark_file=9), "file") == [0] * GUESSES


def test_later_others_have_done_what_scripted_seats_usually_do(filing: Setting) -> None:
    for turn in (2, 3):
        world = with_cells(filing, opening_world(filing, 1), turn=turn)
        assert sum(filed == 2 * (turn - 1) for filed in guessed(filing, world, "file")) > GUESSES / 2


def test_the_usual_games_are_those_most_like_what_is_seen(filing: Setting) -> None:
    scripted = {state.code: state.policy for state in filing.spec.states if state.seat}
    begun = opening_worlds(filing, range(20))
    rows = playouts(filing, begun, [{}] * 20, range(20), scripted, 2).rows
    answered, off = filing.cell("mark answered"), []
    for row in rows:
        like = worlds_like(perspective(filing, filing.world(row), "BOR"))
        assert len(like) == LIKE
        off.append(abs(like[:, answered] - row[answered]).mean())
    assert np.mean(off) < abs(rows[:, answered] - rows[::-1, answered]).mean() / 2


def test_what_is_hidden_changes_no_guess(filing: Setting) -> None:
    world = with_cells(filing, opening_world(filing, 1), turn=2)
    assert guessed(filing, with_cells(filing, world, mark_file=9), "file") == guessed(filing, world, "file")


def test_a_game_that_outlasts_the_usual_ones_is_guessed_from_their_openings(filing: Setting) -> None:
    over = EndingSpec("over", "Over", ("turn >= 1",), immediate=True)
    brief = compile_setting(replace(filing.spec, endings=(over, *filing.spec.endings)))
    assert guessed(brief, with_cells(brief, opening_world(brief, 1), turn=3), "file") == [0] * GUESSES
