"""Pages that belong to no room: health, the theme switch, help, the accessibility statement, the style page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from wargame.web import samples
from wargame.web.context import THEME_COOKIE, THEMES
from wargame.web.htmx import HtmxHttpRequest

_YEAR = 60 * 60 * 24 * 365


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as this process answers; /health/ready/ says whether pages can be served."""
    return JsonResponse({"status": "ok"})


@require_POST
def theme(request: HtmxHttpRequest) -> HttpResponse:
    """Store the chosen theme for a year; redirect back, or under htmx trigger an event on the page."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return HttpResponseBadRequest("The theme is light or dark. Go back and press the switch again.")
    response: HttpResponse
    if request.htmx:
        response = trigger_client_event(HttpResponse(status=204), "theme", {"value": chosen})
    else:
        response = redirect(_safe_next(request))
    response.set_cookie(THEME_COOKIE, chosen, max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


def _safe_next(request: HttpRequest) -> str:
    address = request.POST.get("next", "/")
    if url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return "/"


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keyboard shortcuts of the play page."""
    return render(request, "web/keys.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "web/accessibility.html")


@require_safe
def instructors(request: HttpRequest) -> HttpResponse:
    """Show the page for instructors."""
    return render(request, "web/instructors.html")


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show the style page: every component of the interface and its states, as served."""
    return render(request, "web/design.html", samples.page())
