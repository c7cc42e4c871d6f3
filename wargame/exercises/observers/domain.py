"""The people who may note observations, the times, and the objectives."""

from wargame.engine.values import ObjectiveSpec
from wargame.exercises import access, bridge
from wargame.exercises.models import Exercise, Participant


def may_note_now(person: Participant) -> bool:
    """Return whether a person may note an observation now: they have the right, and the exercise runs."""
    return access.may_note(person) and is_noted_in(person.exercise)


def is_noted_in(exercise: Exercise) -> bool:
    """Return whether observations can be noted in an exercise now."""
    return exercise.status == Exercise.Status.RUNNING


def aims_for(person: Participant) -> tuple[ObjectiveSpec, ...]:
    """Return the objectives about which a person may note observations.

    The white cell and observers who see everything know all of them. Others know the public ones, and those of the seat
    that they watch.
    """
    aims = bridge.setting_of(person.exercise).spec.objectives
    knows_all = person.is_white_cell or person.sight == Participant.Sight.ALL
    watched = person.watched.role if person.watched else ""
    return tuple(aim for aim in aims if knows_all or aim.public or aim.seat == watched)
