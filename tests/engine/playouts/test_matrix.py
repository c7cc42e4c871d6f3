"""The determinism matrix: alone, in a batch, in chunks, plain or compiled, on any Python, the same integers.

If a rule or an amount has changed on purpose: `python -m tests.playthroughs.record`.
"""

import numpy as np
import pytest

from tests.engine.games import cells
from tests.engine.matrix import GAME_SEED, POLICIES, Rows, batch, recorded, situations, whole_game
from wargame.engine import Setting, adjudicate, advance, build_status, opening_worlds, playouts, warm
from wargame.engine.playouts import numba_build
from wargame.engine.playouts.numba_build import Build

CHUNKS = (1, 4, 7)


@pytest.fixture(params=["plain", "compiled"])
def build(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make rollouts use one build, whether or not other tests have compiled the rules."""
    wanted = str(request.param)
    if wanted == "plain":
        monkeypatch.setattr(numba_build, "BUILD", Build())
    else:
        warm(block=True)
    assert build_status() == wanted
    return wanted


@pytest.fixture(scope="module")
def expected() -> dict[str, Rows]:
    return recorded()


@pytest.mark.slow
def test_turns_with_their_ledger_are_those_on_record(setting: Setting, expected: dict[str, Rows]) -> None:
    assert [cells(adjudicate(setting, *game).world) for game in situations(setting)] == expected["rollouts"]


@pytest.mark.slow
@pytest.mark.usefixtures("build")
def test_rollouts_alone_are_those_on_record(setting: Setting, expected: dict[str, Rows]) -> None:
    assert [cells(advance(setting, *game)) for game in situations(setting)] == expected["rollouts"]


@pytest.mark.slow
@pytest.mark.usefixtures("build")
def test_rollouts_in_a_batch_are_those_on_record(setting: Setting, expected: dict[str, Rows]) -> None:
    games = situations(setting)
    assert batch(setting, games) == expected["rollouts"]
    assert batch(setting, games[::-1]) == expected["rollouts"][::-1]


@pytest.mark.slow
@pytest.mark.usefixtures("build")
@pytest.mark.parametrize("size", CHUNKS)
def test_rollouts_in_chunks_are_those_on_record(setting: Setting, expected: dict[str, Rows], size: int) -> None:
    games = situations(setting)
    parts = [batch(setting, games[at : at + size]) for at in range(0, len(games), size)]
    assert [row for part in parts for row in part] == expected["rollouts"]


@pytest.mark.usefixtures("build")
def test_a_whole_game_with_scripted_seats_is_that_on_record(setting: Setting, expected: dict[str, Rows]) -> None:
    assert whole_game(setting) == expected["game"]


@pytest.mark.usefixtures("build")
def test_a_whole_game_among_others_is_that_on_record(setting: Setting, expected: dict[str, Rows]) -> None:
    seeds = [5, GAME_SEED, 6]
    worlds = opening_worlds(setting, seeds)
    rows = playouts(setting, worlds, [{}] * len(seeds), seeds, POLICIES).rows
    assert rows[1].tolist() == expected["game"][-1]
    assert not np.array_equal(rows[0], rows[1])
