"""Ensembles on real processes: killed workers, repeated messages, and cancelling during work."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.analysis.asking import ask, at_once
from tests.exercises.playing import Player
from tests.services.started_processes import House
from tests.serving import eventually
from wargame.analysis import bridge, enqueue
from wargame.analysis.models import Ensemble
from wargame.analysis.services import ensembles
from wargame.exercises.models import Turn

pytestmark = pytest.mark.service

GAMES, SIZE = 36, 4
STEPS = ("claim", "compute", "commit")


@pytest.fixture
def player(tables: Callable[[int], list[Player]], monkeypatch: pytest.MonkeyPatch) -> Player:
    """Return Bo, whose exercise has ended; ensembles are divided into chunks of four games."""
    monkeypatch.setattr(ensembles, "SMALLEST_CHUNK", SIZE)
    (player,) = tables(1)
    player.play_to_the_end()
    return player


def chunk_ids(ensemble: Ensemble) -> list[int]:
    return list(ensemble.chunks.values_list("pk", flat=True))


def has_status(ensemble: Ensemble, status: str) -> bool:
    return Ensemble.objects.filter(pk=ensemble.pk, status=status).exists()


def test_killed_workers_and_repeated_messages_change_no_integer(house: House, player: Player) -> None:
    """Workers die after the claim, the games and the commit of a chunk, and every message arrives twice."""
    ensemble = ask(player, timezone.now(), games=GAMES)
    chunks = chunk_ids(ensemble)
    doomed = chunks[:: len(STEPS)]
    for chunk_id, step in zip(doomed, STEPS, strict=True):
        house.plan(f"chunk-{chunk_id}", kill_after=step)
    assert enqueue.hint_all(chunk_ids=chunks) == len(chunks)
    for role in ("worker", "worker", "turnkeeper"):
        house.start(role)
    killed = [f"chunk-{chunk_id}" for chunk_id in doomed]
    eventually(lambda: has_status(ensemble, "done") and not house.waits_for_kill(killed), house.keep_up)

    ensemble.refresh_from_db()
    assert ensemble.aggregate == bridge.encode(at_once(ensemble))
    assert ensemble.aggregate["games"] == GAMES


def test_cancelling_stops_workers_at_the_next_chunk(house: House, player: Player) -> None:
    ensemble = ask(player, timezone.now(), games=GAMES)
    chunks = chunk_ids(ensemble)
    for chunk_id in chunks:
        house.plan(f"chunk-{chunk_id}", slow=0.5)
    for role in ("worker", "turnkeeper"):
        house.start(role)
    eventually(lambda: ensemble.chunks.filter(is_played=True).exists())
    assert ensembles.cancel(ensemble=ensemble, by=ensemble.asked_by, now=timezone.now())
    played = ensemble.chunks.filter(is_played=True).count()
    # The queue runs empty: what is left of it is taken and refused.
    eventually(lambda: not house.redis.keys("celery*"))
    ensemble.refresh_from_db()
    assert (ensemble.status, ensemble.chunks.filter(is_played=True).count()) == ("cancelled", played)
    assert 1 <= played < len(chunks)
    assert ensemble.aggregate["games"] == SIZE * played


def test_a_turn_does_not_wait_behind_the_games_of_an_ensemble(
    house: House, player: Player, tables: Callable[[int], list[Player]]
) -> None:
    """The only worker has many chunks waiting; it adjudicates a turn that is closed later before them."""
    ensemble = ask(player, timezone.now(), games=GAMES)
    for chunk_id in chunk_ids(ensemble):
        house.plan(f"chunk-{chunk_id}", slow=5)
    other = tables(2)[1]
    turn_id = other.turn.pk
    other.submit([])
    house.start("worker")
    eventually(lambda: Turn.objects.get(pk=turn_id).is_closed)
    assert ensemble.chunks.filter(is_played=True).count() <= 2
