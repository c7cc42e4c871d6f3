"""A turn whose results are not ready, or whose adjudication failed."""

from dataclasses import dataclass
from datetime import datetime

from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.turns.domain import players_retry

SLOW_SECONDS = 5


@dataclass(frozen=True)
class Waiting:
    """The state of the adjudication.

    `is_failed`: no attempt is left, and a person must retry; `is_slow`: it takes seconds.

    `may_retry`: the seat's people can retry; in a class only the white cell can. `is_in_review`: the results are ready,
    and the white cell reads them first.
    """

    is_failed: bool
    may_retry: bool
    is_slow: bool
    is_in_review: bool
    ready_count: int

    @property
    def asks_every(self) -> int:
        """After how many seconds the page asks again; 0 where only people can continue.

        It is longer in a class, because thirty people would ask at once, and a notice tells them anyway.
        """
        if self.is_failed or self.is_in_review:
            return 0
        return 1 if self.may_retry else 5

    @property
    def seen(self) -> str:
        """A word that differs for each state."""
        if self.is_in_review:
            return "review"
        return "failed" if self.is_failed else "slow" if self.is_slow else "waiting"


def waiting_of(turn: Turn, now: datetime) -> Waiting:
    """Return the state of the adjudication of a closed turn."""
    seconds = (now - turn.closed_at).total_seconds() if turn.closed_at else 0.0
    ready = OrderSheet.objects.filter(turn=turn, is_ready=True).count()
    is_in_review = turn.status == Turn.Status.REVIEW
    return Waiting(
        is_failed=turn.status == Turn.Status.FAILED,
        may_retry=players_retry(turn.branch.exercise),
        is_slow=seconds > SLOW_SECONDS and not is_in_review,
        is_in_review=is_in_review,
        ready_count=ready,
    )
