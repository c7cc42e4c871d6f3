"""One round of the turnkeeper: what makes sure that no turn waits for a message that got lost."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from structlog.contextvars import bound_contextvars

from wargame import database_clock, leases
from wargame.exercises import enqueue, heartbeats
from wargame.exercises.control.services import phases
from wargame.exercises.models import Heartbeat, Turn
from wargame.exercises.turns.services import turns

NAME = Heartbeat.TURNKEEPER
MISSED_SECONDS = 2.5
"""When the turnkeeper's last beat is older, others keep deadlines as well; that two do it does no harm."""
PATIENCE = 2 * Turn.LONGEST_LEASE
GRACE = timedelta(seconds=1)
"""So long after a deadline the turnkeeper has the first go."""
SHORTEST_PAUSE = timedelta(seconds=leases.BACK_OFF_SECONDS)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """The work of one round: phases ended whose time was up, hints sent again, turns resolved here."""

    ran_out: int
    hinted: int
    resolved: int


def run_round(*, now: datetime) -> Round:
    """End phases whose time is up; wakes workers for waiting ones, and resolves here what has waited too long."""
    heartbeats.beat(NAME)
    ran_out = keep_deadlines(now=now)
    ran_out += sum(_ends(phases.close_after_moves, turn=turn, now=now) for turn in phases.settled_after_moves(now))
    hinted = resolved = 0
    is_broker_up = True
    for turn in Turn.objects.due().defer("world", "outcomes"):
        with _by_itself(turn):
            heartbeats.beat_again(NAME)
            # As long again as it has waited: each pause doubles the last, and a worker's queue is not flooded.
            if not leases.book(row=turn, pause=max(turn.waited, SHORTEST_PAUSE)):
                continue
            # Less than no time has passed where the database's clock was set back, and nobody knows how long it was.
            if not is_broker_up or not timedelta(0) <= turn.waited <= PATIENCE:
                resolved += isinstance(turns.resolve(turn_id=turn.pk, now=now), turns.Resolved)
            else:
                # One refusal is enough to know: each costs up to the broker's timeout.
                is_broker_up = enqueue.hint(turn_id=turn.pk)
                hinted += is_broker_up
    return Round(ran_out, hinted, resolved)


def keep_deadlines(*, now: datetime) -> int:
    """End all phases whose time is up; return their number."""
    return sum(_ends(phases.run_out, turn=turn, now=now) for turn in Turn.objects.overdue().only("pk"))


def stand_in(*, now: datetime) -> int:
    """Keep deadlines if the turnkeeper does not; return the number of phases that ended."""
    age = heartbeats.ages().get(NAME)
    return keep_deadlines(now=now) if age is None or age > MISSED_SECONDS else 0


def keep_if_overdue(*, turn: Turn, now: datetime) -> bool:
    """End the phase of a turn that a person looks at if its time is up and nothing ended it; return whether it did.

    It costs no query while deadlines are kept, because the page has read the turn's row.
    """
    if not turn.is_under_way or turn.deadline is None or now < turn.deadline + GRACE:
        return False
    return _ends(phases.run_out, turn=turn, now=now)


def seconds_to_deadline() -> float | None:
    """Return the seconds until the next phase runs out, by the database's clock; None where no clock runs any more."""
    running = Turn.objects.filter(status__in=Turn.TIMED, deadline__gt=database_clock.now()).order_by("deadline")
    left = running.values_list(F("deadline") - database_clock.now(), flat=True).first()
    return None if left is None else left.total_seconds()


def _ends(act: Callable[..., bool], *, turn: Turn, now: datetime) -> bool:
    """Return whether a phase was ended."""
    with bound_contextvars(turn=turn.pk):
        try:
            return act(turn=turn, now=now)
        except Exception:
            logger.exception("The phase of turn %s could not be ended", turn.pk)
            return False


@contextmanager
def _by_itself(turn: Turn) -> Iterator[None]:
    """Suppress a failure for one turn: the next round tries again, and the other exercises go on."""
    with bound_contextvars(turn=turn.pk):
        try:
            yield
        except Exception:
            logger.exception("Turn %s could not be kept in this round", turn.pk)
