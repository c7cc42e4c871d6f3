"""Pages that lead to other people or to the end of a scenario: links to copy it or take it over, put away, delete."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from scenarios import access
from scenarios.models import OwnScenario
from scenarios.own_forms import DeleteForm
from scenarios.selectors.own import files_of_own
from scenarios.services import drafts, sharing
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.accounts.models import User

_ACTS: dict[str, tuple[Callable[[OwnScenario], object], str]] = {
    "share": (lambda own: sharing.share(own=own), "Anybody with the link and an account may read and copy it now."),
    "stop": (lambda own: sharing.stop_sharing(own=own), "The link leads nowhere any more. Copies stay."),
    "offer": (lambda own: sharing.offer(own=own), "Send the link to the new owner."),
    "withdraw": (lambda own: sharing.withdraw_offer(own=own), "The link leads nowhere any more."),
    "ask": (lambda own: sharing.ask_to_write(own=own), "Send the link to those who should write at it with you."),
    "alone": (lambda own: sharing.write_alone(own=own), "Nobody but you may edit it now."),
    "put-away": (lambda own: sharing.put_away(own=own, now=timezone.now()), "It is put away."),
    "take-out": (lambda own: sharing.take_out(own=own), "It stands among your scenarios again."),
}
"""The acts of an owner that take one button, and the sentence that says it is done."""


@never_cache
@account_required
@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Do what the button says: share, stop sharing, offer, withdraw the offer, put away, take out."""
    own = access.own_for(request.user, key)
    if known := _ACTS.get(request.POST.get("act", "")):
        limits.spend(limits.SCENARIO, limits.visitor_of(request), now=timezone.now())
        known[0](own)
        messages.success(request, known[1])
    return redirect("own_scenario", own.key)


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the title; on POST with it, delete the scenario."""
    own = access.own_for(request.user, key)
    asked = DeleteForm(request.POST or None, wanted=own.title)
    if asked.is_valid():
        title = own.title
        sharing.delete(own=own)
        messages.success(request, f"“{title}” is deleted.")
        return redirect("own_scenarios")
    played = own.scenario.versions.exclude(exercises=None).exists() if own.scenario else False
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.errors else HTTPStatus.OK
    return render(request, "scenarios/own/delete.html", {"own": own, "form": asked, "is_played": played}, status=status)


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a scenario that somebody shared; on POST, copy it."""
    own = access.shared_for(request.user, token)
    if request.method == "POST" and isinstance(request.user, User):
        now = timezone.now()
        limits.spend(limits.SCENARIO, limits.visitor_of(request), now=now)
        origin = f"{own.title}, by {own.owner.get_full_name()}"[:200]
        try:
            copied = drafts.create(user=request.user, files=drafts.files_in(own), origin=origin, now=now)
        except drafts.Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "The copy is yours. Nobody else sees it.")
            return redirect("own_scenario", copied.key)
    context = {"own": own, "files": files_of_own(own), "credits": drafts.credits_of(own)}
    return render(request, "scenarios/own/shared.html", context)


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def offered(request: HttpRequest, token: str) -> HttpResponse:
    """Show a scenario that its owner hands over; on POST, make the visitor its owner."""
    own = access.handed_over_for(request.user, token)
    if request.method == "POST" and isinstance(request.user, User):
        try:
            sharing.take_over(own=own, token=token, user=request.user, now=timezone.now())
        except drafts.Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"“{own.title}” is yours now.")
            return redirect("own_scenario", own.key)
    return render(request, "scenarios/own/offered.html", {"own": own, "credits": drafts.credits_of(own)})
