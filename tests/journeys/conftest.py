"""The dice of journeys: the same in every run, so that a journey does not end three turns early one day."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from scenarios.loader import PACKS, load
from tests.serving import Server
from wargame.exercises.services import exercises

SEED = 20190723
# What is quick is noticed at once; a machine with other work gets the time it needs.
expect.set_options(timeout=60_000)


@pytest.fixture(autouse=True)
def _known_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every exercise that a page starts has this seed; the server runs in the test's own process."""
    monkeypatch.setattr(exercises, "secrets", SimpleNamespace(randbits=lambda bits: SEED))


@pytest.fixture
def site(server: Server) -> str:
    """The address of a server whose library is loaded."""
    load(PACKS)
    return server.address
