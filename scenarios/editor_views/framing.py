"""The shared ground of the editor's pages: the scenario of an author, the frame, and refusals as sentences."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from scenarios import access
from scenarios.models import OwnScenario
from scenarios.pack_faults import PackError
from scenarios.selectors.authors import place_in
from scenarios.selectors.editor import frame_of
from scenarios.services import authors, drafts
from wargame.accounts import limits
from wargame.accounts.models import User


def page(
    request: HttpRequest,
    own: OwnScenario,
    template: str,
    current: str,
    context: dict[str, Any] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Answer with a page of the editor inside its frame."""
    frame = frame_of(own, drafts.texts_in(own), current)
    return render(request, template, {"own": own, "frame": frame, **(context or {})}, status=status)


def own_for(request: HttpRequest, key: str) -> OwnScenario:
    """Return the scenario that the account edits. Raises Http404, as for one that does not exist."""
    own = access.draft_for(request.user, key)
    if request.method == "GET" and not request.htmx:  # type: ignore[attr-defined]
        note_page(request, own, request.path)
    return own


def note_page(request: HttpRequest, own: OwnScenario, path: str) -> None:
    """Note that the visitor is before a page of the editor; a path of anything else is no sign of life."""
    place = place_in(path)
    if place is not None and isinstance(request.user, User):
        authors.note(own=own, user=request.user, place=place, now=timezone.now())


def refusal_of(request: HttpRequest, change: Callable[[], object]) -> str:
    """Make a change, and return why it was refused; "" if it was made."""
    limits.spend(limits.CHECK, limits.visitor_of(request), now=timezone.now())
    try:
        change()
    except PackError as refusal:
        return " ".join(f"{fault.message} {fault.remedy}" for fault in refusal.faults)
    except drafts.Refused as refusal:
        return str(refusal)
    return ""


def tell(request: HttpRequest, refusal: str, done: str) -> None:
    """Say on the next page what became of a change."""
    if refusal:
        messages.warning(request, refusal)
    elif done:
        messages.success(request, done)
