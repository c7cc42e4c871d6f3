"""The stream of notices as a raw ASGI route, which holds neither a thread nor a database connection."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.core.signing import BadSignature

from wargame.live import sessions
from wargame.live.broadcast import Broadcast, Unreachable
from wargame.live.hub import Hub, Listener
from wargame.live.shutdown import before_shutdown
from wargame.live.stream_limits import RETRY_SECONDS, OpenStreams
from wargame.live.tokens import PREFIX, Token, channel_digest, channel_of_session, read

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Holds = Callable[[str], Awaitable[bool]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HEARTBEAT_SECONDS = 15.0
LONGEST_SECONDS = 20 * 60.0
"""A stream ends after this time and its page opens it again; each time, the session is checked."""
ASKING_AT_ONCE = 16
_HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
_log = logging.getLogger(__name__)


class LiveStreams:
    """Answers `GET /live/<signed token>` with server-sent events, and passes all other requests to `application`.

    `holds` returns whether the session of a key is still somebody's.
    """

    def __init__(self, application: Application, source: Broadcast, holds: Holds = sessions.holds) -> None:
        self._application = application
        self._source = source
        self._holds = holds
        self.hub = Hub(source)
        self._crowd = OpenStreams()
        self._loop: asyncio.AbstractEventLoop | None = None
        # After a restart a thousand pages come back at once. This bounds the connections to the broker.
        self._asking = asyncio.Semaphore(ASKING_AT_ONCE)

    def end(self) -> None:
        """End every stream for good. Other threads and signal handlers may call this."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.hub.end)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            # Streams never end by themselves, so a server would wait for them and then cut them off with an error.
            before_shutdown(self.end)
            self.hub.begin()
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._application(scope, receive, send)
        elif scope["method"] != "GET":
            await _refuse(send, 405)
        else:
            await self._open(scope, receive, send)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            token = await self._token(scope)
        except sessions.Unknown as error:
            # The page asks again later.
            _log.warning("a stream is not opened now: %s", error)
            await _refuse(send, 503)
            return
        if token is None:
            await _refuse(send, 404)
            return
        with self._crowd.one_more(scope) as has_room:
            if not has_room:
                await _refuse(send, 429, (b"retry-after", str(RETRY_SECONDS).encode()))
                return
            with self.hub.listen(token.channels, token.signed_at) as listener:
                await _stream(listener, receive, send)

    async def _token(self, scope: Scope) -> Token | None:
        """Return the claims that the path was signed with; None for a path that is not valid here."""
        key = sessions.key_in(scope["headers"])
        try:
            token = read(scope["path"])
        except BadSignature:
            return None
        if not key or channel_digest(channel_of_session(key)) not in token.channels:
            return None
        revoked = await self._revocations(token)
        if any(moment > token.signed_at for moment in revoked.values()):
            return None
        # The session was valid when the page was made. If this process knows all notices since, it knows its end too.
        return token if self.hub.knows_since(token.signed_at) or await self._still_holds(key) else None

    async def _still_holds(self, key: str) -> bool:
        async with self._asking:
            return await self._holds(key)

    async def _revocations(self, token: Token) -> dict[str, float]:
        """Return when the token's channels were revoked.

        For a recent page, this process knows that without the broker.
        """
        if self.hub.knows_since(token.signed_at):
            return self.hub.ended(token.channels)
        try:
            async with self._asking:
                return await self._source.revocations(token.channels)
        except Unreachable as error:
            # A notice carries no secret, so without the broker the stream opens unchecked.
            _log.warning("a stream opens unchecked: %s", error)
            return {}


async def _refuse(send: Send, status: int, *more: tuple[bytes, bytes]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0"), *more]})
    await send({"type": "http.response.body", "body": b""})


async def _stream(listener: Listener, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    telling = asyncio.create_task(_tell(listener, send))
    leaving = asyncio.create_task(_left(receive))
    try:
        await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED, timeout=LONGEST_SECONDS)
    finally:
        telling.cancel()
        leaving.cancel()
    if not leaving.done() or leaving.cancelled():
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _tell(listener: Listener, send: Send) -> None:
    body = "retry: 2000\n\n"
    while not listener.is_ended:
        await send({"type": "http.response.body", "body": body.encode(), "more_body": True})
        words = await listener.words(HEARTBEAT_SECONDS)
        body = "".join(f"data: {word}\n\n" for word in words) or ":\n\n"


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
