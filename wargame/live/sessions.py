"""Whose stream it is: the session in a request's cookie, and whether it still holds."""

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
    """Cannot say whose the session is, because the database does not answer."""


def key_in(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The key of the session that a request names; "" for none, and for what another site's page asks for."""
    by_name = dict(headers)
    if by_name.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
        return ""
    return parse_cookie(by_name.get(b"cookie", b"").decode("latin-1")).get(settings.SESSION_COOKIE_NAME, "")


async def holds(key: str) -> bool:
    """Whether the session of that key is still somebody's. One look at the database, in a thread that is then free.

    Raises `Unknown`.
    """
    return await sync_to_async(_holds, thread_sensitive=False)(key)


def _holds(key: str) -> bool:
    try:
        return is_held(key)
    except DatabaseError as error:
        raise Unknown(str(error)) from error
    finally:
        # The thread's own, which nobody else would close.
        connections.close_all()


def is_held(key: str) -> bool:
    """Whether a session is still somebody's: it is there, and was not ended from elsewhere."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return bool(get_user(request).is_authenticated)


def end_streams(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Ends the streams of a session that is signed out; called by Django."""
    if key := request.session.session_key:
        live.revoke(channel_of_session(key))
