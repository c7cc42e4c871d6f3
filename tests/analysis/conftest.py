"""Fixtures: Bo's finished exercise, and a stand-in for workers that plays games in plain Python on request."""

from datetime import datetime

import pytest

from scenarios.models import ScenarioVersion
from tests.analysis.asking import WorkerBench
from tests.cast import at_the_table
from tests.database_time import SetClock
from tests.exercises.playing import Player
from tests.kept_rows import once
from wargame import engine
from wargame.accounts.models import User
from wargame.analysis import enqueue
from wargame.analysis.services import ensembles
from wargame.exercises.models import Seat, Turn
from wargame.exercises.turns.services import branches


@pytest.fixture
def ended(version: ScenarioVersion, bo: User) -> Player:
    """Bo, after the end of the exercise."""
    once(("ended", version.pk, bo.pk), lambda: at_the_table(version, bo).play_to_the_end())
    return Player(Seat.objects.get(role="KOR"))


@pytest.fixture
def forked(version: ScenarioVersion, bo: User, now: datetime) -> Player:
    """Bo, with two finished lines: one with orders in turn 1, and a what-if of that turn without them."""

    def play() -> None:
        player = at_the_table(version, bo)
        player.play_turn(player.legal(3))
        player.play_to_the_end()
        branches.fork(turn=Turn.objects.get(branch=player.branch, number=1), by=bo, now=now)
        player.play_to_the_end()

    once(("forked", version.pk, bo.pk), play)
    return Player(Seat.objects.get(role="KOR"))


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, now: datetime, set_clock: SetClock) -> WorkerBench:
    """A stand-in for broker and workers, with small chunks, so that a few games make several."""
    bench = WorkerBench(now, set_clock)
    monkeypatch.setattr(engine, "warm", lambda block=False: None)
    monkeypatch.setattr(enqueue, "hint", bench.hint)
    monkeypatch.setattr(enqueue, "hint_ready", lambda *, branch_id: False)
    monkeypatch.setattr(ensembles, "SMALLEST_CHUNK", 4)
    return bench
