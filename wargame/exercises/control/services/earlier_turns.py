"""Plays the turns before the one with which a class begins: by the record, and by the AI where the record is silent."""

from collections.abc import Sequence
from datetime import datetime

from wargame import engine
from wargame.exercises import bridge
from wargame.exercises.injects.services import injects
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.turns.services import adjudications, openings

RECORD = "historical"
"""The policy that does what its state did on the day, as far as the rules still allow it."""


class OverBefore(ValueError):
    """The game ends before the turn with which it should begin. Nothing has been started."""


def play(*, branch: Branch, seats: Sequence[Seat], world: engine.World, now: datetime) -> engine.World:
    """Play the turns before the first of the exercise with its dice, and return the world of its first turn.

    They are turns like all others, so that log, replay and archive read them as such: `seats` have policies in them,
    and their own again afterwards. Needs a transaction. Raises OverBefore.
    """
    exercise = branch.exercise
    recorded = {act.seat for act in bridge.setting_of(exercise).spec.record}
    own = {seat.pk: seat.policy for seat in seats}
    for seat in seats:
        seat.policy = _policy_of(seat, recorded)
    Seat.objects.bulk_update(seats, ["policy"])
    for number in range(1, exercise.first_turn):
        result = _play_turn(branch, openings.prepare(exercise=exercise, world=world, seats=seats), now)
        if result.ending:
            raise OverBefore(f"The game would end in turn {number}. Choose an earlier turn to begin with.")
        world = result.adjudication.world
    for seat in seats:
        seat.policy = own[seat.pk]
    Seat.objects.bulk_update(seats, ["policy"])
    return world


def _policy_of(seat: Seat, recorded: set[str]) -> str:
    """Return the policy of a seat in turns that nobody plays: the record's, or the AI's where the record has none."""
    if seat.is_left_out:
        return seat.policy
    return RECORD if seat.role in recorded else seat.standby


def _play_turn(branch: Branch, prepared: openings.Opening, now: datetime) -> adjudications.Result:
    """Open a turn, adjudicate it, and return what came of it. Its results are everybody's at once."""
    stored = openings.store(branch=branch, prepared=prepared, now=now)
    injects.open_with(turn=stored, now=now)
    Turn.objects.filter(pk=stored.pk).update(status=Turn.Status.ADJUDICATING, closed_at=now)
    turn = Turn.objects.with_exercise().get(pk=stored.pk)
    result = adjudications.compute(turn=turn)
    adjudications.take(turn=turn, result=result, now=now)
    adjudications.write_ledger(turn=turn, result=result)
    # Nobody reviews what happened before, and the next turn opens at once.
    Turn.objects.filter(pk=turn.pk).update(status=Turn.Status.CLOSED, deadline=None, next_world=None)
    return result
