"""In a sandbox one person orders for every seat: which seat they are at, and how they go on to the next."""

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
    """The seat that the visitor decides for; in a sandbox the one that this browser has turned to last."""
    return access.seat_for(request.user, code, _turned_to(request, code))


def reader_for(request: HttpRequest, code: str) -> access.Reader:
    """As which seat the visitor reads; in a sandbox the one that this browser has turned to last."""
    return access.reader_for(request.user, code, _turned_to(request, code))


def picking_reader_for(request: HttpRequest, code: str) -> access.Reader:
    """As `reader_for`, where whoever has no seat may name one in the address."""
    return access.reader_for(request.user, code, query.word(request, "eyes").upper() or _turned_to(request, code))


def reader_of(request: HttpRequest, person: Participant) -> access.Reader:
    """As `reader_for`, of a visitor whose part in the exercise is known."""
    return access.reader_of(person, _turned_to(request, person.exercise.code))


def reading(request: HttpRequest, code: str) -> access.LogReader:
    """How the visitor reads what was played: `b` names the line, `as=seat` a seat's view, `eyes` whose.

    Whoever has a seat reads with its eyes, in a sandbox with those that this browser has turned to last.
    """
    person = access.participant_for(request.user, code)
    role = query.word(request, "eyes").upper() or _turned_to(request, code)
    as_seat = query.word(request, "as") == SEAT_EYES
    return access.reading(person, role=role, number=query.number(request, "b"), as_seat=as_seat)


def seat_and_person(request: HttpRequest, code: str) -> tuple[Seat, Participant]:
    """As `seat_for`, and who the visitor is in the exercise."""
    return access.seat_and_person(request.user, code, _turned_to(request, code))


def seat_decided_by(request: HttpRequest, person: Participant) -> Seat:
    """As `seat_for`, of a visitor whose part in the exercise is known."""
    return access.seat_decided_by(person, _turned_to(request, person.exercise.code))


@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """Turns to another seat of a sandbox."""
    form = SeatForm(request.POST)
    role = form.cleaned_data["role"].upper() if form.is_valid() else ""
    seat = access.seat_for(request.user, code, role)
    _keep(request, seat)
    return redirect(addresses.now(seat))


def move_on(request: HttpRequest, seat: Seat, turn: Turn) -> None:
    """Turns, in a sandbox, to the next seat that still has to submit, if there is one."""
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
    """The seat, the line that the address names (the current one) and the turn in it."""
    seat = seat_for(request, code)
    line = access.branch_for(seat, query.number(request, "b"))
    return seat, line, access.turn_for(seat, number, line)
