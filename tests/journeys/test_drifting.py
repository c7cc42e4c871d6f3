"""Two people in one seat see the same sheet within a second, in whatever order changes and notices arrive."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.page_checks import reader
from tests.journeys.playing import start

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MODEL = Path(__file__).with_name("interleaving.js").read_text()
INTERLEAVINGS = 200
ENOUGH_MS = 3000


def test_a_page_shows_the_newest_sheet_within_a_second_in_200_interleavings(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        page.clock.install()
        start(page, site)
        expect(page.locator("body[data-live=open]")).to_be_attached()
        # The model keeps the sheet as it stands: one whose odds are on their way would stay so for ever.
        expect(page.locator("#told")).to_have_count(0)
        expect(page.locator(".adviser")).to_have_count(3)
        page.evaluate(MODEL)
        stale, lost = [], []
        for seed in range(INTERLEAVINGS):
            page.evaluate("(seed) => window.interleavings.begin(seed)", seed)
            page.clock.run_for(ENOUGH_MS)
            verdict = page.evaluate("() => window.interleavings.verdict()")
            stale += [seed] if verdict["isStale"] else []
            lost += [seed] if verdict["isLost"] else []
        assert (stale, lost) == ([], [])
