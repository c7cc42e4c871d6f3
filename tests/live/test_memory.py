"""The in-memory broadcast behaves as the one over Redis does."""

import time

import pytest

from tests.run_coroutine import run
from wargame import live
from wargame.live.broadcast import MemoryBroadcast
from wargame.live.hub import Hub, Listener


@pytest.mark.django_db(transaction=True)
def test_published_notices_can_be_read(notices: list[tuple[str, str]]) -> None:
    live.publish("exercise:7", "board")
    assert notices == [("exercise:7", "board")]


def test_a_listener_hears_its_channel_once_per_region() -> None:
    async def scene() -> list[str]:
        source = MemoryBroadcast()
        with Hub(source).listen(frozenset({"exercise:7"}), time.time()) as listener:
            assert await listener.words(60) == ["*"], "the stream does not know the news before"
            for channel, region in [("exercise:7", "board"), ("exercise:8", "inbox"), ("exercise:7", "board")]:
                source.send(channel, region)
            source.send("exercise:7", "orders")
            heard: list[str] = []
            while "orders" not in heard:
                heard += await listener.words(60)
            return heard

    assert run(scene()) == ["board", "orders"]


def test_revocations_are_remembered() -> None:
    source = MemoryBroadcast()
    source.mark_revoked("exercise:7")
    assert len(run(source.revocations(["exercise:7", "exercise:8"]))) == 1


def test_what_is_told_again_is_told_last() -> None:
    """A repeated notice is delivered last: who hears of a close and a reopening together ends with the open turn."""

    async def told() -> list[str]:
        listener = Listener(frozenset(), 0.0)
        for word in ("phase", "closed", "phase"):
            listener.tell(word)
        return await listener.words(1)

    assert run(told()) == ["closed", "phase"]
