"""Which facts come with the facts that a pack names."""

from pathlib import Path

import pytest

from scenarios.loader import load
from scenarios.models import Scenario
from tests.scenarios.editing import change

pytestmark = pytest.mark.django_db


def _used(folder: Path) -> set[str]:
    load(folder)
    version = Scenario.objects.get(slug="small").current
    assert version is not None
    return set(version.facts.values_list("slug", flat=True))


def _seat_of(folder: Path, code: str, state: str) -> None:
    """Put another state behind a seat."""
    change(folder / "small" / "seats" / f"{code}.yaml", f"state: {code}", f"state: {state}")


@pytest.mark.slow
def test_a_pact_between_two_seats_comes_along(folder: Path) -> None:
    _seat_of(folder, "JPN", "USA")
    used = _used(folder)
    assert "us-rok-treaty" in used
    assert "us-japan-treaty" not in used


@pytest.mark.slow
def test_a_pact_that_lapsed_does_not(folder: Path) -> None:
    _seat_of(folder, "KOR", "CHN")
    _seat_of(folder, "JPN", "RUS")
    used = _used(folder)
    assert {"russia-china-treaty", "sco"} <= used
    assert "shanghai-five" not in used


def test_steps_places_and_claims_come_along(folder: Path) -> None:
    used = _used(folder)
    assert {"a-50-second-entry", "ieodo", "vostok-assessed-troops", "japan-on-islets", "tsugol"} <= used
    assert "joint-patrol-2" not in used
