"""What observers and the white cell may note, and when."""

from wargame.engine.values import ObjectiveSpec
from wargame.exercises import access, bridge
from wargame.exercises.models import Exercise, Participant


def may_note_now(person: Participant) -> bool:
    """Whether somebody may note an observation now: who is let, while the exercise runs."""
    return access.may_note(person) and is_noted_in(person.exercise)


def is_noted_in(exercise: Exercise) -> bool:
    """Whether observations are noted in an exercise now."""
    return exercise.status == Exercise.Status.RUNNING


def aims_for(person: Participant) -> tuple[ObjectiveSpec, ...]:
    """The objectives by which somebody notes: what a seat does not tell of its aims, no observer of it learns here.

    Who sees everything knows all of them, who sees what a seat sees its own too.
    """
    aims = bridge.setting_of(person.exercise.scenario_version).spec.objectives
    knows_all = person.is_white_cell or person.sight == Participant.Sight.ALL
    watched = person.watched.role if person.watched else ""
    return tuple(aim for aim in aims if knows_all or aim.public or aim.seat == watched)
