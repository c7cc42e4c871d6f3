"""The white cell's questions to a seat about its orders: the region of the page that waits, and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wargame.exercises import access
from wargame.exercises.diplomacy.services.messages import MessageRefused
from wargame.exercises.models import Seat, Turn
from wargame.exercises.navigation import addresses, sandbox
from wargame.exercises.review.forms import QuestionAnswerForm
from wargame.exercises.review.selectors.questions import questions_of
from wargame.exercises.review.services import questions as questions_service
from wargame.web.htmx import HtmxHttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def questions(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Show the questions to the seat in a turn; a POST answers one of them."""
    seat = sandbox.seat_for(request, code)
    turn = access.turn_for(seat, number)
    if request.method == "POST":
        _answer(request, seat, turn)
    elif request.htmx:
        context = {"code": seat.exercise.code, "turn": turn.number, "questions": questions_of(seat, turn)}
        return render(request, "exercises/review/parts/questions.html", context)
    return redirect(addresses.now(seat))


def _answer(request: HttpRequest, seat: Seat, turn: Turn) -> None:
    form = QuestionAnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose a question of the white cell, and answer in at most 2,000 characters.")
        return
    person = access.participant_for(request.user, seat.exercise.code)
    try:
        questions_service.answer(turn=turn, seat=seat, by=person, now=timezone.now(), **form.cleaned_data)
    except (questions_service.CannotAsk, MessageRefused) as refusal:
        messages.warning(request, str(refusal))
