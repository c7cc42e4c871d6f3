"""In a sandbox, one person orders for every seat. Keeps in the session which seat this browser is at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wargame.exercises import access
from wargame.exercises.codes import normal_code
from wargame.exercises.models import Branch, Exercise, OrderSheet, Participant, Seat, Turn
from wargame.exercises.navigation import addresses, query
from wargame.exercises.navigation.forms import SeatForm

SEAT_EYES = "seat"
_KEPT = "sandbox_seats"


def seat_for(request: HttpRequest, code: str) -> Seat:
    """Return the seat that the user decides for; in a sandbox, the seat that this browser is at."""
    return access.seat_for(request.user, code, _turned_to(request, code))


def reader_for(request: HttpRequest, code: str) -> access.Reader:
    """Return the seat as which the user reads; in a sandbox, the seat that this browser is at."""
    return access.reader_for(request.user, code, _turned_to(request, code))


def picking_reader_for(request: HttpRequest, code: str) -> access.Reader:
    """Return the same as `reader_for`, but let a user without a seat choose one by the query parameter `eyes`."""
    return access.reader_for(request.user, code, query.word(request, "eyes").upper() or _turned_to(request, code))


def reader_of(request: HttpRequest, person: Participant) -> access.Reader:
    """Return the same as `reader_for`, for a user whose participant row is loaded."""
    return access.reader_of(person, _turned_to(request, person.exercise.code))


def reading(request: HttpRequest, code: str) -> access.LogReader:
    """Return the way in which the user reads the played turns, by the query: `b` is the branch, `as=seat` a seat's
    view, `eyes` whose.

    A user with a seat always reads as that seat; in a sandbox, as the seat that this browser is at.
    """
    person = access.participant_for(request.user, code)
    role = query.word(request, "eyes").upper() or _turned_to(request, code)
    as_seat = query.word(request, "as") == SEAT_EYES
    return access.reading(person, role=role, number=query.number(request, "b"), as_seat=as_seat)


def seat_and_person(request: HttpRequest, code: str) -> tuple[Seat, Participant]:
    """Return the same as `seat_for`, and the user's participant row."""
    return access.seat_and_person(request.user, code, _turned_to(request, code))


def seat_decided_by(request: HttpRequest, person: Participant) -> Seat:
    """Return the same as `seat_for`, for a user whose participant row is loaded."""
    return access.seat_decided_by(person, _turned_to(request, person.exercise.code))


@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """Change to another seat of a sandbox."""
    form = SeatForm(request.POST)
    role = form.cleaned_data["role"].upper() if form.is_valid() else ""
    seat = access.seat_for(request.user, code, role)
    _keep(request, seat)
    return redirect(addresses.now(seat))


def move_on(request: HttpRequest, seat: Seat, turn: Turn) -> None:
    """In a sandbox, change to the next seat that still has to submit, if there is one."""
    if seat.exercise.mode != Exercise.Mode.SANDBOX:
        return
    ready = OrderSheet.objects.filter(turn=turn, is_ready=True)
    writing = seat.exercise.seats.filter(policy="").exclude(sheets__in=ready).order_by("role")
    following = writing.filter(role__gt=seat.role).first() or writing.first()
    if following:
        _keep(request, following)


def _turned_to(request: HttpRequest, code: str) -> str:
    kept: dict[str, str] = request.session.get(_KEPT, {})
    return kept.get(normal_code(code), "")


def _keep(request: HttpRequest, seat: Seat) -> None:
    request.session[_KEPT] = request.session.get(_KEPT, {}) | {seat.exercise.code: seat.role}


def turn_for(request: HttpRequest, code: str, number: int) -> tuple[Seat, Branch, Turn]:
    """Return the seat, the line that the query names (by default the current one), and the turn in it."""
    seat = seat_for(request, code)
    line = access.branch_for(seat, query.number(request, "b"))
    return seat, line, access.turn_for(seat, number, line)
