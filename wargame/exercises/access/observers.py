"""The turns, results and notes that observers may see, and the number of turns by which they see them later."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from wargame.exercises.access.seats import MISSING, Visitor, begun_seats, participant_for, seat_named, seat_of
from wargame.exercises.access.turns import line_of
from wargame.exercises.models import Exercise, Observation, Participant, Seat, Turn


def observer_for(user: Visitor, code: str) -> Participant:
    """Return the user as an observer of an exercise that has begun. Raises Http404 for everybody else."""
    return observer_of(participant_for(user, code))


def observer_of(person: Participant) -> Participant:
    """Return the person if they observe an exercise that has begun. Raises Http404 for everybody else."""
    if person.part != Participant.Part.OBSERVER or person.exercise.current_branch is None:
        raise Http404(MISSING)
    return person


def watched_turns(person: Participant) -> list[Turn]:
    """Return the turns that an observer may see, newest first: without the last `observer_delay` until the exercise
    ends.
    """
    exercise = person.exercise
    # Worlds are large, and pages show the newest one alone.
    line = Turn.objects.in_line(line_of(exercise)).with_exercise().defer("world", "next_world")
    turns = list(line.order_by("-number"))
    return turns if exercise.status == Exercise.Status.ENDED else turns[exercise.observer_delay :]


def with_results(person: Participant, turns: Iterable[Turn]) -> set[int]:
    """Return the numbers of the turns whose results an observer may see: those that closed at least the delay ago."""
    exercise = person.exercise
    closed = Turn.objects.played_in(line_of(exercise)).count()
    delay = 0 if exercise.status == Exercise.Status.ENDED else exercise.observer_delay
    return {turn.number for turn in turns if turn.is_closed and turn.number <= closed - delay}


def turns_with_results(person: Participant) -> list[Turn]:
    """Return the closed turns whose results the person may see now, oldest first; the white cell sees all of them."""
    if person.is_white_cell:
        closed = Turn.objects.played_in(line_of(person.exercise)).with_exercise()
        return list(closed.defer("world", "next_world"))
    turns = watched_turns(person)
    ended = with_results(person, turns)
    return [turn for turn in reversed(turns) if turn.number in ended]


def seat_viewed_by(person: Participant, role: str) -> Seat:
    """Return the seat that the person may view as: any for the white cell, for an observer the one they were given."""
    if person.is_white_cell:
        return seat_of(person, role)
    return seat_named(begun_seats().filter(exercise_id=person.exercise_id, watchers=person), role)


def may_note(person: Participant) -> bool:
    """Return whether the person may note observations: the white cell may, and observers with that right."""
    return person.left_at is None and (person.is_white_cell or person.may_note)


def observations_for(person: Participant) -> QuerySet[Observation]:
    """Return the observations that a person may read: all for the white cell, and for everybody at the end; else their
    own.
    """
    noted = Observation.objects.filter(turn__branch__exercise=person.exercise_id)
    reads_all = person.is_white_cell or person.exercise.status == Exercise.Status.ENDED
    return noted if reads_all else noted.filter(by=person)
