"""Streams and notices while the broker hangs, dies or restarts empty."""

import math
import signal
from contextlib import suppress

import pytest
import redis

from tests.live.conftest import Broker, Stream, address_of, subscribed
from tests.serving import Server, eventually
from wargame import live
from wargame.live.broadcast import RedisBroadcast

pytestmark = [pytest.mark.django_db, pytest.mark.service]


@pytest.fixture(autouse=True)
def _immediate_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commit hooks at once, since the transaction of a test never commits."""
    monkeypatch.setattr("wargame.live.transaction.on_commit", lambda hook, robust: hook())


def test_streams_outlive_a_broker_that_loses_everything(server: Server, broker: Broker, source: RedisBroadcast) -> None:
    stream = Stream(server, address_of("exercise:7")).opened()
    subscribed(source)
    broker.kill()
    assert stream.line() == "data: *", "news of the meantime are lost: the page must look for itself"
    broker.start()
    subscribed(source)
    live.publish("exercise:7", "board")
    lines = iter(stream.line, "data: board")
    assert set(lines) <= {"data: *"}


@pytest.fixture
def impatient(source: RedisBroadcast, monkeypatch: pytest.MonkeyPatch) -> RedisBroadcast:
    """Return the broadcast of a process that asks a silent broker after 0.2 s whether it still answers."""
    monkeypatch.setattr(source, "QUIET_SECONDS", 0.2)
    monkeypatch.setattr(source, "TIMEOUT_SECONDS", 0.3)
    return source


def test_a_broker_that_hangs_is_noticed_and_left(impatient: RedisBroadcast, server: Server, broker: Broker) -> None:
    stream = Stream(server, address_of("exercise:7")).opened()
    subscribed(impatient)
    broker.signal(signal.SIGSTOP)
    assert stream.line() == "data: *"


def test_who_could_not_be_told_looks_at_everything_as_soon_as_the_broker_answers(
    server: Server, broker: Broker, source: RedisBroadcast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This happens without a further notice; the pages' own subscription does not notice so short an outage."""
    monkeypatch.setattr("wargame.live.undelivered.RETRY_SECONDS", 0.1)
    told = Stream(server, address_of("exercise:7")).opened()
    ended = Stream(server, path := address_of("exercise:7:person:3")).opened()
    subscribed(source)
    broker.signal(signal.SIGSTOP)
    # A command that waits in the socket of a broker that hangs is carried out later; one that was not sent is not.
    source._paused_until = math.inf
    live.publish("exercise:7", "board")
    live.revoke("exercise:7:person:3")
    live.publish("exercise:7:person:3", "seat")
    broker.signal(signal.SIGCONT)
    assert told.line() == "data: *"
    assert ended.line() == ""
    assert Stream(server, path).status == 404
    eventually(lambda: source._undelivered._thread is None)
    live.publish("exercise:7", "inbox")
    assert told.line() == "data: inbox", "requests tell again at once"


@pytest.mark.parametrize("trouble", [signal.SIGSTOP, signal.SIGKILL])
def test_publishing_without_a_broker_never_fails_and_waits_once(
    broker: Broker, trouble: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request makes one attempt for all its notices, of at most half a second, or 2 s for waking a worker."""
    source = RedisBroadcast(broker.url)
    monkeypatch.setattr("wargame.live.broadcast", lambda: source)
    eventually(lambda: answers(source))
    attempts: list[str] = []
    publish = source._client.publish
    monkeypatch.setattr(source._client, "publish", lambda *words: attempts.append(words[0]) or publish(*words))
    monkeypatch.setattr(source, "PAUSE_SECONDS", 3600)
    broker.signal(trouble)
    for _ in range(50):
        live.publish("exercise:7", "board")
    assert len(attempts) == 1
    waits = source._client.connection_pool.connection_kwargs
    assert waits["socket_timeout"] == waits["socket_connect_timeout"] == 0.5


def answers(source: RedisBroadcast) -> bool:
    with suppress(redis.RedisError):
        return bool(source._client.ping())
    return False
