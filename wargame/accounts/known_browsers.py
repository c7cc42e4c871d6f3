"""Browsers in which an account has signed in before. Guesses made elsewhere do not lock them out."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_YEAR = 60 * 60 * 24 * 365
_COOKIE = "known"


def _cookie_name() -> str:
    return f"__Host-parley-{_COOKIE}" if settings.SESSION_COOKIE_SECURE else _COOKIE


def _signer(username: str) -> signing.Signer:
    return signing.Signer(salt=f"wargame.accounts.browsers|{username.casefold()}")


def remember(response: HttpResponse, username: str) -> None:
    """Mark this browser, by a signed cookie, as one in which the account has signed in."""
    value = _signer(username).sign(secrets.token_hex(16))
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(_cookie_name(), value, max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)


def mark_of(request: HttpRequest, username: str) -> str:
    """Return the key by which attempts are counted in a browser that the account has used before; "" elsewhere."""
    name = username.casefold()
    try:
        return f"{name}|{_signer(name).unsign(request.COOKIES.get(_cookie_name(), ''))}"
    except signing.BadSignature:
        return ""
