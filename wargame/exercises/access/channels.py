"""The channels of notices to which the pages of a person are subscribed."""

from django.http import Http404

from wargame.exercises.access.seats import MISSING, Visitor, participations_of
from wargame.exercises.models import Exercise, Participant, Seat


def channels_for(user: Visitor, exercise: Exercise) -> tuple[str, ...]:
    """Return the channels for the user's pages of an exercise, for `live.address_of` to sign.

    Raises Http404 for strangers.
    """
    person = participations_of(user).filter(exercise_id=exercise.pk).first()
    if person is None:
        raise Http404(MISSING)
    return channels_of(person)


def channels_of(person: Participant) -> tuple[str, ...]:
    """Return the channels for the pages of a person: of everybody, of their seat, their own, of the white cell.

    Observers who see the exercise some turns later get notices only of turns that they may see already.
    """
    if is_delayed(person):
        return (channel_of_watchers(person.exercise_id), channel_of_person(person))
    seats = [channel_of_seat(person.seat)] if person.seat else []
    if person.is_white_cell:
        seats = [channel_of_seat(seat) for seat in person.exercise.seats.all()]
        seats.append(channel_of_room(person.exercise_id))
    return (channel_of(person.exercise_id), channel_of_person(person), *seats)


def channel_of(exercise_id: int) -> str:
    """Return the channel for everybody in an exercise."""
    return f"exercise:{exercise_id}"


def is_delayed(person: Participant) -> bool:
    """Return whether a person observes the exercise some turns later than those who play it."""
    exercise = person.exercise
    is_behind = exercise.observer_delay > 0 and exercise.status == Exercise.Status.RUNNING
    return is_behind and person.part == Participant.Part.OBSERVER


def channel_of_watchers(exercise_id: int) -> str:
    """Return the channel for observers who see everything later."""
    return f"exercise:{exercise_id}:watchers"


def channel_of_room(exercise_id: int) -> str:
    """Return the channel for the white cell."""
    return f"exercise:{exercise_id}:room"


def channel_of_seat(seat: Seat) -> str:
    """Return the channel for the people in a seat."""
    return f"exercise:{seat.exercise_id}:seat:{seat.role}"


def channel_of_person(person: Participant) -> str:
    """Return the channel for one person. Notices on it also tell them when they have been removed."""
    return f"exercise:{person.exercise_id}:person:{person.pk}"
