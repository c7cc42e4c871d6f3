"""Old addresses of pages that have moved; they lead on to the new ones, with their query."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from wargame.exercises import access


@never_cache
def moved(request: HttpRequest, code: str, to: str) -> HttpResponse:
    """Redirect somebody who takes part to the page named `to`; a posted form is posted there. 404 for others."""
    address = reverse(to, args=[access.participant_for(request.user, code).exercise.code])
    asked = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{asked}" if asked else address, permanent=True, preserve_request=True)
