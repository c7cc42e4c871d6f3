"""Holding a turn while the white cell does something with it: of two acts that collide, one comes first."""

from collections.abc import Iterator
from contextlib import contextmanager

from wargame.exercises.control_log.services import control
from wargame.exercises.models import Participant, Turn


class NotInPhase(ValueError):
    """It cannot be done, because the turn is in another phase; nothing has been changed."""


class Outdated(NotInPhase):
    """It cannot be done, because the results have changed since they were looked at; nothing has been changed."""


@contextmanager
def holding(turn: Turn, by: Participant, *statuses: Turn.Status, seen: str = "") -> Iterator[Turn]:
    """Hold the rows of exercise and turn in a transaction, if `by` may steer and the turn is in such a status.

    `seen` is the digest of the results that were looked at, "" where that does not matter.
    """
    # The exercise's row first, as in takeovers: seats do not change hands while a turn opens.
    with control.leading(by=by, exercise=turn.branch.exercise):
        held = locked(turn)
        if held.status not in statuses:
            raise NotInPhase(f"Turn {held.number} is not where this can be done any more. Look at where it stands now.")
        if seen and seen != held.digest:
            raise Outdated("The results have changed since you looked, by another ruling. Look at them again.")
        yield held


def locked(turn: Turn) -> Turn:
    """Return the turn as it stands now, its row held until the transaction ends."""
    held = Turn.objects.with_exercise().select_for_update(no_key=True, of=("self",))
    return held.get(pk=turn.pk)
