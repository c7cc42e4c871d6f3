"""The pages of an exercise in the dark theme, under axe. Themes have a file each, so that they run side by side."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.visiting import found_by_axe

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_axe_finds_nothing_and_nothing_fails_in_silence(site: str, browser: Browser) -> None:
    assert found_by_axe(site, browser, "dark") == ({}, [])
