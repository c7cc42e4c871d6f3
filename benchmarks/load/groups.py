"""A class as it is played: a white cell and its people, from the join code to the results of turn 1.

Everybody submits in the last seconds before the deadline. One seat of each exercise only drafts, so that the turn does
not close earlier because all are ready; what is drafted counts as well, and is counted here as well.
"""

import asyncio
import json
import re
import time
from collections import Counter
from datetime import datetime

from benchmarks.load.browser import UNPROCESSABLE, Browser, general, jitter
from benchmarks.load.changes import Acknowledged, Change, change_of, count_lost, sheet_of
from benchmarks.load.tallies import RESULTS, SHEET, Tallies
from benchmarks.load.wire import Answer

PATIENCE = 120.0
"""Seconds that everybody may take to join, and again to reach the sheet, before it counts as an error."""
AFTER = 90.0
"""Seconds after the deadline in which results must be seen: who hears of nothing looks by itself each minute."""
MOST_TRIES = 5
REACTION = 1.0
"""Seconds at most in which somebody reads that a colleague was quicker, and tries again."""
CLOSED = "closed for orders"
_SEATS = re.compile(r'name="role"\s+value="(\w+)"')
_CODE = re.compile(r"/x/(\w+)/")
_DEADLINE = re.compile(r'data-deadline="([^"]+)"\s+data-now="([^"]+)"')


class Refused(RuntimeError):
    """The load test cannot go on, because the server does not let it set up what it measures."""


class Person:
    """Somebody who joins by code, takes a seat and gives orders."""

    def __init__(self, browser: Browser, number: int) -> None:
        self.browser, self.number = browser, number
        self.seat = ""
        self.acknowledged = 0
        self.changed: list[Acknowledged] = []

    async def join(self, code: str) -> None:
        """Send the form with the name and take a seat; then open the lobby with its stream."""
        await self.browser.open(f"/j/{code}/")
        seats = [role for role in _SEATS.findall(self.browser.html) if role]
        if not seats:
            return
        self.seat = seats[self.number % len(seats)]
        form = {"name": f"Student {self.number + 1}", "role": self.seat, "tap": f"load-{id(self)}"}
        await self.browser.post(f"/j/{code}/", form)
        self.browser.tallies.joined += "/lobby/" in self.browser.place

    async def send(self, code: str, *, is_draft: bool) -> None:
        """Submit the sheet, or change it if the seat only drafts, until the server takes it or the turn is closed."""
        tallies = self.browser.tallies
        for _ in range(MOST_TRIES):
            change = change_of(code, self.browser.sheet) if is_draft else None
            form = {"revision": str(self.browser.revision)} | (change.form if change else {})
            began = time.perf_counter()
            path = change.path if change else f"/x/{code}/t/1/submit/"
            answer = await self.browser.ask(path, form, is_htmx=True)
            tallies.submit_ms.append(1000 * (time.perf_counter() - began))
            if answer.status != UNPROCESSABLE:
                await self._taken(answer, change)
                return
            if CLOSED in answer.text:
                tallies.late += 1
                return
            tallies.outdated += 1
            self.browser.swap(answer.text)
            await asyncio.sleep(jitter(REACTION))
        tallies.fault("submit", f"refused {MOST_TRIES} times")

    async def _taken(self, answer: Answer, change: Change | None) -> None:
        if address := answer.headers.get("hx-redirect"):
            self.acknowledged += 1
            await self.browser.open(address)
        elif answer.status == 200:
            self.acknowledged += 1
            self.browser.swap(answer.text)
            if change:
                self.changed.append(Acknowledged(change, self.browser.revision, sheet_of(answer.text)))

    async def stored(self, code: str) -> tuple[int, bool]:
        """Return the revision of the seat's sheet as the server keeps it, and whether it is submitted."""
        answer = await self.browser.ask(f"/api/v1/exercises/{code}/turns/1/orders/")
        sheet = json.loads(answer.text) if answer.status == 200 else {}
        return int(sheet.get("revision", 0)), bool(sheet.get("is_ready"))


class Group:
    """One exercise: its white cell and its people."""

    def __init__(self, leader: Browser, people: list[Person], tallies: Tallies) -> None:
        self.leader, self.people, self.tallies = leader, people, tallies
        self.code = ""

    async def create(self, seat_size: int) -> None:
        """Open the page of settings, and from it the lobby with its code."""
        await self.leader.open("/exercises/new/")
        form = {"title": "Load test", "brief_minutes": "0", "orders_minutes": "0", "grace_minutes": "0"}
        rules = {"missed": "hold", "messages": "monitored", "seat_size": str(seat_size), "allows_reopen": "on"}
        # Rigid: results are out when they are there, without the white cell's reading them first.
        rules |= {"mode": "class", "adjudication": "rigid"}
        await self.leader.post("/exercises/new/", form | rules)
        code = _CODE.search(self.leader.place)
        if code is None:
            raise Refused("The exercise was not created: the account may not, or no scenario is loaded.")
        self.code = code[1]

    async def gather(self) -> None:
        """People come within half a minute for thirty, sit down, and the white cell starts."""

        async def come(person: Person) -> None:
            await asyncio.sleep(jitter(len(self.people)))
            await person.join(self.code)

        await asyncio.gather(*(come(person) for person in self.people))
        await self.leader.post(f"/x/{self.code}/room/start/", {})
        for person in self.people:
            missing = "" if await person.browser.until(SHEET, PATIENCE) else "sheet"
            missing = missing or ("" if await person.browser.listens(PATIENCE) else "stream")
            if missing:
                where = general(person.browser.place) or "no page at all"
                self.tallies.fault("play", f"somebody got no {missing} in {PATIENCE:.0f} s, at {where}")

    async def act(self, window: float, *, is_by_clock: bool) -> None:
        """Play the last `window` seconds of the turn and its end: everybody sends, the turn ends, results come."""
        ends_at = await self._set_deadline() if is_by_clock else time.time() + window
        await asyncio.sleep(max(0.0, ends_at - window - time.time()))
        self.tallies.is_in_window = True
        drafting = self.people[0].seat

        async def send(person: Person) -> None:
            await asyncio.sleep(jitter(window))
            await person.send(self.code, is_draft=person.seat == drafting)

        sending = asyncio.gather(*(send(person) for person in self.people))
        await asyncio.sleep(max(0.0, ends_at - time.time()))
        if not is_by_clock:
            ends_at = time.time()
            await self.leader.post(f"/x/{self.code}/room/control/", {"action": "close"})
        await sending
        await asyncio.gather(*(self._see(person, ends_at) for person in self.people))
        self.tallies.is_in_window = False
        await self._note_moments(ends_at)
        await self._count_lost()

    async def _set_deadline(self) -> float:
        """Give the turn one last minute; return the deadline in seconds of this machine's clock."""
        await self.leader.post(f"/x/{self.code}/room/control/", {"action": "extend", "minutes": "1"})
        told = _DEADLINE.search(self.leader.html)
        if told is None:
            raise Refused("The white cell's room shows no deadline after it was extended.")
        deadline, server = (datetime.fromisoformat(moment) for moment in told.groups())
        # The page gives the server's clock in whole seconds: on another machine the measure is so much less exact.
        behind = time.time() - server.timestamp()
        return deadline.timestamp() + (behind if abs(behind) > 2 else 0.0)

    async def _see(self, person: Person, ends_at: float) -> None:
        if await person.browser.until(RESULTS, max(0.0, ends_at + AFTER - time.time())):
            self.tallies.visible_ms.append(1000 * (person.browser.seen_at[RESULTS] - ends_at))
            self.tallies.moments["answered"].append(self.tallies.visible_ms[-1])
            if heard := person.browser.heard_at.get("results"):
                self.tallies.moments["told"].append(1000 * (heard - ends_at))
        else:
            self.tallies.fault("results", f"not seen {AFTER:.0f} s after the deadline")

    async def _note_moments(self, ends_at: float) -> None:
        """Note when the server closed the turn and when it began to adjudicate it, as it says itself."""
        answer = await self.people[0].browser.ask(f"/api/v1/exercises/{self.code}/turns/")
        for turn in json.loads(answer.text) if answer.status == 200 else []:
            for moment, field in (("closed", "closed_at"), ("begun", "resolved_at")):
                if turn["number"] == 1 and turn[field]:
                    seconds = datetime.fromisoformat(turn[field]).timestamp() - ends_at
                    self.tallies.moments[moment].append(1000 * seconds)

    async def _count_lost(self) -> None:
        """Count what was acknowledged to people of a seat and is not in its sheet: a change of the draft, or a submit,
        which is filed for the whole seat by whoever is first.
        """
        taken: Counter[str] = Counter()
        for person in self.people:
            taken[person.seat] += person.acknowledged
        self.tallies.acknowledged += taken.total()
        for person in {each.seat: each for each in self.people if each.seat}.values():
            revision, is_submitted = await person.stored(self.code)
            changed = [each for other in self.people if other.seat == person.seat for each in other.changed]
            submitted = taken[person.seat] - len(changed)
            self.tallies.lost += count_lost(changed, revision) + (0 if is_submitted else submitted)

    async def end(self) -> None:
        """End the exercise, so that nothing of it goes on."""
        await self.leader.post(f"/x/{self.code}/room/end/", {"typed": self.code})

    def close(self) -> None:
        for browser in (self.leader, *(person.browser for person in self.people)):
            browser.close()
