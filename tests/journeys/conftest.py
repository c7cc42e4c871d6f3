"""The dice of journeys: the same in every run, so that a journey does not end three turns early one day."""

from types import SimpleNamespace

import pytest

from wargame.exercises.services import exercises

SEED = 20190723


@pytest.fixture(autouse=True)
def _known_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every exercise that a page starts has this seed; the server runs in the test's own process."""
    monkeypatch.setattr(exercises, "secrets", SimpleNamespace(randbits=lambda bits: SEED))
