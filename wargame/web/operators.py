"""Requests of those who run Parley: only they see how each part of it is."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from wargame.networks import LOOPBACK

_SCHEME = "Bearer "


def is_operator(request: HttpRequest) -> bool:
    """Return whether a request comes from this machine, or has HEALTH_TOKEN in its header `Authorization`.

    Behind a proxy the address is what uvicorn takes from X-Forwarded-For: docs/how-to/deploy.md.
    """
    if request.META.get("REMOTE_ADDR", "") in LOOPBACK:
        return True
    given = request.headers.get("Authorization", "")
    if not settings.HEALTH_TOKEN or not given.startswith(_SCHEME):
        return False
    return constant_time_compare(given.removeprefix(_SCHEME), settings.HEALTH_TOKEN)
