"""Bo's exercise, played to its end, and games that are played plainly and only when a test says so."""

from datetime import datetime

import pytest

from tests.analysis.asking import WorkerBench
from tests.exercises.playing import Player
from wargame.analysis import bridge, enqueue
from wargame.analysis.services import ensembles


@pytest.fixture
def ended(player: Player) -> Player:
    """Bo, when all is over."""
    player.play_to_the_end()
    return player


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, now: datetime) -> WorkerBench:
    """Takes hints as the broker does; chunks are small, so that few games are several."""
    bench = WorkerBench(now)
    monkeypatch.setattr(bridge, "warm", lambda: None)
    monkeypatch.setattr(enqueue, "hint", bench.hint)
    monkeypatch.setattr(ensembles, "SMALLEST_CHUNK", 4)
    return bench
