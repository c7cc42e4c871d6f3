"""The session behind a stream: reads it from a request's cookie and checks that it is still valid."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, connections
from django.http import HttpRequest, parse_cookie

from wargame import live
from wargame.live.tokens import channel_of_session


class Unknown(ConnectionError):
    """The session cannot be checked, because the database does not answer."""


def key_in(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the session key of a request; "" if it has none, or if a page of another site makes the request."""
    by_name = dict(headers)
    if by_name.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
        return ""
    return parse_cookie(by_name.get(b"cookie", b"").decode("latin-1")).get(settings.SESSION_COOKIE_NAME, "")


async def holds(key: str) -> bool:
    """Return whether the session of that key is still somebody's. It makes one query, in a thread that is then free.

    Raises Unknown.
    """
    return await sync_to_async(_holds, thread_sensitive=False)(key)


def _holds(key: str) -> bool:
    try:
        return is_held(key)
    except DatabaseError as error:
        raise Unknown(str(error)) from error
    finally:
        # Nobody else would close this thread's connections.
        connections.close_all()


def is_held(key: str) -> bool:
    """Return whether a session exists and is still somebody's: it was not ended from another browser."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return bool(get_user(request).is_authenticated)


def end_streams(sender: Any, request: HttpRequest, **_: Any) -> None:
    """End the streams of a session that is signed out. Connected to Django's signal."""
    if key := request.session.session_key:
        live.revoke(channel_of_session(key))
