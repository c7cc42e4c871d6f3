"""Limits how many requests a web process works on at a time, and decides which come first."""

import asyncio
import math
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import IntEnum
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django_htmx.middleware import HtmxDetails

HEALTH = "/health/"
API = "/api/"
MOST_KNOWN = 10_000
"""Sessions that a process remembers; a class has thirty."""
STUCK_SECONDS = 120.0
"""A request that takes longer is stuck: statements, locks and tasks have shorter limits."""
View = TypeVar("View", bound=Callable[..., Any])
_FORECASTS: set[Callable[..., Any]] = set()
"""Views that compute for long; they fill the set as they are loaded."""


class Urgency(IntEnum):
    """The order in which waiting requests are worked on."""

    ACT = 0  # somebody sends orders in the last second
    PAGE = 1  # somebody waits for a page
    REGION = 2  # a page that is shown already asks for an update
    FORECAST = 3  # a page that is shown already asks what has to be computed first


@dataclass(frozen=True, eq=False)
class Waiting:
    """A request that waits; `before` is how many requests of the same browser waited when it came."""

    urgency: Urgency
    before: int
    called: asyncio.Future[None]


class Places:
    """Lets a fixed number of requests run at a time; the most urgent waiting one is next.

    Of equally urgent ones, the one whose browser had fewest waiting is next, then the oldest, so that a browser with a
    hundred requests does not hold others back. Every fourth place goes to the request that has waited longest, whatever
    its urgency.

    Where there are several places, forecasts leave one to all else: each takes as long as ten other requests.
    """

    FOR_THE_LONGEST = 4

    def __init__(self, count: int) -> None:
        self._free = count
        self._free_to_forecast = max(count - 1, 1)
        self._passed_on = 0
        self._waiting: list[Waiting] = []  # in the order in which they came
        self._of_browser: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, urgency: Urgency, browser: str) -> AsyncIterator[None]:
        """Wait for a place, and give it back at the end. A request that is cancelled while it waits takes none."""
        if self._is_free(urgency):
            self._take(urgency)
        else:
            await self._wait(urgency, browser)
        try:
            yield
        finally:
            self._pass_on(urgency)

    def _is_free(self, urgency: Urgency) -> bool:
        return self._free > 0 and (urgency is not Urgency.FORECAST or self._free_to_forecast > 0)

    def _take(self, urgency: Urgency, count: int = 1) -> None:
        self._free -= count
        self._free_to_forecast -= count * (urgency is Urgency.FORECAST)

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
                self._pass_on(urgency)
            raise
        finally:
            self._of_browser -= Counter([browser])  # this also drops counts of 0

    def _pass_on(self, urgency: Urgency) -> None:
        """Give back a place that was taken with this urgency, and call who is next."""
        self._take(urgency, -1)
        # A request that has just been cancelled is still in the list.
        waiting = [each for each in self._waiting if not each.called.cancelled() and self._is_free(each.urgency)]
        if not waiting:
            return
        self._passed_on += 1
        longest = self._passed_on % self.FOR_THE_LONGEST == 0
        # Of equal ones, `min` takes the first.
        chosen = waiting[0] if longest else min(waiting, key=lambda each: (each.urgency, each.before))
        self._waiting.remove(chosen)
        self._take(chosen.urgency)
        chosen.called.set_result(None)


class QueueingHandler(ASGIHandler):
    """Django's ASGI handler with at most `at_once` requests in work.

    Others wait without a thread or a database connection.

    The health check does not wait for a place. If a request has been in work for longer than STUCK_SECONDS, the check
    answers 503, and the supervisor replaces the process.

    Django gives each request a thread. When a class opens its results at the same moment, two hundred threads would
    share one interpreter lock and none would finish. A slow upload or download holds no place, and a client that
    disconnects gives up its place.

    `get_response_async` is the only point between reading a request and sending its response. Django does not document
    it, so a test notices if it disappears (docs/decisions/0035). A middleware would not work: Django runs a synchronous
    one in the request's thread, and an asynchronous one would make WSGI and the test client switch threads.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__()
        self._places = Places(at_once)
        self._begun: dict[HttpRequest, float] = {}
        self._known = KnownSessions()

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response, once it is this request's turn."""
        if request.path_info == HEALTH:
            return self._stuck() or await super().get_response_async(request)
        key = self._known.key_of(request)
        async with self._places.place(urgency_of(request, key), key or address_of(request)):
            self._begun[request] = monotonic()
            try:
                response = await super().get_response_async(request)
                self._known.note(request)
                return response
            finally:
                del self._begun[request]

    def _stuck(self) -> HttpResponseBase | None:
        oldest = min(self._begun.values(), default=math.inf)
        return JsonResponse({"status": "stuck"}, status=503) if monotonic() - oldest > STUCK_SECONDS else None


def forecasts(view: View) -> View:
    """Say of a view, as its outermost decorator, that it computes for long: for a page that is shown, or a program."""
    _FORECASTS.add(view)
    return view


def urgency_of(request: HttpRequest, key: str) -> Urgency:
    """Return the urgency: changes come before pages, pages before regions, and regions before forecasts.

    `key` is that of a session in which somebody is known to be signed in. A change without one cannot be orders, so it
    counts as a page. A page that fetches its forecasts (`told`) or its advisers (`cabinet`) waits for
    a forecast, and so does a question to the staff.
    """
    if request.method not in {"GET", "HEAD"}:
        if _is_forecast(request.path_info):
            return Urgency.FORECAST
        return Urgency.ACT if key else Urgency.PAGE
    if request.GET.get("told") or request.GET.get("cabinet"):
        return Urgency.FORECAST
    is_page = not HtmxDetails(request)
    if is_page and not request.path_info.startswith(API):
        return Urgency.PAGE
    usual = Urgency.PAGE if is_page else Urgency.REGION
    return Urgency.FORECAST if _is_forecast(request.path_info) else usual


def _is_forecast(path: str) -> bool:
    try:
        return resolve(path).func in _FORECASTS
    except Resolver404:
        return False


def address_of(request: HttpRequest) -> str:
    """Return the address of a stranger."""
    return str(request.META.get("REMOTE_ADDR", ""))


class KnownSessions:
    """The sessions of people that requests of this process have found in the database: a cookie alone may be invented,
    and strangers get a session for each refused form.

    Without this, a program that sends another cookie each time would have its requests taken for orders of as many
    people. Somebody whose session another process has found counts as a stranger here for one request.
    """

    def __init__(self) -> None:
        self._keys: dict[str, None] = {}

    def key_of(self, request: HttpRequest) -> str:
        """Return the key of the request's session; "" if nobody is known to be signed in in it."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        return key if key in self._keys else ""

    def note(self, request: HttpRequest) -> None:
        """Remember the session of a request that was answered, if its view has found it and somebody is signed in."""
        session = getattr(request, "session", None)
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if session is None or not session.is_signed_in or session.session_key != key:
            return
        self._keys.pop(key, None)
        self._keys[key] = None
        if len(self._keys) > MOST_KNOWN:
            del self._keys[next(iter(self._keys))]
