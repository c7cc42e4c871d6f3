"""The pages of a debrief: the facilitator's own screen, and the page of everybody else."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame import live
from wargame.accounts.views.answers import REFUSED
from wargame.exercises import access, presence
from wargame.exercises.codes import normal_code
from wargame.exercises.debrief.domain import has_debrief, require_class
from wargame.exercises.debrief.forms import AnswerForm, DebriefForm, OwnQuestionForm
from wargame.exercises.debrief.selectors.cards import revealed_of, screen_of
from wargame.exercises.debrief.selectors.queue import queue_of
from wargame.exercises.debrief.services import answers, own_questions, questions
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.navigation import query
from wargame.exercises.navigation.pages import PAGES, Opens
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.web.htmx import HtmxHttpRequest


@require_safe
@never_cache
def debrief(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the white cell its queue of questions, and everybody else the question on the projector."""
    person = access.participant_for(request.user, code)
    require_class(person.exercise)
    presence.note(request, person, now=timezone.now())
    return _page(request, person)


def _page(request: HtmxHttpRequest, person: Participant, refused: Mapping[str, Any] | None = None) -> HttpResponse:
    """Render the page of a person; `refused` holds the words of a question that was refused, and the reason."""
    context: dict[str, Any] = {"live_url": live.address_of(*access.channels_of(person)), "code": person.exercise.code}
    if person.is_white_cell:
        page, context["queue"] = "facilitator", queue_of(person, query.number(request, "q"))
        context["live_regions"] = "debrief answers standing"
    else:
        page, context["live_regions"] = "answering", "debrief standing"
        shown = screen_of(person.exercise, person)
        context |= {"is_open": has_debrief(person.exercise), "shown": shown}
        context["earlier"] = revealed_of(person.exercise, person, shown)
        context |= {"title": person.exercise.title or person.exercise.scenario_version.title, "person": person}
    context |= _around(person)
    part = f"exercises/debrief/parts/{page}.html"
    context |= {"part": part} | dict(refused or {})
    name = part if request.htmx else f"exercises/debrief/{page}.html"
    return render(request, name, context, status=REFUSED if refused else HTTPStatus.OK)


def _around(person: Participant) -> dict[str, Any]:
    """Return the frame of the review's pages once the debrief is open, and the page that both kinds of page extend."""
    if not has_debrief(person.exercise):
        return {"base": "exercises/live_page.html"}
    reader = access.reader_of(person)
    line = access.branch_for(reader.seat)
    frame = frame_of(reader.seat, line, access.latest_turn_for(reader.seat, line), reader.part)
    return {"base": "exercises/frame.html", "frame": frame}


@require_POST
def answer_debrief(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Keep an answer of a person to the question that is open, and show the question again."""
    person = access.participant_for(request.user, code)
    require_class(person.exercise)
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise answers.AnswerRefused("Choose an answer, or write a whole number from 0 to 100.")
        said = form.cleaned_data
        answers.answer(by=person, number=said["question"], letter=said["letter"], in_100=said["in_100"])
    except answers.AnswerRefused as refusal:
        messages.warning(request, str(refusal))
    return redirect(reverse("debrief", args=[person.exercise.code]))


@require_POST
def write_question(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Keep a question that the white cell writes itself, at any time before or in the debrief."""
    person = access.require_white_cell(request.user, code)
    require_class(person.exercise)
    form = OwnQuestionForm(request.POST)
    try:
        if not form.is_valid():
            raise questions.DebriefRefused("Shorten what you wrote.")
        kept = own_questions.write(exercise=person.exercise, by=person, draft=form.draft)
    except questions.DebriefRefused as refusal:
        return _page(request, person, {"fault": str(refusal), "typed": request.POST})
    return redirect(f"{reverse('debrief', args=[person.exercise.code])}?q={kept.number}")


@require_POST
def steer_debrief(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show a question or a page on the projector, reveal a question, or keep notes on it."""
    person = access.require_white_cell(request.user, code)
    require_class(person.exercise)
    form = DebriefForm(request.POST)
    number = None
    try:
        if not form.is_valid():
            raise questions.DebriefRefused("Use the buttons of the page, and write shorter notes if they are long.")
        number = form.cleaned_data["question"]
        _steer(person, **form.cleaned_data)
    except questions.DebriefRefused as refusal:
        messages.warning(request, str(refusal))
    chosen = f"?q={number}" if number else ""
    return redirect(f"{reverse('debrief', args=[person.exercise.code])}{chosen}")


def _steer(person: Participant, *, act: str, question: int | None, notes: str, page: str) -> None:
    exercise, number = person.exercise, question or 0
    if act == "show":
        questions.show(exercise=exercise, by=person, number=number)
    elif act == "reveal":
        questions.reveal(exercise=exercise, by=person, number=number)
    elif act == "delete":
        own_questions.delete(exercise=exercise, by=person, number=number)
    elif act == "note":
        questions.note(exercise=exercise, by=person, number=number, text=notes)
    else:
        questions.show_page(exercise=exercise, by=person, page=_page_of_review(exercise, page))


def _page_of_review(exercise: Exercise, address: str) -> str:
    """Return the address of a page of this exercise's review without its host; "" for the end. Refuses all others.

    The debrief is none of them: the white cell's own page of it has the notes.
    """
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        raise questions.DebriefRefused("Choose a page of this review.") from None
    names = {name for page in PAGES if page.opens != Opens.CLASS for name in page.names}
    if found.url_name not in names or normal_code(found.kwargs.get("code", "")) != exercise.code:
        raise questions.DebriefRefused("Choose a page of this review.")
    return parts._replace(scheme="", netloc="", fragment="").geturl()
