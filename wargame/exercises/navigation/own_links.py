"""The link that brings a guest back from any device; the browser that joined or came back by it keeps it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from wargame.accounts.addresses import site
from wargame.exercises.codes import normal_code

_KEPT = "recovery_link"


def keep(request: HttpRequest, code: str, token: str) -> None:
    """Keep the secret of a person's link in the session."""
    request.session[_KEPT] = [code, token]


def link_of(request: HttpRequest, code: str) -> str:
    """Return the link of this browser's person to an exercise; "" if the browser does not have it."""
    kept = request.session.get(_KEPT)
    if not kept or kept[0] != normal_code(code):
        return ""
    return f"{site(request)}{reverse('back', args=kept)}"


def own_link(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the own link to the exercise that the page is about, for its menu."""
    return {"own_link": SimpleLazyObject(lambda: _on_page(request))}


def _on_page(request: HttpRequest) -> str:
    match = request.resolver_match
    code = match.kwargs.get("code", "") if match else ""
    return link_of(request, code) if code and hasattr(request, "session") else ""
