"""The start and the end of an exercise with a class."""

from datetime import datetime

from wargame.exercises import notices
from wargame.exercises.control.services import earlier_turns, phases
from wargame.exercises.control_log.services import control
from wargame.exercises.injects.services import injects
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn
from wargame.exercises.turns.services import openings


class AlreadyStarted(ValueError):
    """It cannot be done, because the exercise has left its lobby."""


class AlreadyEnded(ValueError):
    """It cannot be done, because the exercise has ended."""


def start(*, exercise: Exercise, by: Participant, now: datetime, fills_empty: bool = True) -> Turn:
    """Open the first turn. Seats without people go to their standby policy, or wait for people where not `fills_empty`.

    Raises `AlreadyStarted`, `earlier_turns.OverBefore` and `control.NotWhiteCell`.
    """
    world = openings.world_for(exercise=exercise)
    # Policies take their time to decide: not under the lock, unless somebody sat down or left meanwhile.
    guess = openings.prepare(exercise=exercise, world=world, seats=_posts(exercise, fills_empty=fills_empty))
    with control.leading(by=by, exercise=exercise) as locked:
        refuse_begun(locked)
        seats = _posts(locked, fills_empty=fills_empty)
        branch = Branch.objects.create(exercise=locked, number=1, name="Main line", created_at=now)
        if locked.first_turn > 1:
            world = earlier_turns.play(branch=branch, seats=seats, world=world, now=now)
            guess = openings.prepare(exercise=locked, world=world, seats=seats)
        prepared = openings.confirmed(guess=guess, exercise=locked, seats=seats)
        Seat.objects.bulk_update(seats, ["policy"])
        turn = phases.open_turn(branch=branch, prepared=prepared, now=now)
        injects.open_with(turn=turn, now=now)
        locked.current_branch, locked.status = branch, Exercise.Status.RUNNING
        locked.save(update_fields=["current_branch", "status"])
        control.log(exercise=locked, act=control.Act.START, by=by, now=now, turn=turn)
        notices.publish(exercise_id=locked.pk, regions=notices.LOBBY + notices.TURN_OPENED)
        notices.part_watchers(exercise=locked)
    return turn


def end(*, exercise: Exercise, by: Participant, reason: str, now: datetime) -> None:
    """End the exercise for everybody; a turn that is under way is stopped. Raises `AlreadyEnded`, `NotWhiteCell`."""
    with control.leading(by=by, exercise=exercise):
        running = Exercise.objects.filter(pk=exercise.pk).exclude(status=Exercise.Status.ENDED)
        if not running.update(status=Exercise.Status.ENDED, ended_at=now):
            raise AlreadyEnded("This exercise has ended already.")
        Turn.objects.filter(branch__exercise=exercise).exclude(status=Turn.Status.CLOSED).update(
            status=Turn.Status.STOPPED,
            deadline=None,
            paused_at=None,
            left_seconds=None,
            next_enqueue_at=None,
            lease_until=None,
        )
        Turn.objects.filter(branch__exercise=exercise).update(deadline=None)
        control.log(exercise=exercise, act=control.Act.END, by=by, now=now, reason=reason)
        notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY + notices.TURN_OPENED)
        notices.publish_to_watchers(exercise_id=exercise.pk)


def _posts(exercise: Exercise, *, fills_empty: bool) -> list[Seat]:
    """Return the seats as they play from the start: those without people by their standby policy, if a class wants
    that."""
    taken = set(exercise.participants.exclude(seat=None).values_list("seat", flat=True))
    seats = list(exercise.seats.all())
    if fills_empty and exercise.mode == Exercise.Mode.CLASS:
        for seat in seats:
            seat.policy = seat.policy if seat.pk in taken else seat.policy or seat.standby
    return seats


def refuse_begun(exercise: Exercise) -> None:
    """Refuse an act that belongs to the lobby. Raises `AlreadyStarted` and `AlreadyEnded`."""
    refuse_ended(exercise)
    if exercise.status != Exercise.Status.LOBBY:
        raise AlreadyStarted("This exercise has started already.")


def refuse_ended(exercise: Exercise) -> None:
    """Refuse an act for which it is too late. Raises `AlreadyEnded`."""
    if exercise.status == Exercise.Status.ENDED:
        raise AlreadyEnded("This exercise has ended.")
