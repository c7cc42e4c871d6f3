"""How many requests a web process works on at a time, and which come first."""

import asyncio
import math
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import IntEnum
from time import monotonic

from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

HEALTH = "/health/"
STUCK_SECONDS = 120.0
"""Statements, locks and tasks end long before."""


class Urgency(IntEnum):
    """In which order requests are worked on that have to wait."""

    ACT = 0  # somebody sends orders in the last second
    PAGE = 1  # somebody waits before an empty window
    REGION = 2  # a page that can be read looks whether there is something new


@dataclass(frozen=True, eq=False)
class Waiting:
    """A request that waits; `before` is how many of the same browser waited already when it came."""

    urgency: Urgency
    before: int
    called: asyncio.Future[None]


class Places:
    """At most so many at a time; the most urgent goes first.

    Of equally urgent ones goes first whose browser had fewest waiting, then who came first: one browser that sends a
    hundred requests does not push others back. Every fourth place goes to whoever waits longest, however urgent.
    """

    FOR_THE_LONGEST = 4

    def __init__(self, count: int) -> None:
        self._free = count
        self._passed_on = 0
        self._waiting: list[Waiting] = []  # in the order in which they came
        self._of_browser: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, urgency: Urgency, browser: str) -> AsyncIterator[None]:
        """Waits for a place and gives it back in the end; a request that is cancelled meanwhile holds none."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(urgency, browser)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, urgency: Urgency, browser: str) -> None:
        waiting = Waiting(urgency, self._of_browser[browser], asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._of_browser[browser] += 1
        try:
            await waiting.called
        except asyncio.CancelledError:
            if waiting.called.cancelled():
                self._waiting.remove(waiting)
            else:
                self._pass_on()
            raise
        finally:
            self._of_browser -= Counter([browser])  # drops whoever has none left

    def _pass_on(self) -> None:
        # Who was cancelled this moment still stands in the list.
        waiting = [each for each in self._waiting if not each.called.cancelled()]
        if not waiting:
            self._free += 1
            return
        self._passed_on += 1
        longest = self._passed_on % self.FOR_THE_LONGEST == 0
        # Of equals `min` takes the one that came first.
        chosen = waiting[0] if longest else min(waiting, key=lambda each: (each.urgency, each.before))
        self._waiting.remove(chosen)
        chosen.called.set_result(None)


class QueueingHandler(ASGIHandler):
    """Django, with at most `at_once` requests in work; the others wait, without thread or database connection.

    Whether the process is alive is answered without waiting for a place. A request that has been in work longer than
    anything that ends by itself makes that answer 503, and whoever watches replaces the process.

    Django gives each request a thread. When a class looks at its results at the same moment, two hundred of them share
    one interpreter's lock, and none gets done. Who sends or reads slowly holds no place; who leaves gives up theirs.

    `get_response_async` is the one point between reading a request and sending its answer. Django does not document it,
    so a test says when it has gone (docs/decisions/0035). A middleware would not do: Django runs one that may be
    synchronous in the request's thread, and one that may not would have WSGI and Django's test client switch threads.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__()
        self._places = Places(at_once)
        self._begun: dict[HttpRequest, float] = {}

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, once it is this request's turn."""
        if request.path_info == HEALTH:
            return self._stuck() or await super().get_response_async(request)
        async with self._places.place(urgency_of(request), browser_of(request)):
            self._begun[request] = monotonic()
            try:
                return await super().get_response_async(request)
            finally:
                del self._begun[request]

    def _stuck(self) -> HttpResponseBase | None:
        oldest = min(self._begun.values(), default=math.inf)
        return JsonResponse({"status": "stuck"}, status=503) if monotonic() - oldest > STUCK_SECONDS else None


def urgency_of(request: HttpRequest) -> Urgency:
    """What changes something comes before what shows it, and pages before regions that they look after.

    Without a session nobody has orders to send.
    """
    if request.method not in {"GET", "HEAD"}:
        return Urgency.ACT if settings.SESSION_COOKIE_NAME in request.COOKIES else Urgency.PAGE
    return Urgency.REGION if HtmxDetails(request) else Urgency.PAGE


def browser_of(request: HttpRequest) -> str:
    """Whose request it is: a session's, or of a stranger at an address."""
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME) or request.META.get("REMOTE_ADDR", "")
