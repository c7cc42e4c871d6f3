"""The authors of a draft who are here: their signs of life, and the line in the bar that names them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from scenarios import access
from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor_views.framing import note_page, own_for, tell
from scenarios.selectors.authors import AuthorHere, authors_here, place_in
from scenarios.services import drafts, sharing
from wargame.accounts.access import account_required
from wargame.accounts.models import User


@require_safe
@never_cache
@account_required
def here(request: HttpRequest, key: str) -> HttpResponse:
    """Note that an author is there, and where; the answer is empty."""
    note_page(request, own_for(request, key), request.GET.get("where", ""))
    return HttpResponse(status=204)


@require_safe
@never_cache
@account_required
def others(request: HttpRequest, key: str) -> HttpResponse:
    """Name the other authors who are here."""
    own, place = own_for(request, key), place_in(request.GET.get("where", "")) or ""
    found: tuple[AuthorHere, ...] = ()
    if isinstance(request.user, User):
        found = authors_here(own, request.user, place, DraftTrees.of(drafts.texts_in(own)), timezone.now())
    return render(request, "scenarios/editor/parts/authors.html", {"authors": found})


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show a scenario at which its owner asks others to write along; on POST, let the visitor do so."""
    own = access.asked_to_write(request.user, token)
    if request.method == "POST" and isinstance(request.user, User):
        try:
            sharing.join(own=own, user=request.user, now=timezone.now())
        except drafts.Refused as refusal:
            tell(request, str(refusal), "")
        else:
            tell(request, "", f"You write at “{own.title}” now.")
            return redirect("own_editor", own.key)
    return render(request, "scenarios/own/write_along.html", {"own": own, "credits": drafts.credits_of(own)})
