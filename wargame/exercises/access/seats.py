"""Seats and people: who a user is in an exercise, and which seat they decide for or read as."""

from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from structlog.contextvars import bind_contextvars

from scenarios.selectors import glossary_of
from wargame.exercises.access import rows
from wargame.exercises.access.read_once import read_once
from wargame.exercises.codes import normal_code
from wargame.exercises.models import Exercise, Participant, Seat, Series
from wargame.web.clocks import zone_of
from wargame.web.seats import show_shapes
from wargame.web.words import show_words

MISSING = "There is no such exercise, or it is not yours."

Visitor = AbstractBaseUser | AnonymousUser


class Reader(NamedTuple):
    """A seat whose view is read. `part` is the reader's part in the exercise, "" for a person who holds the seat."""

    seat: Seat
    part: str = ""


def seat_for(user: Visitor, code: str, role: str = "") -> Seat:
    """Return the seat that the user decides for in an exercise that has begun, with its version and current branch
    loaded.

    This is the seat they hold. In a sandbox, `role` chooses the seat, the first by role if it is "". Raises Http404.
    """
    return seat_decided_by(participant_for(user, code), role)


def seat_and_person(user: Visitor, code: str, role: str = "") -> tuple[Seat, Participant]:
    """Return the seat that the user decides for, as `seat_for` does, and their participant row, in one query."""
    person = participant_for(user, code)
    return seat_decided_by(person, role), person


def seat_decided_by(person: Participant, role: str = "") -> Seat:
    """Return the seat that a person decides for, as `seat_for` does. Only a sandbox needs a query for it."""
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
    """Return every seat that the user holds in exercises that have begun, newest exercise first."""
    seats = begun_seats().prefetch_related("exercise__scenario_version__roles")
    seats = seats.order_by("-exercise__created_at", "-exercise__pk")
    return seats.filter(people__user_id=user.pk) if user.is_authenticated else seats.none()


def seat_of(person: Participant, role: str) -> Seat:
    """Return a seat of an exercise that has begun, by role, for a member of its white cell.

    Raises Http404 for others.
    """
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
    # An exercise that was ended in its lobby has no branch.
    begun = Seat.objects.exclude(exercise__status=Exercise.Status.LOBBY).exclude(exercise__current_branch=None)
    seats = begun.select_related(*related)
    return seats.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")


def reader_for(user: Visitor, code: str, role: str = "") -> Reader:
    """Return the seat as which the user reads: the one that they decide for.

    Once an exercise has ended, all who took part may read it. Those who decided for no seat choose one by `role`;
    without it they get the first by role. Raises Http404.
    """
    return reader_of(participant_for(user, code), role)


def reader_of(person: Participant, role: str = "") -> Reader:
    """Return the seat as which a person reads, as `reader_for` does."""
    decides = person.seat_id is not None or person.exercise.mode == Exercise.Mode.SANDBOX
    if decides or person.exercise.status != Exercise.Status.ENDED:
        return Reader(seat_decided_by(person, role))
    return Reader(
        seat_named(begun_seats().filter(exercise_id=person.exercise_id), role), person.get_part_display().capitalize()
    )


def log_reader_of(person: Participant, role: str = "") -> tuple[Reader, bool]:
    """Return the same as `reader_of`, and whether the person is the white cell of a running class, which may know
    everything.

    Such a white cell may choose any seat, to compare full truth with its view.
    """
    exercise = person.exercise
    is_played = exercise.mode == Exercise.Mode.CLASS and exercise.status == Exercise.Status.RUNNING
    if not (person.is_white_cell and is_played):
        return reader_of(person, role), False
    seat = seat_named(begun_seats().filter(exercise_id=person.exercise_id), role)
    return Reader(seat, person.get_part_display().capitalize()), True


def participant_for(user: Visitor, code: str) -> Participant:
    """Return the user's participant row in the exercise.

    Raises Http404 for strangers and for people who left or were removed.
    """
    code = normal_code(code) or "-"
    try:
        person = read_once(("participant", user.pk, code), lambda: rows.person_of(user.pk or 0, code))
    except Participant.DoesNotExist:
        raise Http404(MISSING) from None
    bind_contextvars(exercise=person.exercise_id)
    # Real times in this request are shown in the exercise's time zone, seats in its scenario's shapes; texts explain
    # its words; `ExerciseAnswers` ends all of that.
    timezone.activate(zone_of(person.exercise.time_zone))
    version = person.exercise.scenario_version
    show_shapes(version.shapes)
    show_words(lambda: glossary_of(version))
    return person


def require_white_cell(user: Visitor, code: str) -> Participant:
    """Return the user as a member of the exercise's white cell, with the exercise loaded. Raises Http404 for others."""
    person = participant_for(user, code)
    if not person.is_white_cell:
        raise Http404(MISSING)
    return person


def require_owner(user: Visitor, code: str) -> Participant:
    """Return the user as somebody to whom the exercise belongs: its white cell, or whoever began it.

    Raises Http404 for others.
    """
    person = participant_for(user, code)
    if not person.is_white_cell and person.exercise.created_by_id != user.pk:
        raise Http404(MISSING)
    return person


def briefed_in(user: Visitor, code: str, role: str) -> tuple[Exercise, bool]:
    """Return the exercise in which the user may read a seat's briefing, and whether all of it.

    The white cell reads those of all seats, people that of their own; while people may still change seats, all of it
    only once they have said that they stay. Raises Http404.
    """
    person = participant_for(user, code)
    if person.is_white_cell:
        return person.exercise, True
    if person.seat is None or person.seat.role != role:
        raise Http404(MISSING)
    return person.exercise, may_read_briefing(person)


def may_read_briefing(person: Participant) -> bool:
    """Return whether a person may read the whole briefing of the seat that they hold.

    While people may still change seats, they may once they have said that they stay.
    """
    begun = person.exercise.status != Exercise.Status.LOBBY
    return person.seat_id is not None and (begun or person.briefed_seat_id == person.seat_id)


def participations_of(user: Visitor) -> QuerySet[Participant]:
    """Return the user's participant rows in all exercises that they take part in, newest first."""
    people = _taking_part(user).select_related("watched", "exercise__series")
    return people.order_by("-exercise__created_at", "-exercise__pk")


def is_in_running_class(user: Visitor) -> bool:
    """Return whether the user takes part in a class that is being played."""
    running = {"exercise__mode": Exercise.Mode.CLASS, "exercise__status": Exercise.Status.RUNNING}
    return participations_of(user).filter(**running).exists()


def _taking_part(user: Visitor) -> QuerySet[Participant]:
    related = ("scenario_version__scenario", "current_branch")
    people = Participant.objects.select_related("seat", *(f"exercise__{name}" for name in related))
    people = people.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")
    return people.filter(user_id=user.pk, left_at=None) if user.is_authenticated else people.none()


def groups_for(user: Visitor, code: str) -> tuple[Series, list[Participant]]:
    """Return a series, and the user as white cell of each of its groups, in order. Raises Http404 if they lead none."""
    series = Series.objects.filter(code=normal_code(code) or "-").first()
    leading = participations_of(user).filter(exercise__series=series, part=Participant.Part.WHITE_CELL)
    leaders = list(leading.order_by("exercise__pk")) if series else []
    if series is None or not leaders:
        raise Http404(MISSING)
    show_shapes(leaders[0].exercise.scenario_version.shapes)
    return series, leaders
