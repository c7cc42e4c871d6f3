"""Where an exercise stands, as an address."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from wargame.exercises import access
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn
from wargame.web.htmx import HtmxHttpRequest


def of(person: Participant) -> str:
    """The page where a person is wanted now: lobby, room, or the page of their seat's turn.

    Of an exercise that was ended in its lobby there is nothing to see: the list of exercises, which says so.
    """
    exercise = person.exercise
    if exercise.current_branch_id is None and exercise.status != Exercise.Status.LOBBY:
        return reverse("exercises")
    if page := _page_beside_seats(person):
        return reverse(page, args=[exercise.code])
    return now(access.reader_of(person).seat)


def of_turn(person: Participant, turn: Turn) -> str:
    """As `of` in an exercise that has begun, without asking which turn its line has reached."""
    page = _page_beside_seats(person)
    return reverse(page, args=[person.exercise.code]) if page else _page_of(person.exercise, turn.branch, turn)


def _page_beside_seats(person: Participant) -> str:
    """The page of a person without a seat; "" for people with one, and for those who waited for one until the end."""
    exercise = person.exercise
    if exercise.status == Exercise.Status.LOBBY:
        return "lobby"
    if person.part == Participant.Part.OBSERVER:
        return "watch"
    if person.is_white_cell:
        return "room" if exercise.mode == Exercise.Mode.CLASS else ""
    return "lobby" if person.seat is None and exercise.status != Exercise.Status.ENDED else ""


def now(seat: Seat) -> str:
    """As `at`, for the turn that the seat's line has reached."""
    line = access.branch_for(seat)
    return at(seat, line, access.latest_turn_for(seat, line))


def at(seat: Seat, line: Branch, turn: Turn) -> str:
    """The page of the turn that is read or open, of results that are on their way, or of the ending.

    Where an exercise was ended early, how things stood then.
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
    """Sends the whole page there, also when only a part of it was asked for."""
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return redirect(address)
