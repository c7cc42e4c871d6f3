"""Asking how else a turn could have gone, and no longer wanting to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from wargame.accounts.models import User
from wargame.analysis import bridge, enqueue
from wargame.analysis.models import Chunk, Ensemble
from wargame.analysis.services import collecting
from wargame.exercises.models import Branch, Exercise, Turn

MOST_GAMES = 100_000
USUAL_GAMES = 1_000
HIGHEST_SEED = 1_000_000_000
SMALLEST_CHUNK, LARGEST_CHUNK = 100, 1_000
"""Games of a chunk: seconds of work in plain Python, so that a dead worker costs little and cancelling is prompt."""

CHUNKS_AT_LEAST = 10
"""Into how many chunks games are cut if they suffice: progress is counted in chunks."""

KEPT = 20
"""Ensembles of an exercise that are kept; an older one makes room, and asked for again it comes out the same."""

PATIENCE = timedelta(seconds=10)
"""How long a chunk waits for a worker before the turnkeeper wakes one again."""


class IllegalTerms(ValueError):
    """The ensemble cannot be played, because one of its terms is out of bounds; `field` is which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class AlreadyRunning(ValueError):
    """Another ensemble cannot be begun, because one of the exercise is being played; `number` is which."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Ensemble {number} of this exercise is still being played: wait for it, or cancel it.")
        self.number = number


class NotAsked(ValueError):
    """The ensemble cannot be cancelled, because somebody else asked for it."""


@dataclass(frozen=True)
class Terms:
    """What to play: `games` with the seeds from `seed` on; `policies` names who decides for seats, {role: policy}.

    Seats that are left out decide by the scenario's policies. `keeps_orders` fixes the orders given in the turn.
    """

    games: int = USUAL_GAMES
    seed: int = 1
    keeps_orders: bool = True
    policies: Mapping[str, str] = field(default_factory=dict)


def request(*, branch: Branch, turn: Turn, terms: Terms, by: User, now: datetime) -> tuple[Ensemble, bool]:
    """An ensemble of a turn of a finished line, and whether it is new: the same one is not played twice.

    Whether `by` may ask is for `access` to say. Raises `IllegalTerms` and `AlreadyRunning`.
    """
    asked = {"branch": branch, "turn": turn, "games": terms.games, "seed": terms.seed}
    asked |= {"keeps_orders": terms.keeps_orders, "policies": settled(turn=turn, terms=terms)}
    asked |= {"engine_version": bridge.ENGINE_VERSION}
    with transaction.atomic():
        exercise = Exercise.objects.select_for_update(no_key=True).get(pk=branch.exercise_id)
        alive = exercise.ensembles.filter(status__in=[Ensemble.Status.RUNNING, Ensemble.Status.DONE])
        if same := alive.filter(**asked).first():
            return same, False
        if running := alive.filter(status=Ensemble.Status.RUNNING).first():
            raise AlreadyRunning(running.number)
        newest = exercise.ensembles.order_by("-number").first()
        number = newest.number + 1 if newest else 1
        ensemble = Ensemble.objects.create(exercise=exercise, number=number, **asked, asked_by=by, asked_at=now)
        chunks = Chunk.objects.bulk_create(cut(ensemble=ensemble, now=now))
        exercise.ensembles.filter(number__lte=number - KEPT).delete()
        enqueue.play_chunks(chunk_ids=[chunk.pk for chunk in chunks])
    return ensemble, True


def settled(*, turn: Turn, terms: Terms) -> dict[str, str]:
    """Who decides for each seat. Refuses terms out of bounds (`IllegalTerms`)."""
    usual = bridge.usual_policies(turn.branch.exercise.scenario_version)
    if not 1 <= terms.games <= MOST_GAMES:
        raise IllegalTerms("games", f"Ask for 1 to {MOST_GAMES:,} games, not {terms.games:,}.")
    if not 0 <= terms.seed <= HIGHEST_SEED:
        raise IllegalTerms("seed", f"Give a seed from 0 to {HIGHEST_SEED:,}, not {terms.seed:,}.")
    for role, policy in terms.policies.items():
        if role not in usual:
            raise IllegalTerms("policies", f"There is no seat {role!r}; the seats are: {', '.join(usual)}.")
        if policy not in bridge.POLICIES:
            known = ", ".join(bridge.POLICIES)
            raise IllegalTerms("policies", f"No policy {policy!r} plays whole games; use one of: {known}.")
    return usual | dict(terms.policies)


def cut(*, ensemble: Ensemble, now: datetime) -> list[Chunk]:
    """The chunks of an ensemble, not stored yet: every seed in exactly one of them."""
    wanted = -(-ensemble.games // CHUNKS_AT_LEAST)
    size = min(max(wanted, SMALLEST_CHUNK), LARGEST_CHUNK)
    end = ensemble.seed + ensemble.games
    return [
        Chunk(ensemble=ensemble, first_seed=seed, games=min(size, end - seed), next_enqueue_at=now + PATIENCE)
        for seed in range(ensemble.seed, end, size)
    ]


def cancel(*, ensemble: Ensemble, by: User, now: datetime) -> bool:
    """Stops a running ensemble; what has been played by then is kept. False when it was not running.

    Raises `NotAsked`.
    """
    if ensemble.asked_by_id != by.pk:
        raise NotAsked("Only who asked for an ensemble can cancel it.")
    if not collecting.stop(ensemble_id=ensemble.pk, status=Ensemble.Status.CANCELLED, now=now):
        return False
    collecting.collect(ensemble_id=ensemble.pk, now=now)
    return True
