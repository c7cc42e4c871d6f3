"""Taking back what was pressed too soon, while nothing has been built on it: the close of orders, the reveal."""

from datetime import datetime

from wargame.exercises import notices, record_chain
from wargame.exercises.control.domain import closed_by_hand, last_of, revealed_by_hand
from wargame.exercises.control.services import clocks
from wargame.exercises.control_log.services import control
from wargame.exercises.control_log.services.steering import NotInPhase, holding
from wargame.exercises.diplomacy.services import proposals
from wargame.exercises.injects.services import decided_injects
from wargame.exercises.models import ControlEntry, OrderSheet, Participant, Turn, Verdict
from wargame.exercises.turns.domain import seconds_for
from wargame.exercises.turns.services import adjudications

Act = ControlEntry.Act
Status = Turn.Status


def unclose(*, turn: Turn, by: Participant, now: datetime) -> None:
    """Take orders again as if they had not been closed: sheets as they were, and the time that was left.

    Raises `NotInPhase` and `control.NotWhiteCell`.
    """
    with holding(turn, by, Status.ADJUDICATING, Status.REVIEW, Status.FAILED) as held:
        if not closed_by_hand(held):
            raise NotInPhase("The close cannot be taken back: outcomes were judged or argued since. Reopen orders.")
        OrderSheet.objects.filter(turn=held, is_missed=True).delete()
        adjudications.drop_results(turn=held)
        proposals.revive(turn=held)
        clocks.set_clock(held, held.left_seconds)
        decided_injects.steer_again(turn=held)
        exercise = held.branch.exercise
        control.log(exercise=exercise, act=Act.UNCLOSE, by=by, now=now, turn=held)
        notices.publish(exercise_id=exercise.pk, regions=notices.TURN_REOPENED)


def unreveal(*, turn: Turn, by: Participant, now: datetime) -> None:
    """Give results back to the review; what was accepted unread with the reveal is to be judged again.

    Results that people have read stay read, and texts that they wrote stay. Raises `NotInPhase` and
    `control.NotWhiteCell`.
    """
    with holding(turn, by, Status.CLOSED) as held:
        if not revealed_by_hand(held):
            raise NotInPhase("The reveal cannot be taken back: the next turn is open, or the exercise has ended.")
        last = last_of(held, Act.REVEAL)
        if last is not None:
            unread = Verdict.objects.filter(turn=held, at=last.at, reason="", instead_of="")
            record_chain.remove(exercise_id=held.branch.exercise_id, rows=unread)
        Turn.objects.filter(pk=held.pk).update(status=Status.REVIEW, discussed_at=None)
        clocks.set_clock(held, seconds_for(held, "review"))
        exercise = held.branch.exercise
        control.log(exercise=exercise, act=Act.UNREVEAL, by=by, now=now, turn=held)
        notices.publish_progress(turn=held, regions=notices.TURN_OPENED)
