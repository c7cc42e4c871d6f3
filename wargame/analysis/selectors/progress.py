"""Progress of an ensemble, counted in its chunks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from wargame.analysis.models import Chunk, Ensemble


@dataclass(frozen=True)
class Progress:
    """The terms of an ensemble, and the number of its games that are played, each in `futures` variants.

    A trial of dials has no line, so `branch` is 0, and begins at turn 1.
    """

    number: int
    kind: str
    branch: int
    turn: int
    keeps_orders: bool
    change: dict[str, Any] | None
    policies: dict[str, str]
    games: int
    futures: int
    seed: int
    status: str
    played: int
    chunks: int
    chunks_played: int
    asked_at: datetime
    finished_at: datetime | None

    @property
    def is_running(self) -> bool:
        return self.status == Ensemble.Status.RUNNING

    @property
    def in_100(self) -> int:
        return 100 * self.played // self.games

    @property
    def seen(self) -> str:
        """A word that differs for each state."""
        return f"{self.status}-{self.played}"


def progress_of(ensemble: Ensemble) -> Progress:
    """Return the progress of the ensemble now."""
    return progresses_of([ensemble])[0]


def progresses_of(ensembles: Iterable[Ensemble]) -> list[Progress]:
    """Return the progress of each ensemble now, in one query."""
    listed = list(ensembles)
    counted = (
        Chunk.objects.filter(ensemble__in=listed)
        .order_by()
        .values("ensemble")
        .annotate(
            chunks=Count("pk"),
            done=Count("pk", filter=Q(is_played=True)),
            played=Sum("games", filter=Q(is_played=True)),
        )
    )
    counts = {row["ensemble"]: (row["chunks"], row["done"], row["played"] or 0) for row in counted}
    return [_progress(ensemble, *counts.get(ensemble.pk, (0, 0, 0))) for ensemble in listed]


def _progress(ensemble: Ensemble, chunks: int, done: int, played: int) -> Progress:
    return Progress(
        number=ensemble.number,
        kind=ensemble.kind,
        branch=ensemble.branch.number if ensemble.branch else 0,
        turn=ensemble.turn.number if ensemble.turn else 1,
        keeps_orders=ensemble.keeps_orders,
        change=ensemble.change if ensemble.kind == Ensemble.Kind.WHAT_IF else None,
        policies=ensemble.policies,
        games=ensemble.games,
        futures=ensemble.futures,
        seed=ensemble.seed,
        status=ensemble.status,
        played=played,
        chunks=chunks,
        chunks_played=done,
        asked_at=ensemble.asked_at,
        finished_at=ensemble.finished_at,
    )
