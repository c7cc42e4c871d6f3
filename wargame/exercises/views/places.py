"""Where an exercise stands, as an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from wargame.exercises import access
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn


def of(person: Participant) -> str:
    """The page where a person is wanted now: lobby, room, or the page of their seat's turn.

    Of an exercise that was ended in its lobby there is nothing to see: the list of exercises, which says so.
    """
    exercise = person.exercise
    if exercise.status == Exercise.Status.LOBBY:
        return reverse("lobby", args=[exercise.code])
    if exercise.current_branch_id is None:
        return reverse("exercises")
    if person.is_white_cell and exercise.mode == Exercise.Mode.CLASS:
        return reverse("room", args=[exercise.code])
    if exercise.status == Exercise.Status.ENDED:
        return now(access.reader_for(person.user, exercise.code).seat)
    if person.seat is None and not person.is_white_cell:
        return reverse("lobby", args=[exercise.code])
    return now(access.seat_for(person.user, exercise.code))


def now(seat: Seat) -> str:
    """As `at`, for the turn that the seat's line has reached."""
    line = access.branch_for(seat)
    return at(seat, line, access.latest_turn_for(seat, line))


def at(seat: Seat, line: Branch, turn: Turn) -> str:
    """The page of the turn that is read or open, of results that are on their way, or of the ending.

    Where an exercise was ended in the middle of a turn, what was played until then.
    """
    if turn.status == Turn.Status.STOPPED:
        return reverse("log", args=[seat.exercise.code])
    if turn.is_under_way:
        return reverse("play", args=[seat.exercise.code])
    if line.is_finished:
        return reverse("ending", args=[seat.exercise.code])
    return reverse("results", args=[seat.exercise.code, turn.number])


def go(request: HttpRequest, address: str) -> HttpResponse:
    """Sends the whole page there, also when only a part of it was asked for."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    return redirect(address)
