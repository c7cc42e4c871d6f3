"""The white cell's acts that can still be taken back, and the names of the times of a turn."""

from wargame.exercises.models import Argument, Branch, ControlEntry, Exercise, Message, Turn, Verdict
from wargame.exercises.review.domain.moved_figures import moved_in
from wargame.exercises.turns.domain import is_followed

Act = ControlEntry.Act
Status = Turn.Status

TIMER_WORDS = {
    "brief": "Brief",
    "orders": "Orders",
    "grace": "Grace",
    "review": "Review",
    "reveal": "Reveal",
    "discuss": "Discuss",
}
"""The names of the timed parts (`turns.domain.TIMERS`), as pages say them."""


def closed_by_hand(turn: Turn) -> bool:
    """Return whether the close of orders can be taken back: a person closed them, and nobody has judged since."""
    if turn.status not in (Status.ADJUDICATING, Status.REVIEW, Status.FAILED):
        return False
    last = last_of(turn, Act.CLOSE, Act.REOPEN, Act.UNCLOSE)
    asked = Message.objects.filter(turn=turn).exclude(about="")
    built = (Verdict.objects.filter(turn=turn), Argument.objects.filter(turn=turn), asked)
    return _is_by_hand(last, Act.CLOSE) and not moved_in(turn) and not any(each.exists() for each in built)


def revealed_by_hand(turn: Turn) -> bool:
    """Return whether the reveal can be taken back: somebody pressed it, the exercise goes on, and no turn follows."""
    if turn.status != Status.CLOSED or turn.branch.exercise.status != Exercise.Status.RUNNING:
        return False
    if is_followed(turn) or turn.next_world is None or Branch.objects.filter(parent_turn=turn).exists():
        return False
    return _is_by_hand(last_of(turn, Act.REVEAL, Act.UNREVEAL), Act.REVEAL)


def last_of(turn: Turn, *acts: Act) -> ControlEntry | None:
    """Return the last of some acts that was done with a turn."""
    return ControlEntry.objects.filter(turn=turn, act__in=acts).order_by("pk").last()


def _is_by_hand(entry: ControlEntry | None, act: Act) -> bool:
    return entry is not None and entry.act == act and entry.by_id is not None
