"""Limits the size of a request's body, whatever its headers say."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from wargame.web.api import TOO_LARGE, too_large
from wargame.web.unavailable import API

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class _TooLarge(Exception):
    pass


class BoundedBodies:
    """Answers requests with more than `most` bytes with 413, and passes all others to `application`.

    Django checks only the header Content-Length, which a chunked body does not have.
    """

    def __init__(self, application: Application, most: int) -> None:
        self._application = application
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._application(scope, receive, send)
        if _content_length(scope) > self._most:
            return await _refuse(scope, send)
        came = 0

        async def receive_some() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._most:
                raise _TooLarge
            return message

        # Django reads the whole body before it answers, so nothing has been sent when a body proves too large.
        try:
            await self._application(scope, receive_some, send)
        except _TooLarge:
            await _refuse(scope, send)


def _content_length(scope: Scope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() else 0


async def _refuse(scope: Scope, send: Send) -> None:
    kind, body = too_large(is_api=scope["path"].startswith(API))
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": TOO_LARGE, "headers": headers})
    await send({"type": "http.response.body", "body": body})
