"""One load test from the first page to the last result."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

from benchmarks.load.browser import Browser
from benchmarks.load.groups import Group, Person, Refused
from benchmarks.load.stack import Stack, cpu_seconds
from benchmarks.load.tallies import MEASURING, Tallies

SEATS = 4
MOST_SEAT = 50

Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """Players at once; all submit within `window` seconds, before the clock or the white cell ends the turn."""

    exercises: int
    people: int
    window: float
    is_by_clock: bool


async def run(stack: Stack, plan: Plan, tallies: Tallies, say: Say) -> None:
    """Plays one turn of so many exercises at once and fills `tallies` as it goes. Raises Refused."""
    tallies.people = plan.exercises * plan.people
    groups = [_group(stack, plan.people, tallies) for _ in range(plan.exercises)]
    try:
        await _sign_in(groups, stack)
        for group in groups:
            await group.create(seat_size=min(MOST_SEAT, -(-plan.people // SEATS) + 1))
        say(f"{plan.exercises} exercises are open; {tallies.people} people join.")
        await asyncio.gather(*(group.gather() for group in groups))
        say(f"{tallies.joined} of {tallies.people} sit before their sheets; the turn ends within a minute or so.")
        used, own = cpu_seconds(stack.pid) if stack.pid else {}, process_time()
        await asyncio.gather(*(group.act(plan.window, is_by_clock=plan.is_by_clock) for group in groups))
        tallies.cpu_s = {MEASURING: process_time() - own}
        if stack.pid:
            now = cpu_seconds(stack.pid)
            tallies.cpu_s |= {name: seconds - used.get(name, 0.0) for name, seconds in now.items()}
        say(f"{len(tallies.visible_ms)} of {tallies.people} have seen the results.")
        for group in groups:
            await group.end()
    finally:
        for group in groups:
            group.close()


def _group(stack: Stack, people: int, tallies: Tallies) -> Group:
    leader = Browser(stack.host, stack.port, tallies)
    students = [Person(Browser(stack.host, stack.port, tallies), number) for number in range(people)]
    return Group(leader, students, tallies)


async def _sign_in(groups: list[Group], stack: Stack) -> None:
    """Sign the instructor in once, and lead every exercise from a tab of the same browser."""
    first = groups[0].leader
    await first.open("/account/sign-in/")
    await first.post("/account/sign-in/", {"username": stack.account, "password": stack.password})
    if "sessionid" not in " ".join(first.wire.cookies):
        raise Refused("Signing in failed: check the account and its password.")
    for group in groups[1:]:
        group.leader.wire.cookies = first.wire.cookies
