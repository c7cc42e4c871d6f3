"""Seats and people: who somebody is in an exercise, and which seat they decide for or read from."""

from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from structlog.contextvars import bind_contextvars

from wargame.exercises.codes import normal_code
from wargame.exercises.models import Exercise, Participant, Seat, Series
from wargame.web.clocks import zone_of

MISSING = "There is no such exercise, or it is not yours."

Visitor = AbstractBaseUser | AnonymousUser


class Reader(NamedTuple):
    """A seat that is read from; `part` is what its reader is in the exercise, "" for whoever sits in it."""

    seat: Seat
    part: str = ""


def seat_for(user: Visitor, code: str, role: str = "") -> Seat:
    """The seat that the user decides for in an exercise that has begun, with version and current branch at hand.

    That is the one they sit in. The one person of a sandbox names the seat: the first by role where `role` is "".
    """
    return seat_decided_by(participant_for(user, code), role)


def seat_and_person(user: Visitor, code: str, role: str = "") -> tuple[Seat, Participant]:
    """The seat that the user decides for, as `seat_for` gives it, and who they are there, by one query."""
    person = participant_for(user, code)
    return seat_decided_by(person, role), person


def seat_decided_by(person: Participant, role: str = "") -> Seat:
    """The seat that somebody decides for, as `seat_for` gives it; asks the database in a sandbox alone."""
    seat, exercise = person.seat, person.exercise
    if seat is None:
        if not person.is_white_cell:
            raise Http404(MISSING)
        seats = begun_seats().filter(exercise_id=person.exercise_id, exercise__mode=Exercise.Mode.SANDBOX)
        return seat_named(seats, role)
    if exercise.status == Exercise.Status.LOBBY or exercise.current_branch_id is None:
        raise Http404(MISSING)
    seat.exercise = exercise
    return seat


def seats_of(user: Visitor) -> QuerySet[Seat]:
    """Every seat the user sits in, of the exercises that have begun, newest exercise first."""
    seats = begun_seats().order_by("-exercise__created_at", "-exercise__pk")
    return seats.filter(people__user_id=user.pk) if user.is_authenticated else seats.none()


def seat_of(person: Participant, role: str) -> Seat:
    """Any seat of an exercise that has begun, by role, for a member of its white cell."""
    seat = begun_seats().filter(exercise_id=person.exercise_id, role=role).first()
    if seat is None or not person.is_white_cell:
        raise Http404(MISSING)
    return seat


def seat_named(seats: QuerySet[Seat], role: str) -> Seat:
    seat = (seats.filter(role=role) if role else seats.order_by("role")).first()
    if seat is None:
        raise Http404(MISSING)
    return seat


def begun_seats() -> QuerySet[Seat]:
    related = ("exercise__scenario_version__scenario", "exercise__current_branch")
    # What was ended in its lobby never got a line to play.
    begun = Seat.objects.exclude(exercise__status=Exercise.Status.LOBBY).exclude(exercise__current_branch=None)
    seats = begun.select_related(*related)
    return seats.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")


def reader_for(user: Visitor, code: str, role: str = "") -> Reader:
    """As which seat the user reads: the one that they decide for.

    Once an exercise has ended all who took part may read it. Those who decided for no seat name one; without a name it
    is the first by role.
    """
    return reader_of(participant_for(user, code), role)


def reader_of(person: Participant, role: str = "") -> Reader:
    """Whose eyes somebody reads with, as `reader_for` says it."""
    decides = person.seat_id is not None or person.exercise.mode == Exercise.Mode.SANDBOX
    if decides or person.exercise.status != Exercise.Status.ENDED:
        return Reader(seat_decided_by(person, role))
    return Reader(
        seat_named(begun_seats().filter(exercise_id=person.exercise_id), role), person.get_part_display().capitalize()
    )


def log_reader_of(person: Participant, role: str = "") -> tuple[Reader, bool]:
    """As `reader_of`, and whether it is the white cell of a class that is being played, which may know everything.

    The white cell names the seat with whose view it compares.
    """
    exercise = person.exercise
    is_played = exercise.mode == Exercise.Mode.CLASS and exercise.status == Exercise.Status.RUNNING
    if not (person.is_white_cell and is_played):
        return reader_of(person, role), False
    seat = seat_named(begun_seats().filter(exercise_id=person.exercise_id), role)
    return Reader(seat, person.get_part_display().capitalize()), True


def participant_for(user: Visitor, code: str) -> Participant:
    """Who the user is in the exercise, whatever their part; 404 for strangers and for whoever left or was removed."""
    # Each request of a class asks this, and Django takes ten times as long to write the question as the database to
    # answer it: nothing is joined that most requests do not read, and `get` sorts nothing, as there is one at most.
    try:
        person = _taking_part(user).get(exercise__code=normal_code(code) or "-")
    except Participant.DoesNotExist:
        raise Http404(MISSING) from None
    bind_contextvars(exercise=person.exercise_id)
    # Whatever this request tells of real time is read where the exercise is; `ExerciseAnswers` ends it.
    timezone.activate(zone_of(person.exercise.time_zone))
    return person


def require_white_cell(user: Visitor, code: str) -> Participant:
    """The user as a member of the exercise's white cell, with the exercise at hand."""
    person = participant_for(user, code)
    if not person.is_white_cell:
        raise Http404(MISSING)
    return person


def briefed_in(user: Visitor, code: str, role: str) -> Exercise:
    """The exercise in which the user reads the whole briefing of a seat: their own, and each for its white cell."""
    person = participant_for(user, code)
    if not person.is_white_cell and (person.seat is None or person.seat.role != role):
        raise Http404(MISSING)
    return person.exercise


def participations_of(user: Visitor) -> QuerySet[Participant]:
    """Every exercise that the user takes part in, newest first."""
    people = _taking_part(user).select_related("watched", "exercise__series")
    return people.order_by("-exercise__created_at", "-exercise__pk")


def _taking_part(user: Visitor) -> QuerySet[Participant]:
    related = ("scenario_version__scenario", "current_branch")
    people = Participant.objects.select_related("seat", *(f"exercise__{name}" for name in related))
    people = people.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")
    return people.filter(user_id=user.pk, left_at=None) if user.is_authenticated else people.none()


def groups_for(user: Visitor, code: str) -> tuple[Series, list[Participant]]:
    """A series with the user as the white cell of each of its groups, in their order; 404 where they lead none."""
    series = Series.objects.filter(code=normal_code(code) or "-").first()
    leading = participations_of(user).filter(exercise__series=series, part=Participant.Part.WHITE_CELL)
    leaders = list(leading.order_by("exercise__pk")) if series else []
    if series is None or not leaders:
        raise Http404(MISSING)
    return series, leaders
