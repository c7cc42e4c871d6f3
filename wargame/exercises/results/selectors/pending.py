"""A turn whose results are on their way, or did not come."""

from dataclasses import dataclass
from datetime import datetime

from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.turns.domain import players_retry

SLOW_SECONDS = 5


@dataclass(frozen=True)
class Waiting:
    """`is_failed` when no attempt is left and a person must retry; `is_slow` after a few seconds.

    `may_retry` where the seat's people do that themselves: in a class the white cell does. `is_in_review`: the results
    are there and the white cell reads them first.
    """

    is_failed: bool
    may_retry: bool
    is_slow: bool
    is_in_review: bool
    ready_count: int

    @property
    def asks_every(self) -> int:
        """After how many seconds the page asks again, told or not; 0 where only people can go on.

        Thirty people of a class would ask at once, and are told all the same.
        """
        if self.is_failed or self.is_in_review:
            return 0
        return 1 if self.may_retry else 5

    @property
    def seen(self) -> str:
        """Tells this state apart from the next."""
        if self.is_in_review:
            return "review"
        return "failed" if self.is_failed else "slow" if self.is_slow else "waiting"


def waiting_of(turn: Turn, now: datetime) -> Waiting:
    """How the adjudication of a closed turn stands."""
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
