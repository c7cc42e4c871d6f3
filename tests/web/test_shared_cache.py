"""A cache whose values all processes share through the broker; without one, each has its own."""

import os
import pickle
import runpy
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from unittest.mock import patch

import pytest
import redis

from tests.live import conftest as live
from wargame.web import shared_cache
from wargame.web.shared_cache import SharedCache


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[redis.Redis]:
    """A broker that this test alone uses, and that the cache uses."""
    with TemporaryDirectory(prefix="parley-") as folder:
        server = live.Broker(Path(folder))
        monkeypatch.setattr(shared_cache.settings, "REDIS_URL", server.url)
        yield redis.Redis.from_url(server.url)
        server.kill()


def process(name: str) -> SharedCache:
    """Return the cache of a process that has nothing yet: caches in memory differ by their names."""
    cache = SharedCache(f"{name} {time.monotonic()}", {})
    cache.clear()
    return cache


@pytest.mark.service
def test_what_one_process_has_made_another_one_reads(broker: redis.Redis) -> None:
    one, other = process("one"), process("other")
    one.set("results-1", {"head": "<p>"}, 60)
    assert other.get("results-1") == {"head": "<p>"}
    assert other.get("results-2", "nothing") == "nothing"
    broker.flushall()
    assert other.get("results-1") == {"head": "<p>"}, "a process does not ask twice"


@pytest.mark.service
def test_nothing_is_kept_for_longer_than_was_said(broker: redis.Redis) -> None:
    one = process("one")
    one.set("brief", 1, 5)
    one.set("long", 1, 24 * 60 * 60)
    one.set("always", 1, None)
    left = {key.decode().rpartition(":")[2]: broker.ttl(key) for key in broker.scan_iter("parley:cache:*")}
    assert left.keys() == {"brief", "long", "always"}
    assert 0 < left["brief"] <= 5
    assert 0 < left["long"] <= shared_cache.MOST_SECONDS
    assert 0 < left["always"] <= shared_cache.MOST_SECONDS
    other = process("other")
    with patch.object(shared_cache.time, "time", return_value=time.time() + 6):
        assert other.get("brief") is None


@pytest.mark.service
def test_only_what_this_program_wrote_under_that_key_counts(broker: redis.Redis) -> None:
    one = process("one")
    one.set("seat-1", "of seat 1", 60)
    ((name, kept),) = [(key, broker.get(key)) for key in broker.scan_iter("parley:cache:*")]
    assert isinstance(kept, bytes)
    forged = bytes(32) + pickle.dumps((time.time() + 60, "forged"))
    for key, value in {"seat-2": kept, "seat-3": forged, "seat-4": b"", "seat-5": b"short"}.items():
        broker.set(name.replace(b"seat-1", key.encode()), value)
        assert process("other").get(key) is None, key
    with patch.object(shared_cache, "hash_of_program", return_value="another program"):
        assert process("other").get("seat-1") is None


@pytest.mark.service
def test_who_asks_meanwhile_waits_for_whoever_makes_it(broker: redis.Redis) -> None:
    begun, goes_on = Event(), Event()
    made: list[int] = []

    def make() -> str:
        made.append(1)
        begun.set()
        goes_on.wait(10)
        return "made"

    with ThreadPoolExecutor(3) as people, patch.object(shared_cache, "LONGEST_WAIT", 10.0):
        answers = [people.submit(process("one").get_or_set, "told", make, 60)]
        begun.wait(10)
        answers += [people.submit(process(name).get_or_set, "told", make, 60) for name in ("two", "three")]
        goes_on.set()
        assert [answer.result(20) for answer in answers] == ["made"] * 3
    assert len(made) == 1


@pytest.mark.service
def test_what_was_made_just_before_somebody_begins_is_not_made_again(broker: redis.Redis) -> None:
    one, other = process("one"), process("other")
    begin = shared_cache.Broker.begin

    def late(self: shared_cache.Broker, key: str) -> bool:
        other.set("told", "made", 60)
        return begin(self, key)

    with patch.object(shared_cache.Broker, "begin", late):
        assert one.get_or_set("told", lambda: "made again", 60) == "made"


@pytest.mark.service
def test_who_has_waited_long_makes_it_alone(broker: redis.Redis) -> None:
    making = shared_cache._name(shared_cache._MAKING, ":1:told")
    broker.set(making, 1)
    with patch.object(shared_cache, "LONGEST_WAIT", 0.05):
        assert process("one").get_or_set("told", lambda: "made", 60) == "made"
    assert broker.exists(making), "whoever makes it for all still does"


@pytest.mark.service
def test_what_cannot_be_made_keeps_nobody_waiting(broker: redis.Redis) -> None:
    with pytest.raises(ZeroDivisionError):
        process("one").get_or_set("told", lambda: 1 // 0, 60)
    assert not list(broker.scan_iter("parley:cache-making:*"))


@pytest.mark.service
def test_a_flood_does_not_fill_the_broker(broker: redis.Redis) -> None:
    one = process("one")
    with patch.object(shared_cache, "MOST_BYTES", 5_000):
        for number in range(20):
            one.set(f"sheet-{number}", "x" * 1_000, 60)
    assert 3 <= len(list(broker.scan_iter("parley:cache:*"))) <= 5
    assert one.get("sheet-19") == "x" * 1_000


@pytest.mark.django_db
def test_a_web_process_hashes_the_program_before_its_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("django.setup", "wargame.web.sqlite_wal.keep_open", "wargame.exercises.compiled_rules.warm"):
        monkeypatch.setattr(name, lambda *_, **__: None)
    shared_cache.hash_of_program.cache_clear()
    runpy.run_module("wargame.asgi")
    assert shared_cache.hash_of_program.cache_info().currsize == 1


def test_without_a_broker_each_process_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_cache.settings, "REDIS_URL", f"unix://{tmp_path}/none.sock")
    one, other = process("one"), process("other")
    assert one.get_or_set("told", lambda: 1, 60) == 1
    assert other.get_or_set("told", lambda: 2, 60) == 2
    assert (one.get("told"), other.get("told")) == (1, 2)


def test_a_broker_that_hangs_is_asked_once_and_then_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_cache.Broker, "PAUSE_SECONDS", 600.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        monkeypatch.setattr(shared_cache.settings, "REDIS_URL", url)
        asked = shared_cache._broker(url)._client  # type: ignore[union-attr]
        with patch.object(asked, "get", wraps=asked.get) as gets:
            for number in range(10):
                assert process("one").get_or_set(f"told-{number}", lambda: "made", 60) == "made"
        assert gets.call_count == 1


def test_two_copies_of_a_program_are_one_and_a_changed_one_is_another(tmp_path: Path) -> None:
    """Hosts that run the same commit share their values."""
    homes = [tmp_path / name for name in ("one", "other")]
    for moment, home in enumerate(homes):
        (home / "wargame").mkdir(parents=True)
        (home / "wargame" / "rules.py").write_text("PRESSURE = 4")
        os.utime(home / "wargame" / "rules.py", (moment, moment))
    one, other = map(shared_cache.hash_of_files, homes)
    assert one == other
    (homes[1] / "wargame" / "rules.py").write_text("PRESSURE = 5")
    assert shared_cache.hash_of_files(homes[1]) != one


@pytest.mark.service
def test_two_programs_do_not_overwrite_each_other_s_values(broker: redis.Redis) -> None:
    process("one").set("results-1", "old", 60)
    with patch.object(shared_cache, "hash_of_program", return_value="another program"):
        process("other").set("results-1", "new", 60)
        assert process("third").get("results-1") == "new"
    assert process("fourth").get("results-1") == "old"
