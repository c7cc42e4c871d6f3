"""Which channels of notices the pages of a person listen to."""

from django.http import Http404

from wargame.exercises.access.seats import MISSING, Visitor, participations_of
from wargame.exercises.models import Exercise, Participant, Seat


def channels_for(user: Visitor, exercise: Exercise) -> tuple[str, ...]:
    """What the user's pages of an exercise listen to, to be signed by `live.address_of`; 404 for strangers."""
    person = participations_of(user).filter(exercise_id=exercise.pk).first()
    if person is None:
        raise Http404(MISSING)
    return channels_of(person)


def channels_of(person: Participant) -> tuple[str, ...]:
    """The channels that the pages of a person listen to: of all, of their seat, their own, of the white cell's room.

    Observers who see the exercise some turns later hear only of what they may see by now.
    """
    if is_delayed(person):
        return (channel_of_watchers(person.exercise_id), channel_of_person(person))
    seats = [channel_of_seat(person.seat)] if person.seat else []
    if person.is_white_cell:
        seats = [channel_of_seat(seat) for seat in person.exercise.seats.all()]
        seats.append(channel_of_room(person.exercise_id))
    return (channel_of(person.exercise_id), channel_of_person(person), *seats)


def channel_of(exercise_id: int) -> str:
    """What everybody in an exercise hears."""
    return f"exercise:{exercise_id}"


def is_delayed(person: Participant) -> bool:
    """Whether somebody sees the exercise some turns later than those who play it."""
    exercise = person.exercise
    is_behind = exercise.observer_delay > 0 and exercise.status == Exercise.Status.RUNNING
    return is_behind and person.part == Participant.Part.OBSERVER


def channel_of_watchers(exercise_id: int) -> str:
    """The channel of observers who see everything later."""
    return f"exercise:{exercise_id}:watchers"


def channel_of_room(exercise_id: int) -> str:
    """What the white cell hears."""
    return f"exercise:{exercise_id}:room"


def channel_of_seat(seat: Seat) -> str:
    """What the people in a seat hear."""
    return f"exercise:{seat.exercise_id}:seat:{seat.role}"


def channel_of_person(person: Participant) -> str:
    """What one person hears, and what ends when they go."""
    return f"exercise:{person.exercise_id}:person:{person.pk}"
