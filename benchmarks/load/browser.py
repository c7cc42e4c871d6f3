"""A person's browser, reduced to what costs the server something: pages, forms, the stream, and regions fetched anew.

Which region is fetched after which notice, from where and how late is read from the pages themselves, so that the
measure follows the templates. Style sheets and scripts are left out: browsers have them from the lobby on.
"""

import asyncio
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import Any

from benchmarks.load.tallies import Tallies
from benchmarks.load.wire import Answer, Refusal, Wire

EVERYTHING = "*"
UNPROCESSABLE = 422
MOST_REDIRECTS = 6
POLL, POLL_SPREAD, REOPEN, RETRY = 60.0, 15.0, 15.0, 2.0
"""Seconds: a page looks each minute, or up to so much sooner; a stream that failed is opened again, or went on and is
again."""
EVERYTHING_EACH = 5
"""A page that has a stream looks at the phase of the turn alone, but for each fifth time."""
RESTING = {"orders", "roster", "clock"}
"""The regions that a page of a turn does not fetch between the close of the turn and its results."""
REFUSALS = {401, 403, 404}
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_BODY = re.compile(r"<body[^<>]*>")
_TRIGGER = re.compile(r"live:([a-z_-]+) from:body(?: delay:(\d+)(ms|s))?")
_EVERY = re.compile(r"every (\d+)s")
_LOAD = re.compile(r"\bload(?: delay:(\d+)s)?")


@dataclass(frozen=True)
class Region:
    """An element that fetches itself: from where, how many seconds after each notice, and after it came itself."""

    id: str
    address: str
    after: Mapping[str, float]
    every: float | None
    on_load: float | None


def regions_of(html: str) -> dict[str, Region]:
    """Return the regions of a page or of a part of one, by the id of their element."""
    found = {}
    for tag in _tags(html):
        has = _attributes(tag)
        triggers = _TRIGGER.findall(has["hx-trigger"])
        every, load = (pattern.search(has["hx-trigger"]) for pattern in (_EVERY, _LOAD))
        if (triggers or load) and "hx-get" in has:
            after = {word: float(wait or 0) / (1000 if unit == "ms" else 1) for word, wait, unit in triggers}
            times = (float(every[1]) if every else None, float(load[1] or 0) if load else None)
            found[has["id"]] = Region(has["id"], has["hx-get"], after, *times)
    return found


def _tags(html: str) -> Iterator[str]:
    at = -1
    while (at := html.find('hx-trigger="', at + 1)) >= 0:
        yield html[html.rfind("<", 0, at) : html.find(">", at)]


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


class Browser:
    """One tab: `html` is the page as it was loaded, `place` its address, `sheet` the order region as it is now."""

    def __init__(self, host: str, port: int, tallies: Tallies) -> None:
        self.wire = Wire(host, port)
        self.tallies = tallies
        self.place, self.html, self.sheet, self.csrf = "", "", "", ""
        self.regions: dict[str, Region] = {}
        self.is_listening = asyncio.Event()
        self.seen_at: dict[str, float] = {}
        self.heard_at: dict[str, float] = {}
        self._seen: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._body: dict[str, str] = {}
        self._has_reloaded = self._is_closed = False
        self._timers: dict[str, asyncio.Task[None]] = {}

    async def ask(self, path: str, form: Mapping[str, str] | None = None, *, is_htmx: bool = False) -> Answer:
        """One request, counted as an error where the server or the way to it fails (status 0)."""
        filled = None if form is None else {"csrfmiddlewaretoken": self.csrf, **form}
        began = time.perf_counter()
        try:
            answer = await self.wire.ask(path, filled, is_htmx=is_htmx)
        except (OSError, TimeoutError) as fault:
            self.tallies.fault(general(path), f"{type(fault).__name__}: {fault}")
            return Answer()
        self.tallies.answered(general(path), 1000 * (time.perf_counter() - began))
        if answer.status >= 400 and answer.status != UNPROCESSABLE:
            self.tallies.fault(general(path), f"answered {answer.status}")
        return answer

    async def open(self, path: str) -> Answer:
        """Goes to a page, wherever it sends the visitor, and listens to its stream."""
        answer = await self.ask(path)
        return await self._follow(path, answer)

    async def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form as browsers do without script, and follow its answer."""
        return await self._follow(path, await self.ask(path, form))

    async def _follow(self, path: str, answer: Answer) -> Answer:
        for _ in range(MOST_REDIRECTS):
            if answer.status not in {301, 302, 303}:
                break
            path = answer.headers["location"]
            answer = await self.ask(path)
        if answer.status in {200, UNPROCESSABLE}:
            self._show(path, answer.text)
        return answer

    def _show(self, path: str, html: str) -> None:
        self.leave()
        self._is_closed = False
        self.place, self.html = path, html
        self.regions = {}
        self.swap(html)
        body = _BODY.search(html)
        self._body = _attributes(body[0]) if body else {}
        if address := self._body.get("data-live-url"):
            self._begin("stream", self._listen(address))
            self._begin("poll", self._poll())

    def swap(self, html: str) -> None:
        """Take over what a page or region brings: forms to send, addresses to fetch from, and what was waited for."""
        if token := _CSRF.search(html):
            self.csrf = token[1]
        for mark in self.tallies.marks:
            if mark in html:
                self.seen_at.setdefault(mark, time.time())
                self._seen[mark].set()
        self.regions |= (fresh := regions_of(html))
        if "orders" in fresh:
            self.sheet = html
        for region in fresh.values():
            for wait in (region.every, region.on_load):
                if wait is not None:
                    self._later(region.id, wait)

    def leave(self) -> None:
        """End the streams and regions of the page; the browser's connections stay."""
        self.is_listening.clear()
        current = asyncio.current_task()
        for task in self._timers.values():
            if task is not current:
                task.cancel()
        self._timers.clear()

    def close(self) -> None:
        """End everything."""
        self.leave()
        self.wire.close()

    def _begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Replace the named part of the page by new work; a failure of it counts as an error."""
        if (before := self._timers.get(name)) is not None and before is not asyncio.current_task():
            before.cancel()
        self._timers[name] = asyncio.create_task(work)
        self._timers[name].add_done_callback(self._note)

    def _note(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (fault := task.exception()) is not None:
            self.tallies.fault("browser", f"{type(fault).__name__}: {fault}")

    async def _listen(self, address: str) -> None:
        """Follow a stream like `static/js/live.js`: open an ended one again, load the page once when one is refused."""
        while True:
            status = 0
            try:
                async with self.wire.stream(address) as words:
                    async for word in words:
                        self._hear(word)
            except Refusal as refusal:
                status = refusal.status
            except OSError as fault:
                self.tallies.fault(general(address), f"{type(fault).__name__}: {fault}")
            self.is_listening.clear()
            self.tallies.lost_streams += 1
            if status in REFUSALS and not self._has_reloaded:
                self._has_reloaded = True
                self._begin("page", self._go_to(self.place))
            elif status in REFUSALS:
                self.tallies.fault(general(address), f"refused with {status}, also after the page was loaded anew")
                return
            await asyncio.sleep(REOPEN if status else RETRY)

    async def _poll(self) -> None:
        wait = POLL - jitter(POLL_SPREAD)
        for looks in count(1):
            await asyncio.sleep(wait)
            self._fire("phase" if self.is_listening.is_set() and looks % EVERYTHING_EACH else EVERYTHING)

    def _hear(self, word: str) -> None:
        if word == "open":
            self._has_reloaded = False
            self.is_listening.set()
            return
        self.tallies.notices += 1
        self.heard_at.setdefault(word, time.time())
        if word == "seat":
            self._begin("page", self._go_to(self.place))
        else:
            self._fire(word)

    def _fire(self, word: str) -> None:
        """Has the regions look that wait for the word, as `static/js/live.js` does."""
        if word == "results":
            if following := self._body.get("data-live-next"):
                self._begin("page", self._go_to(following))
                return
            word = "phase"
        if word == "closed":
            self._is_closed = "data-live-next" in self._body
        elif word in {"phase", EVERYTHING}:
            self._is_closed = False
        followed = self._body.get("data-live-regions", "").split()
        is_all = word == EVERYTHING or (word == "phase" and word not in followed)
        for name in followed if is_all else [word]:
            for region in self.regions.values():
                if name in region.after:
                    self._later(region.id, region.after[name], name)

    async def _go_to(self, path: str) -> None:
        await self.open(path)

    def _later(self, region: str, wait: float, word: str = "") -> None:
        """Fetch a region after a wait that begins again with each notice, as htmx's `delay` does."""
        self._begin(f"region {region}", self._fetch(region, wait, word))

    async def _fetch(self, name: str, wait: float, word: str) -> None:
        await asyncio.sleep(wait)
        if self._is_closed and word in RESTING:
            return
        region = self.regions[name]
        answer = await asyncio.shield(self.ask(region.address, is_htmx=True))
        if "hx-redirect" in answer.headers:
            await self.open(answer.headers["hx-redirect"])
        elif answer.status in {301, 302, 303}:
            await self.open(answer.headers["location"])
        elif answer.status == 200:
            del self.regions[name]
            self.swap(answer.text)
            for event in json.loads(answer.headers.get("hx-trigger", "{}")):
                self._fire(event.removeprefix("live:"))
        elif region.every:
            self._later(name, region.every)

    @property
    def revision(self) -> int:
        """The revision of the order sheet that the page shows."""
        orders = self.regions.get("orders")
        number = orders.address.rpartition("-")[2] if orders else ""
        return int(number) if number.isdecimal() else 0

    async def listens(self, seconds: float) -> bool:
        """Return whether the page's stream opens within so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.is_listening.wait(), seconds)
        return self.is_listening.is_set()

    async def until(self, mark: str, seconds: float) -> bool:
        """Return whether the page shows `mark` within so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._seen[mark].wait(), seconds)
        return mark in self.seen_at


def general(path: str) -> str:
    """Return an address without codes of exercises and without tokens."""
    return re.sub(r"/(x|j)/[\w-]+/|/(live)/.*", r"/\1\2/.../", path.partition("?")[0])


def jitter(most: float) -> float:
    """Return a random moment within so many seconds: people do not click at once."""
    return random.uniform(0, most)
