"""What every page may show: the chosen theme, the places of the public navigation, the way to sign in."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

THEMES = ("light", "dark")
THEME_COOKIE = "theme"

# Where coming back after signing in makes no sense, or would write a secret of the address into another one.
_NO_WAY_BACK = re.compile(r"^/$|^/account/|/back/")

# (label, URL name, prefix of the addresses that belong to it); the first two are settled in navigation().
_PLACES = (
    ("For instructors", "instructors", "/instructors/"),
    ("Method", "method", "/method/"),
)


@dataclass(frozen=True)
class Place:
    """One entry of the public navigation."""

    label: str
    address: str
    is_current: bool


def theme(request: HttpRequest) -> dict[str, Any]:
    """The theme this browser chose, or "" to follow the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": chosen if chosen in THEMES else ""}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The public places; exercises only for someone who may have some."""
    path = request.path
    places = [Place("Scenarios", reverse("landing"), path == "/" or path.startswith("/scenarios/"))]
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        places.append(Place("Exercises", reverse("exercises"), path.startswith("/exercises/")))
    places += [Place(label, reverse(name), path.startswith(prefix)) for label, name, prefix in _PLACES]
    return {"navigation": places, "sign_in_address": _sign_in_address(request)}


def _sign_in_address(request: HttpRequest) -> str:
    """Where one signs in, and comes back to a page that is more than the way in."""
    address = reverse("sign_in")
    if request.method != "GET" or _NO_WAY_BACK.search(request.path):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"
