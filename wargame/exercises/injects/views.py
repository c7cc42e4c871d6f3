"""The white cell's injects: their timeline, one with its form, a new one, and the check of a condition."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from wargame import live
from wargame.exercises import access, bridge
from wargame.exercises.injects.domain import NoSuchClause
from wargame.exercises.injects.forms import ADD, DROP, InjectForm
from wargame.exercises.injects.selectors.cards import OWN, InjectCard, card_of, new_card, with_words
from wargame.exercises.injects.selectors.timeline import timeline_of
from wargame.exercises.injects.services import injects as injects_service
from wargame.exercises.injects.services.drafts import BadCondition, InjectRefused, check_condition
from wargame.exercises.models import Exercise, Inject, Participant
from wargame.exercises.msel import FIELDS
from wargame.web.htmx import HtmxHttpRequest

DONE = {
    "save": "Saved.",
    "send": "Sent.",
    "skip": "Skipped.",
    "restore": "Restored.",
}
"""The sentence of the page when one of these buttons has worked."""
WAITS = "It is read in the next brief."

Act = Callable[[Participant, str, InjectForm, datetime], Inject]


def _save(by: Participant, ref: str, form: InjectForm, now: datetime) -> Inject:
    if ref:
        return injects_service.edit(exercise=by.exercise, ref=ref, draft=form.draft, by=by, now=now)
    return injects_service.write(exercise=by.exercise, draft=form.draft, by=by, now=now, tap=form.cleaned_data["tap"])


def _send(by: Participant, ref: str, form: InjectForm, now: datetime) -> Inject:
    fields = {"draft": form.draft, "tap": form.cleaned_data["tap"]}
    return injects_service.save_and_send(exercise=by.exercise, ref=ref, by=by, now=now, **fields)


ACTS: dict[str, Act] = {
    "save": _save,
    "send": _send,
    "skip": lambda by, ref, form, now: injects_service.skip(exercise=by.exercise, ref=ref, by=by, now=now),
    "restore": lambda by, ref, form, now: injects_service.restore(exercise=by.exercise, ref=ref, by=by, now=now),
}
"""The acts on an inject, by the word that the form posts."""


@require_safe
@never_cache
def timeline(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """All injects: the region of the room, or a page."""
    person = access.require_white_cell(request.user, code)
    return _page(request, person, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def inject(request: HtmxHttpRequest, code: str, ref: str) -> HttpResponse:
    """One inject; a POST rewords, sends, skips or restores it."""
    person = access.require_white_cell(request.user, code)
    card = card_of(_context_for(person), ref)
    if card is None:
        raise Http404("There is no such inject.")
    return _act(request, person, card) if request.method == "POST" else _page(request, person, card)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_inject(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the form of a new inject; a POST keeps or sends it."""
    person = access.require_white_cell(request.user, code)
    card = new_card(_context_for(person), secrets.token_urlsafe(16))
    return _act(request, person, card) if request.method == "POST" else _page(request, person, card)


@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Says of a condition, while it is being written, whether it can be judged; changes nothing."""
    person = access.require_white_cell(request.user, code)
    clauses = tuple(line.strip() for line in request.POST.get("condition", "").splitlines() if line.strip())
    fault = ""
    try:
        check_condition(setting=bridge.setting_of(person.exercise), when=clauses)
    except BadCondition as refusal:
        fault = str(refusal)
    return render(request, "exercises/injects/parts/inject_check.html", {"fault": fault, "count": len(clauses)})


def _context_for(person: Participant) -> bridge.TurnContext:
    exercise = person.exercise
    if exercise.status == Exercise.Status.LOBBY:
        return injects_service.lobby_context(exercise)
    return bridge.context_of(access.latest_turn(exercise))


def _act(request: HtmxHttpRequest, person: Participant, card: InjectCard) -> HttpResponse:
    form = InjectForm(request.POST)
    if request.POST.get("action", "").startswith((ADD, DROP)):
        return _with_clauses(request, person, card, form)
    offered = ACTS if card.ref else {name: ACTS[name] for name in ("save", "send")}
    act = offered.get(request.POST.get("action", ""))
    if act is None or not form.is_valid():
        return _refused(request, person, card, form.fault)
    try:
        done = act(person, card.ref, form, timezone.now())
    except InjectRefused as refusal:
        return _refused(request, person, card, str(refusal))
    action = request.POST["action"]
    announcement = f"{done.title}: {WAITS if action == 'send' and not done.is_sent else DONE[action]}"
    if not request.htmx:
        messages.success(request, announcement)
        is_open = person.exercise.status == Exercise.Status.LOBBY
        return redirect("injects" if is_open else "room", person.exercise.code)
    shown = card_of(_context_for(person), done.key or str(done.pk))
    context = {"card": shown, "code": person.exercise.code, "said": announcement}
    response = render(request, "exercises/injects/parts/inject.html", context)
    return trigger_client_event(trigger_client_event(response, "announce", {"value": announcement}), "injects")


def _with_clauses(request: HtmxHttpRequest, person: Participant, card: InjectCard, form: InjectForm) -> HttpResponse:
    """Show the form with one clause more or less in its condition; nothing is kept yet."""
    if not form.is_valid():
        return _refused(request, person, card, form.fault)
    setting = bridge.setting_of(person.exercise)
    try:
        condition = form.condition_with(setting)
    except NoSuchClause as refusal:
        return _refused(request, person, card, str(refusal))
    entered = replace(_entered(request, card), condition=condition, due="condition" if condition else "hand")
    return _page(request, person, with_words(entered, setting))


def _refused(request: HtmxHttpRequest, person: Participant, card: InjectCard, fault: str) -> HttpResponse:
    """Show the form with what was entered and what is wrong with it; nothing has been changed."""
    setting = bridge.setting_of(person.exercise)
    shown = with_words(replace(_entered(request, card), fault=fault), setting)
    return _page(request, person, shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _entered(request: HttpRequest, card: InjectCard) -> InjectCard:
    posted = request.POST
    to = posted.getlist("to")
    turn = posted.get("turn", "")
    return replace(
        card,
        fields={name: posted.get(name, "") for name in FIELDS},
        readers=tuple(
            replace(
                reader,
                reads=reader.role in to,
                **{name: posted.get(f"{name}_{reader.role}", "") for name in OWN},
            )
            for reader in card.readers
        ),
        effects=tuple(
            replace(row, figure=posted.get(f"figure_{row.number}", ""), points=posted.get(f"points_{row.number}", ""))
            for row in card.effects
        ),
        due=posted.get("due", card.due),
        turn=int(turn) if turn.isascii() and turn.isdecimal() and len(turn) < 5 else None,
        condition=posted.get("condition", ""),
        tap=posted.get("tap", ""),
    )


def _page(request: HtmxHttpRequest, person: Participant, card: InjectCard | None, *, status: int = 200) -> HttpResponse:
    """Show the card alone, the timeline alone, or a page with both."""
    exercise = person.exercise
    shown: dict[str, Any] = {"card": card, "code": exercise.code}
    if request.htmx and card:
        return render(request, "exercises/injects/parts/inject.html", shown, status=status)
    shown["timeline"] = timeline_of(_context_for(person))
    if request.htmx:
        return render(request, "exercises/injects/parts/timeline.html", shown)
    shown |= {"live_url": live.address_of(*access.channels_of(person)), "live_regions": "injects"}
    return render(request, "exercises/injects/injects.html", shown | {"exercise": exercise}, status=status)
