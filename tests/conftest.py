"""Fixtures for all tests, and the plugins that hold others."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from hypothesis import HealthCheck, settings

from tests.browsers import NoChromium, launching
from tests.serving import Server
from wargame.accounts import rates
from wargame.live.broadcast import MemoryBroadcast, broadcast
from wargame.web import log_ids

# Playwright's synchronous API runs an event loop in the thread that also uses the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = [
    "tests.cast",
    "tests.commands",
    "tests.statements",
    "tests.database",
    "tests.database_time",
    "tests.skips",
]

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


CONTRACT = "test_api_contract.py"
LEFT_OUT = {"journeys": "not journey", "services": "not service", CONTRACT: "not slow"}
"""Folders and files of which every test has a marker, by the words that ask for tests without it."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Read no file of which every test would be left out: it takes 3 of 8 s in each worker."""
    expression = config.getoption("markexpr")
    # With "or" or brackets, a test that has the marker may still be asked for.
    asked = () if "(" in expression or " or " in expression else expression.split(" and ")
    return True if LEFT_OUT.get(collection_path.name) in asked else None


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use a worker more than there are cores where tests wait for browsers and for processes of their own.

    With as many workers as cores, journeys left an eighth of two cores idle.
    """
    expression = config.getoption("markexpr")
    waits = not ("not journey" in expression and "not service" in expression)
    return (os.cpu_count() or 1) + waits


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> None:
    """Load the plugin of schemathesis with the only file that needs it: it takes 0.7 s in each process."""
    if module_path.name == CONTRACT:
        parent.config.pluginmanager.import_plugin("schemathesis.pytest.plugin")


# Collecting tests makes objects that stay, and looking for garbage among them took a quarter of all time.
gc.disable()


def pytest_collection_finish() -> None:
    """Freeze what exists before the first test, and collect garbage less often: it took a quarter of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    gc.enable()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Clear caches and counts before each test, because rows of different tests have the same primary keys.

    Clear the time zone too: where a test asks `access` outside a request, that of its exercise stays.
    """
    cache.clear()
    rates.counts.cache_clear()
    timezone.deactivate()


@pytest.fixture(autouse=True)
def _one_request_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give all requests the same id, so that answers can be compared byte by byte."""
    monkeypatch.setattr(log_ids, "new_request_id", lambda: "the-request")


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Yield what `live.publish` sends in this test, as (channel, region) with channels by name; transactions commit."""
    monkeypatch.setattr("wargame.live.channel_digest", lambda channel: channel)
    broadcast.cache_clear()
    told = broadcast()
    assert isinstance(told, MemoryBroadcast)
    yield told.sent
    broadcast.cache_clear()


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    """Parley on a real port, for browsers and streams; its `address` has no slash at the end."""
    broadcast.cache_clear()
    running = Server(broadcast())
    yield running
    running.stop()
    broadcast.cache_clear()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Override the plugin's fixture to start the system's Chromium."""
    try:
        return launching()
    except NoChromium as missing:
        pytest.skip(str(missing))
