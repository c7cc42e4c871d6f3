"""Has an own scenario measured before it is published: is it a game?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from scenarios import access
from scenarios.services import trying
from scenarios.services.drafts import Refused
from wargame.accounts import limits
from wargame.accounts.access import account_required


@never_cache
@account_required
@require_POST
def measure_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Go to the appraisal of the files as they are now."""
    own = access.own_for(request.user, key)
    limits.spend(limits.SCENARIO, limits.visitor_of(request), now=timezone.now())
    try:
        version = trying.version_of_draft(own)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("own_scenario", own.key)
    return redirect(f"{reverse('appraisal', args=[version.scenario.slug])}?version={version.number}")
