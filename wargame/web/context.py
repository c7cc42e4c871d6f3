"""Context processors for all pages: the theme, the public navigation, and the link to sign in."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

THEMES = ("light", "dark")
THEME_COOKIE = "theme"

# Pages to which nobody needs to return after signing in, or whose URL is a secret that must not be part of another.
_NO_WAY_BACK = re.compile(r"^/$|^/account/|/back/")

# (label, URL name, prefix of its URLs); navigation() adds those in front.
_PLACES = (
    ("For teachers", "instructors", "/instructors/"),
    ("Help", "help", "/help/"),
)


@dataclass(frozen=True)
class NavigationEntry:
    """One entry of the public navigation."""

    label: str
    address: str
    is_current: bool


def theme(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the theme that this browser chose, "" to follow the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": chosen if chosen in THEMES else ""}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the public navigation, and the link to sign in; pages of an exercise show neither."""
    return {
        "navigation": SimpleLazyObject(lambda: _places(request)),
        "sign_in_address": SimpleLazyObject(lambda: _sign_in_address(request)),
        "exercise_code": _exercise_code(request),
    }


def _exercise_code(request: HttpRequest) -> str:
    """Return the code in the address of an exercise's page, for the page that stands there for strangers; else ""."""
    match = getattr(request, "resolver_match", None)
    return match.kwargs.get("code", "") if match and match.route.startswith("x/<") else ""


def _places(request: HttpRequest) -> list[NavigationEntry]:
    """Return the entries of the public navigation; "Exercises" only for users who may have some."""
    path = request.path
    places = [NavigationEntry("Scenarios", reverse("landing"), path == "/" or path.startswith("/scenarios/"))]
    places.append(NavigationEntry("Facts", reverse("facts"), path.startswith(("/facts/", "/sources/"))))
    places.append(NavigationEntry("The article", reverse("article"), path.startswith("/article/")))
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        places.append(NavigationEntry("Exercises", reverse("exercises"), path.startswith("/exercises/")))
        if not user.is_guest:
            own = path.startswith("/my-scenarios/")
            places.insert(1, NavigationEntry("My scenarios", reverse("own_scenarios"), own))
    places += [NavigationEntry(label, reverse(name), path.startswith(prefix)) for label, name, prefix in _PLACES]
    return places


def _sign_in_address(request: HttpRequest) -> str:
    """Return the URL to sign in, with the page to return to if there is a sensible one."""
    address = reverse("sign_in")
    if request.method != "GET" or _NO_WAY_BACK.search(request.path):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"
