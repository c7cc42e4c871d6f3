"""The subscription of a process ends with it."""

import asyncio
from collections.abc import AsyncIterator, Collection

import pytest

from tests.run_coroutine import run
from wargame.live.broadcast import Notice, Unreachable
from wargame.live.hub import Hub


class SwallowingBroadcast:
    """A broker that hangs, with a client that takes a first cancellation for its own time limit."""

    has_swallowed = False

    def send(self, channel: str, word: str) -> None:
        """Send nothing."""

    def mark_revoked(self, channel: str) -> None:
        """Mark nothing."""

    def ping(self) -> None:
        """Answer."""

    async def revocations(self, channels: Collection[str]) -> dict[str, float]:
        return {}

    async def notices(self) -> AsyncIterator[Notice]:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError as error:
            if self.has_swallowed:
                raise
            self.has_swallowed = True
            raise Unreachable("Timeout reading") from error
        yield "", "", 0.0


def test_an_ended_hub_stops_although_its_cancellation_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hub, "RETRY_SECONDS", 0.01)

    async def end() -> bool:
        hub = Hub(SwallowingBroadcast())
        before = asyncio.all_tasks()
        hub.begin()
        (following,) = asyncio.all_tasks() - before
        await asyncio.sleep(0.01)
        hub.end()
        following.cancel()
        done, _ = await asyncio.wait({following}, timeout=5)
        return following in done

    assert run(end())
