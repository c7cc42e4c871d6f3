"""How far an ensemble is: counted in its chunks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from wargame.analysis.models import Ensemble


@dataclass(frozen=True)
class Progress:
    """An ensemble as it was asked for, and how many of its games are played."""

    number: int
    branch: int
    turn: int
    keeps_orders: bool
    policies: dict[str, str]
    games: int
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
        """Tells this state apart from the next."""
        return f"{self.status}-{self.played}"


def progress_of(ensemble: Ensemble) -> Progress:
    """How far the ensemble is now."""
    counted = ensemble.chunks.aggregate(
        chunks=Count("pk"), done=Count("pk", filter=Q(is_played=True)), games=Sum("games", filter=Q(is_played=True))
    )
    return Progress(
        number=ensemble.number,
        branch=ensemble.branch.number,
        turn=ensemble.turn.number,
        keeps_orders=ensemble.keeps_orders,
        policies=ensemble.policies,
        games=ensemble.games,
        seed=ensemble.seed,
        status=ensemble.status,
        played=counted["games"] or 0,
        chunks=counted["chunks"],
        chunks_played=counted["done"],
        asked_at=ensemble.asked_at,
        finished_at=ensemble.finished_at,
    )
