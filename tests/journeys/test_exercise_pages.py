"""The pages of an exercise for everyone: narrow and wide windows, and what they weigh."""

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.journeys.playing import start
from tests.journeys.reading import HEIGHTS, overflow, reader
from tests.journeys.visiting import look, visits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_no_page_is_wider_than_its_window(site: str, browser: Browser) -> None:
    wide: dict[str, int] = {}
    with reader(browser, 1440) as page:
        for name in visits(page, site):
            for width in sorted(HEIGHTS):
                look(page, width)
                wide[f"{name} at {width}"] = overflow(page)
    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}


def test_the_play_page_weighs_at_most_300_kilobytes(site: str, browser: Browser) -> None:
    """As it goes over the wire; style sheets and scripts are sent uncompressed here, in production they are not."""
    with reader(browser, 1440) as page:
        start(page, site)
        finished: list[Request] = []
        page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 - takes no built-in
        page.reload(wait_until="load")
        # The live stream stays open, so the network never falls silent.
        expect(page.locator("body")).to_have_attribute("data-live", "open")
        sizes = {request.url: request.sizes()["responseBodySize"] for request in list(finished)}
    assert sum(sizes.values()) <= 300_000, sizes
