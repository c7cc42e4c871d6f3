"""Helpers to ask for ensembles, and a stand-in for broker and workers that plays chunks on request."""

from datetime import datetime, timedelta

from tests.database_time import SetClock
from tests.exercises.playing import Player
from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.services import chunks, ensembles, playing
from wargame.engine.values import ENGINE_VERSION
from wargame.exercises.models import Turn


class WorkerBench:
    """A stand-in for broker and workers: accepts or refuses messages, and plays chunks when told to."""

    def __init__(self, now: datetime, set_clock: SetClock) -> None:
        self.now, self._set_clock = set_clock(now), set_clock
        self.taken: list[int] = []
        self.is_up = True

    def hint(self, *, chunk_id: int) -> bool:
        if self.is_up:
            self.taken.append(chunk_id)
        return self.is_up

    def clock(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> datetime:
        self.now = self._set_clock(self.now + timedelta(seconds=seconds))
        return self.now

    def play(self, chunk_id: int) -> str:
        """Play a chunk as a worker does that has received its message."""
        return type(chunks.play(chunk_id=chunk_id, clock=self.clock)).__name__

    def play_all(self, ensemble: Ensemble) -> Ensemble:
        for chunk in ensemble.chunks.filter(is_played=False):
            assert self.play(chunk.pk) == "Played"
        ensemble.refresh_from_db()
        return ensemble


def ask(player: Player, now: datetime, number: int = 1, **terms: object) -> Ensemble:
    """Return a new ensemble of a turn of the player's line, with few games by default."""
    turn = Turn.objects.with_exercise().get(branch=player.branch, number=number)
    wanted = ensembles.Terms(**{"games": 20, **terms})  # type: ignore[arg-type]
    person = player.seat.people.get()
    ensemble, is_new = ensembles.request(branch=player.branch, turn=turn, terms=wanted, by=person.user, now=now)
    assert is_new
    return ensemble


def try_dials(player: Player, now: datetime, seed: int = 1) -> Ensemble:
    """Return a new trial of dials of the player's exercise."""
    exercise, person = player.seat.exercise, player.seat.people.get()
    asked = {
        "kind": Ensemble.Kind.DIALS,
        "branch": None,
        "turn": None,
        "games": 4,
        "futures": 2,
        "seed": seed,
        "keeps_orders": False,
        "policies": bridge.usual_policies(exercise),
        "change": {"first": {}, "second": {"impulse": 2.0}},
        "engine_version": ENGINE_VERSION,
    }
    trial, is_new = ensembles.begin(exercise_id=exercise.pk, asked=asked, by=person.user, now=now)
    assert is_new
    return trial


def at_once(ensemble: Ensemble) -> bridge.Counted:
    """Return the same games from one call to the engine."""
    turn = Turn.objects.with_exercise().get(pk=ensemble.turn_id)
    seeds = range(ensemble.seed, ensemble.seed + ensemble.games)
    how = {"kind": ensemble.kind, "keeps_orders": ensemble.keeps_orders, "change": ensemble.change}
    return playing.play(turn, ensemble.policies, seeds, **how)
