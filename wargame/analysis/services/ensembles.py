"""Asks for ensembles, and cancels them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import transaction
from django.db.models import Q

from wargame.accounts.models import User
from wargame.analysis import bridge, enqueue
from wargame.analysis.domain import NOTHING_CHANGED, Change, orders_of
from wargame.analysis.models import Chunk, Ensemble
from wargame.analysis.services import collecting, playing
from wargame.engine.values import ENGINE_VERSION
from wargame.exercises.models import Branch, Exercise, Participant, Turn
from wargame.exercises.orders.services import orders

MOST_GAMES = 100_000
"""Most games of an ensemble, all its futures counted."""

LEAST_PAIRS = 2
"""Fewest seeds for which a difference has a confidence interval."""

USUAL_GAMES = 1_000
USUAL_PAIRS = 400
USUAL_WHAT_IF_PAIRS = 1_000
USUAL_SPLIT_GAMES = 200
HIGHEST_SEED = 1_000_000_000
SMALLEST_CHUNK, LARGEST_CHUNK = 100, 1_000
"""Games of a chunk, all futures counted.

Seconds of work in plain Python, so that a dead worker costs little and cancelling is prompt.
"""

SEEDS_OF_A_READING = 20
"""The fewest seeds of a chunk of a reading as known then: each chunk loads the whole game as its seats saw it."""

CHUNKS_AT_LEAST = 10
"""The least number of chunks, if there are enough games, because progress is counted in chunks."""

KEPT = 20
"""Ensembles of an exercise that are kept. Older ones are deleted; played again, they have the same result."""

PATIENCE = timedelta(seconds=10)
"""Time that a chunk waits before the turnkeeper wakes a worker again."""


class IllegalTerms(ValueError):
    """The ensemble cannot be played, because one of its terms is out of bounds; `field` names the term."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class AlreadyRunning(ValueError):
    """Another ensemble cannot be started, because one of the exercise is running; `number` names it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Ensemble {number} of this exercise is still being played: wait for it, or cancel it.")
        self.number = number


class NotOwner(ValueError):
    """The ensemble cannot be cancelled, because somebody else asked for it."""


def usual_games(kind: str) -> int:
    """Return the number of games, or pairs of games, that a kind plays by default."""
    usual = {
        Ensemble.Kind.OUTLOOK.value: USUAL_GAMES,
        Ensemble.Kind.WHAT_IF.value: USUAL_WHAT_IF_PAIRS,
        Ensemble.Kind.SPLIT.value: USUAL_SPLIT_GAMES,
    }
    return usual.get(kind, USUAL_PAIRS)


@dataclass(frozen=True)
class Terms:
    """The games to play: `games` of each future, with the seeds from `seed` on.

    `policies` is {role: policy}; other seats decide by the scenario's policies. `keeps_orders` keeps the orders given
    in the turn; `change` is what a what-if changes in them. `games` None means the default for `kind`.
    """

    kind: str = Ensemble.Kind.OUTLOOK
    games: int | None = None
    seed: int = 1
    keeps_orders: bool = True
    policies: Mapping[str, str] = field(default_factory=dict)
    change: Change | None = None


def request(*, branch: Branch, turn: Turn, terms: Terms, by: User, now: datetime) -> tuple[Ensemble, bool]:
    """Return an ensemble of a turn of a finished line, and whether it is new: the same ensemble is not played twice.

    `access` decides whether `by` may ask. Raises IllegalTerms and AlreadyRunning.
    """
    asked = columns_of_terms(branch=branch, turn=turn, terms=terms)
    return begin(exercise_id=branch.exercise_id, asked=asked, by=by, now=now)


def begin(*, exercise_id: int, asked: bridge.Row, by: User, now: datetime) -> tuple[Ensemble, bool]:
    """Return the ensemble of these columns, and whether it is new. Its games are played in the background.

    Raises `AlreadyRunning`.
    """
    with transaction.atomic():
        exercise = _locked(exercise_id)
        family = exercise.ensembles.filter(_family(asked, by))
        alive = family.filter(status__in=[Ensemble.Status.RUNNING, Ensemble.Status.DONE])
        if same := alive.filter(**asked).first():
            return same, False
        if running := alive.filter(status=Ensemble.Status.RUNNING).first():
            raise AlreadyRunning(running.number)
        ensemble = _numbered(exercise, asked, by, now)
        chunks = Chunk.objects.bulk_create(cut(ensemble=ensemble, now=now))
        outlived = list(family.order_by("-number").values_list("pk", flat=True)[KEPT:])
        exercise.ensembles.filter(pk__in=outlived).delete()
        enqueue.play_chunks(chunk_ids=[chunk.pk for chunk in chunks])
    return ensemble, True


def _family(asked: bridge.Row, by: User) -> Q:
    """Return the ensembles that wait for each other and push each other out.

    Trials of dials are the white cell's, and second tries their person's: they hold up nobody else's.
    """
    kind = asked["kind"]
    if kind == Ensemble.Kind.DIALS:
        return Q(kind=kind)
    if kind == Ensemble.Kind.SECOND_TRY:
        return Q(kind=kind, asked_by=by, class_try=asked["class_try"])
    return ~Q(kind__in=[Ensemble.Kind.DIALS, Ensemble.Kind.SECOND_TRY])


def fail_at_once(*, exercise_id: int, asked: bridge.Row, by: User, now: datetime, error: str) -> Ensemble:
    """Store an ensemble for which no game can be played, with the reason."""
    failed = {"status": Ensemble.Status.FAILED, "finished_at": now, "error": error}
    with transaction.atomic():
        ensemble = _numbered(_locked(exercise_id), asked | failed, by, now)
        collecting.tell(ensemble_id=ensemble.pk)
    return ensemble


def _locked(exercise_id: int) -> Exercise:
    return Exercise.objects.select_for_update(no_key=True).get(pk=exercise_id)


def _numbered(exercise: Exercise, columns: bridge.Row, by: User, now: datetime) -> Ensemble:
    """Store an ensemble of a locked exercise under the next number."""
    newest = exercise.ensembles.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    return Ensemble.objects.create(exercise=exercise, number=number, **columns, asked_by=by, asked_at=now)


def columns_of_terms(*, branch: Branch, turn: Turn, terms: Terms) -> bridge.Row:
    """Return the columns by which an ensemble is identified. Raises IllegalTerms."""
    if terms.change is not None and terms.kind != Ensemble.Kind.WHAT_IF:
        raise IllegalTerms("change", "Only a what-if changes an order: ask for kind what_if, or leave the change out.")
    futures = _futures(branch, turn, terms)
    games = terms.games
    if games is None:
        games = min(usual_games(terms.kind), MOST_GAMES // futures)
    least, most = 1 if futures == 1 else LEAST_PAIRS, MOST_GAMES // futures
    if not least <= games <= most:
        why = "" if futures == 1 else f" Each is played in {futures} futures, {MOST_GAMES:,} in all at most."
        raise IllegalTerms("games", f"Ask for {least} to {most:,} games, not {games:,}.{why}")
    if not 0 <= terms.seed <= HIGHEST_SEED:
        raise IllegalTerms("seed", f"Give a seed from 0 to {HIGHEST_SEED:,}, not {terms.seed:,}.")
    return {
        "kind": terms.kind,
        "branch": branch,
        "turn": turn,
        "games": games,
        "futures": futures,
        "seed": terms.seed,
        "keeps_orders": terms.keeps_orders,
        "policies": _policies(turn, terms),
        "change": terms.change.as_row() if terms.change else {},
        "engine_version": ENGINE_VERSION,
    }


def _futures(branch: Branch, turn: Turn, terms: Terms) -> int:
    """Return the number of futures that are played. Raises IllegalTerms for a turn that has none of this kind."""
    if not turn.is_closed and terms.keeps_orders:
        raise IllegalTerms("turn", f"Turn {turn.number} was stopped before its orders counted; choose an earlier one.")
    if terms.kind == Ensemble.Kind.OUTLOOK:
        return 1
    if not terms.keeps_orders:
        raise IllegalTerms("keeps_orders", "Decisions and lines differ by their orders, so these have to be kept.")
    if terms.kind == Ensemble.Kind.SPLIT and turn.number != 1:
        raise IllegalTerms("turn", "A whole game is split from its beginning: ask for turn 1.")
    if terms.kind == Ensemble.Kind.WHAT_IF:
        refuse_change(turn, terms.change)
    if terms.kind == Ensemble.Kind.COMPARISON and parted_at(branch) != turn.number:
        raise IllegalTerms("turn", f"{branch.name} is compared from turn {parted_at(branch)}, where it parts.")
    futures = playing.futures_of(terms.kind, branch, turn)
    if futures == 1:
        raise IllegalTerms(
            "turn", f"Nobody gave an order in turn {turn.number}, so none mattered; choose another turn."
        )
    return futures


def parted_at(branch: Branch) -> int:
    """Return the turn from which a line differs from its original. Raises IllegalTerms for the first line."""
    if branch.parent_turn is None:
        raise IllegalTerms("branch", "The first line has no original to be compared with; name a what-if of it.")
    return branch.parent_turn.number


def refuse_change(turn: Turn, change: Change | None) -> None:
    """Raise IllegalTerms for a what-if that changes nothing, or that the seat could not have ordered."""
    seat = turn.branch.exercise.seats.filter(role=change.seat).first() if change else None
    if change is None or seat is None:
        raise IllegalTerms("change", NOTHING_CHANGED)
    given = orders_of(turn, change.seat)
    if not change.fits(given):
        raise IllegalTerms("change", NOTHING_CHANGED)
    if problems := orders.problems_of(seat=seat, turn=turn, orders=change.applied(given)):
        raise IllegalTerms("change", " ".join(problem.message for problem in problems))


def _policies(turn: Turn, terms: Terms) -> dict[str, str]:
    usual = bridge.usual_policies(turn.branch.exercise)
    for role, policy in terms.policies.items():
        if role not in usual:
            raise IllegalTerms("policies", f"There is no seat {role!r}; the seats are: {', '.join(usual)}.")
        if policy not in bridge.POLICIES:
            known = ", ".join(bridge.POLICIES)
            raise IllegalTerms("policies", f"No policy {policy!r} plays whole games; use one of: {known}.")
    return usual | dict(terms.policies)


def cut(*, ensemble: Ensemble, now: datetime) -> list[Chunk]:
    """Return the chunks of an ensemble, not saved yet; every seed is in exactly one of them.

    Each chunk alone has a range, because an ensemble that is cancelled may keep no other.
    """
    wanted = -(-ensemble.games // CHUNKS_AT_LEAST)
    least = min(ensemble.games, 1 if ensemble.futures == 1 else LEAST_PAIRS)
    smallest, largest = (max(least, games // ensemble.futures) for games in (SMALLEST_CHUNK, LARGEST_CHUNK))
    size = min(max(wanted, smallest), largest)
    if ensemble.kind == Ensemble.Kind.KNOWN_THEN:
        size = max(size, SEEDS_OF_A_READING)
    end = ensemble.seed + ensemble.games
    # Too few seeds at the end belong to the chunk before them.
    seeds = (*range(ensemble.seed, end - least + 1, size), end)
    return [
        Chunk(ensemble=ensemble, first_seed=first, games=following - first, next_enqueue_at=now + PATIENCE)
        for first, following in pairwise(seeds)
    ]


def may_cancel(*, ensemble: Ensemble, by: User) -> bool:
    """Return whether the person asked for it or leads the exercise: a running one stops others from asking."""
    people = Participant.objects.filter(exercise_id=ensemble.exercise_id, user=by, left_at=None)
    return ensemble.asked_by_id == by.pk or people.filter(part=Participant.Part.WHITE_CELL).exists()


def cancel(*, ensemble: Ensemble, by: User, now: datetime) -> bool:
    """Stop a running ensemble; what has been played is kept. Returns False if it was not running.

    Raises NotOwner.
    """
    if not may_cancel(ensemble=ensemble, by=by):
        raise NotOwner("Only the person who asked for an ensemble, or the white cell, can cancel it.")
    if not collecting.stop(ensemble_id=ensemble.pk, status=Ensemble.Status.CANCELLED, now=now):
        return False
    collecting.collect(ensemble_id=ensemble.pk, now=now)
    return True
