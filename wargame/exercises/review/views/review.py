"""The review queue: the white cell judges a turn's outcomes, and argues orders, before everybody sees the results."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wargame.exercises import access
from wargame.exercises.control_log.services import control, steering
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.models import Participant, Turn
from wargame.exercises.navigation import query
from wargame.exercises.review.forms import JudgeForm
from wargame.exercises.review.selectors import queue
from wargame.exercises.review.services import figures, questions, rulings
from wargame.web.htmx import HtmxHttpRequest

Refused = (
    steering.NotInPhase,
    control.NotWhiteCell,
    rulings.NoReason,
    rulings.NoSuchOutcome,
    rulings.BadArgument,
    figures.BadFigure,
    questions.CannotAsk,
    messages.MessageRefused,
)

Act = Callable[[Turn, JudgeForm, Participant, datetime], object]

ACTS: Mapping[str, Act] = {
    "judge": lambda turn, form, by, now: rulings.judge(turn=turn, decision=form.decision(), by=by, now=now),
    "argue": lambda turn, form, by, now: rulings.argue(turn=turn, point=form.point(), by=by, now=now),
    "weigh": lambda turn, form, by, now: rulings.weigh(
        turn=turn, argument=form.number("argument"), strength=form.number("strength"), by=by, now=now
    ),
    "roll": lambda turn, form, by, now: rulings.roll(
        turn=turn, about=form.text("about"), by=by, now=now, seen=form.text("seen")
    ),
    "move": lambda turn, form, by, now: figures.move(turn=turn, wanted=form.move(), by=by, now=now),
    "ask": lambda turn, form, by, now: questions.ask(
        turn=turn, about=form.text("about"), text=form.text("reason"), by=by, now=now
    ),
}
"""The acts of the white cell on an outcome, by the word that the form posts."""
_ABOUT_THE_SAME = {"argue", "weigh", "ask", "roll"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the queue; posted, does one thing with it and shows what came of it."""
    person = access.require_white_cell(request.user, code)
    turn = access.latest_turn(person.exercise)
    fault = _do(request, person, turn) if request.method == "POST" else ""
    is_part = request.htmx
    if request.method == "POST" and not fault and not is_part:
        return redirect(f"{reverse('room', args=[person.exercise.code])}#review")
    if is_part and not fault and query.word(request, "seen") == queue.state_of(access.latest_turn(person.exercise)):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {
        "code": person.exercise.code,
        "queue": queue.queue_of(access.latest_turn(person.exercise)),
        "fault": fault,
    }
    act = request.POST.get("act", "")
    context |= {"typed": request.POST, "has_focus": request.method == "POST"}
    # A person who argues, weighs, asks or rolls goes on with the same outcome.
    context |= {"stays": request.POST.get("about", "") if act in _ABOUT_THE_SAME else "", "act": act}
    page = "exercises/review/parts/room_review.html" if is_part else "exercises/review/room_review.html"
    return render(request, page, context, status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK)


def _do(request: HttpRequest, person: Participant, turn: Turn) -> str:
    """Do the posted act; gives the reason if it was refused, else ""."""
    form = JudgeForm(request.POST)
    act = ACTS.get(request.POST.get("act", ""))
    if not form.is_valid() or act is None:
        return (
            "This cannot be done. Use the buttons of the queue, points from -30 to 30, and at most 500 characters for "
            "a reason."
        )
    try:
        act(turn, form, person, timezone.now())
    except Refused as refusal:
        return str(refusal)
    return ""
