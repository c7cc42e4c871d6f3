"""The wizard: an idea begins with a template, has a page for each of its eight questions, and becomes a scenario."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from scenarios import access
from scenarios.models import Idea
from scenarios.own_forms import PartForm, typed_before
from scenarios.selectors.idea_preview import preview_of
from scenarios.selectors.ideas import IdeaPage, idea_page, kinds_to_choose, shapes_of_idea
from scenarios.services import ideas, sharing
from scenarios.services.drafts import Refused
from scenarios.wizard import TEMPLATES, propose
from scenarios.wizard.checking import UnsoundAnswers
from scenarios.wizard.more import pairs_of_aims
from scenarios.wizard.questions import BY_KEY, Question, QuestionPart
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.accounts.models import User
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.numbers import number_in
from wargame.web.seats import show_shapes


@never_cache
@account_required
@require_POST
def begin_idea(request: HttpRequest) -> HttpResponse:
    """Begin an idea with the proposals of a template."""
    template = request.POST.get("template", TEMPLATES[0])
    if template not in TEMPLATES or not isinstance(request.user, User):
        return redirect("own_scenarios")
    _spend(request)
    try:
        idea = ideas.begin_idea(user=request.user, template=template, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("own_scenarios")
    return redirect("idea", idea.key, "about")


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: HtmxHttpRequest, key: str, question: str) -> HttpResponse:
    """Show one question; on POST, keep what was typed, and do what the button says."""
    found, asked = access.idea_for(request.user, key), _question(question)
    if request.method != "POST":
        return _show(request, found, idea_page(found, asked, request.GET.get("part", "")))
    _spend(request)
    act = request.POST.get("act", "save")
    if "part" not in request.POST:
        return _act_on_question(request, found, asked, act)
    try:
        return _keep_part(request, found, asked, act)
    except ideas.PartMoved as refusal:
        messages.warning(request, str(refusal))
        address = _address(found, asked, "")
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _keep_part(request: HtmxHttpRequest, found: Idea, asked: Question, act: str) -> HttpResponse:
    """Keep the text typed into a part, and act as its button says. Raises `PartMoved`."""
    part = ideas.part_of(asked, found.answers, request.POST["part"])
    if part is None or number_in(request.POST.get("layout", "")) != found.layout:
        raise ideas.PartMoved
    form = PartForm(part, kinds_to_choose(), request.POST)
    is_typed = form.is_valid()
    if act != "open":
        confirms = act == "confirm" and is_typed
        ideas.save_part(idea=found, part=part, values=form.typed(), now=timezone.now(), confirms=confirms)
    if request.htmx:
        return _saved(request, found, asked, part, form)
    if not is_typed or (act == "confirm" and part.key not in found.confirmed):
        page = idea_page(found, asked, part.key)
        return _show(request, found, page, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        _act_on_part(found, asked, part, act)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(_address(found, asked, "" if act in ("confirm", "remove") else part.key))


@never_cache
@account_required
@require_POST
def make_scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Make a scenario of the answers, and go to it."""
    found = access.idea_for(request.user, key)
    _spend(request)
    try:
        own = ideas.make_scenario(idea=found, now=timezone.now(), made=request.POST.get("made", ""))
    except (UnsoundAnswers, Refused) as refusal:
        messages.warning(request, _in_words(refusal))
        return redirect("idea", found.key, "try")
    messages.success(request, f"“{own.title}” is one of your scenarios now. Your answers stay here too.")
    return redirect("own_scenario", own.key)


@never_cache
@account_required
@require_POST
def delete_idea(request: HttpRequest, key: str) -> HttpResponse:
    """Delete an idea; a scenario that was made of it stays."""
    found = access.idea_for(request.user, key)
    title = found.title
    sharing.delete_idea(idea=found)
    messages.success(request, f"The idea “{title}” is deleted.")
    return redirect("own_scenarios")


def _act_on_part(found: Idea, asked: Question, part: QuestionPart, act: str) -> None:
    """Do what a button of a part says, besides keeping what was typed."""
    now = timezone.now()
    if act == "open":
        ideas.open_part(idea=found, part=part, now=now)
    elif act == "remove" and asked.grows:
        ideas.remove_entry(idea=found, question=asked, part=part, now=now)
    elif asked.key == "wants":
        name, _, number = act.partition("-")
        if name == "another":
            ideas.propose_aims(idea=found, part=part, now=now, pair=number_in(number))
        elif name == "third":
            ideas.add_aim(idea=found, part=part, now=now)
        elif name == "two":
            ideas.remove_aim(idea=found, part=part, now=now)


def _act_on_question(request: HttpRequest, found: Idea, asked: Question, act: str) -> HttpResponse:
    """Add a seat or a turn, or take the proposals of another template."""
    now, opened = timezone.now(), ""
    try:
        if act == "add" and asked.grows:
            ideas.add_entry(idea=found, question=asked, now=now)
            opened = asked.parts(found.answers)[-1].key
        elif act == "template" and request.POST.get("template") in TEMPLATES:
            ideas.change_template(idea=found, template=request.POST["template"], now=now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(_address(found, asked, opened))


def _show(
    request: HttpRequest, found: Idea, page: IdeaPage, form: PartForm | None = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    show_shapes(shapes_of_idea(found))
    return render(request, "scenarios/idea/page.html", _context(request, found, page, form), status=status)


def _saved(request: HttpRequest, found: Idea, asked: Question, part: QuestionPart, form: PartForm) -> HttpResponse:
    """Answer what was typed meanwhile with the faults of its part and the time at which it was kept."""
    show_shapes(shapes_of_idea(found))
    page = idea_page(found, asked, part.key)
    return render(request, "scenarios/idea/saved.html", _context(request, found, page, form))


def _context(request: HttpRequest, found: Idea, page: IdeaPage, form: PartForm | None) -> dict[str, Any]:
    opened = next((row for row in page.parts if row.is_open), None)
    seen = request.POST.get("as", "") or request.GET.get("as", "")
    if opened and form is None:
        form = PartForm(opened.part, kinds_to_choose(), typed_before(opened.part, found.answers))
    if form and opened:
        form.show(opened.faults)
    return {
        "idea": found,
        "page": page,
        "form": form,
        "opened": opened,
        "preview": preview_of(found, page.question, seen or (opened.part.code if opened else "")),
        "is_seen": bool(seen),
        "templates": {name: propose(name) for name in TEMPLATES} if page.question.key == "about" else {},
        "pairs": pairs_of_aims() if page.question.key == "wants" else (),
    }


def _question(key: str) -> Question:
    if key not in BY_KEY:
        raise Http404("The wizard has no such question.")
    return BY_KEY[key]


def _address(found: Idea, asked: Question, opened: str) -> str:
    address = reverse("idea", args=[found.key, asked.key])
    return f"{address}?part={opened}#part" if opened else address


def _in_words(refusal: UnsoundAnswers | Refused) -> str:
    if isinstance(refusal, UnsoundAnswers):
        return "Some answers need mending first. They stand below, each with its question."
    return str(refusal)


def _spend(request: HttpRequest) -> None:
    limits.spend(limits.ANSWER, limits.visitor_of(request), now=timezone.now())
