"""How many requests a web process works on at a time, and which come first."""

import asyncio
import itertools
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum
from heapq import heappop, heappush
from time import monotonic

from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

HEALTH = "/health/"
STUCK_SECONDS = 120.0
"""Statements, locks and tasks end long before."""


class Urgency(IntEnum):
    """In which order requests are worked on that have to wait."""

    ACT = 0  # somebody sends orders in the last second
    PAGE = 1  # somebody waits before an empty window
    REGION = 2  # a page that can be read looks whether there is something new


class Places:
    """At most so many at a time; of those who wait, the most urgent goes first, and of these who came first."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._arrivals = itertools.count()
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def place(self, urgency: Urgency) -> AsyncIterator[None]:
        """Waits for a place and gives it back in the end; who is cancelled meanwhile holds none."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(urgency)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, urgency: Urgency) -> None:
        called = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (urgency, next(self._arrivals), called))
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._waiting:
            called = heappop(self._waiting)[-1]
            if not called.done():
                called.set_result(None)
                return
        self._free += 1


class QueueingHandler(ASGIHandler):
    """Django, with at most `at_once` requests in work; the others wait, without thread or database connection.

    Whether the process is alive is answered without waiting for a place. A request that has been in work longer than
    anything that ends by itself makes that answer 503, and whoever watches replaces the process.

    Django gives each request a thread. When a class looks at its results at the same moment, two hundred of them share
    one interpreter's lock, and none gets done. Who sends or reads slowly holds no place; who leaves gives up theirs.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__()
        self._places = Places(at_once)
        self._begun: dict[HttpRequest, float] = {}

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, once it is this request's turn."""
        if request.path_info == HEALTH:
            return self._stuck() or await super().get_response_async(request)
        async with self._places.place(urgency_of(request)):
            self._begun[request] = monotonic()
            try:
                return await super().get_response_async(request)
            finally:
                del self._begun[request]

    def _stuck(self) -> HttpResponseBase | None:
        oldest = min(self._begun.values(), default=math.inf)
        return JsonResponse({"status": "stuck"}, status=503) if monotonic() - oldest > STUCK_SECONDS else None


def urgency_of(request: HttpRequest) -> Urgency:
    """What changes something comes before what shows it, and pages before regions that they look after."""
    if request.method not in {"GET", "HEAD"}:
        return Urgency.ACT
    return Urgency.REGION if request.headers.get("HX-Request") == "true" else Urgency.PAGE
