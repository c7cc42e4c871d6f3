"""The URL of the page where a person is needed now."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from wargame.exercises import access
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn
from wargame.web.htmx import HtmxHttpRequest


def of(person: Participant) -> str:
    """Return the URL of the page where a person is needed now: the lobby, the room, or the page of their seat's turn.

    For an exercise that was ended in its lobby, this is the list of exercises, which says so.
    """
    exercise = person.exercise
    if exercise.current_branch_id is None and exercise.status != Exercise.Status.LOBBY:
        return reverse("exercises")
    if page := _page_beside_seats(person):
        return reverse(page, args=[exercise.code])
    return now(access.reader_of(person).seat)


def of_turn(person: Participant, turn: Turn) -> str:
    """Return the same URL as `of` for an exercise that has begun, without a query for the latest turn."""
    page = _page_beside_seats(person)
    return reverse(page, args=[person.exercise.code]) if page else _page_of(person.exercise, turn.branch, turn)


def _page_beside_seats(person: Participant) -> str:
    """Return the name of the page of a person without a seat; "" if the page of a turn is right for them."""
    exercise = person.exercise
    if exercise.status == Exercise.Status.LOBBY:
        return "lobby"
    if person.part == Participant.Part.OBSERVER:
        return "watch"
    if person.is_white_cell:
        return "room" if exercise.mode == Exercise.Mode.CLASS else ""
    return "lobby" if person.seat is None and exercise.status != Exercise.Status.ENDED else ""


def now(seat: Seat) -> str:
    """Return the same URL as `at`, for the last turn of the seat's line."""
    line = access.branch_for(seat)
    return at(seat, line, access.latest_turn_for(seat, line))


def at(seat: Seat, line: Branch, turn: Turn) -> str:
    """Return the URL for a turn: the play page if it is under way, else its results, or the ending.

    For an exercise that was ended early, this is the ending page, which shows how things stood.
    """
    return _page_of(seat.exercise, line, turn)


def _page_of(exercise: Exercise, line: Branch, turn: Turn) -> str:
    if turn.status == Turn.Status.STOPPED or access.was_ended_early(exercise):
        return reverse("ending", args=[exercise.code])
    if turn.is_under_way:
        return reverse("play", args=[exercise.code])
    if line.is_finished:
        return reverse("ending", args=[exercise.code])
    return reverse("results", args=[exercise.code, turn.number])


def go(request: HtmxHttpRequest, address: str) -> HttpResponse:
    """Redirect the whole page, also when htmx asked for a part of it only."""
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return redirect(address)
