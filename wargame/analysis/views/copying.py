"""Copies a scenario of the library, whose files give away its best orders."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from scenarios.access import NO_SCENARIO, in_library
from scenarios.services import drafts
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.analysis import access
from wargame.analysis.views.best_orders import closed_during_a_class


@never_cache
@require_POST
@account_required
@closed_during_a_class
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a copy of a scenario of the library for the account, and go to it."""
    scenario = in_library().exclude(current=None).select_related("current").filter(slug=slug).first()
    if scenario is None or scenario.current is None:
        raise Http404(NO_SCENARIO)
    now = timezone.now()
    limits.spend(limits.SCENARIO, limits.visitor_of(request), now=now)
    user, title = access.person(request.user), scenario.current.title
    try:
        own = drafts.copy_shipped(user=user, slug=slug, title=title, now=now)
    except drafts.Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("own_scenarios")
    messages.success(request, "The copy is yours. Nobody else sees it.")
    return redirect("own_scenario", own.key)
