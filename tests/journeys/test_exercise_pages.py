"""The pages of an exercise: accessibility, narrow and wide windows, and size in bytes."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import HEAVIEST, barriers_of_colour, mark_new_kinds, reader, weight
from tests.journeys.playing import start
from tests.journeys.visiting import faults

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HARD_TO_READ = (
    "<p style='color: #777; background: #eee'>Grey</p>",
    "<div style='background: #eef'><p style='color: #777'>Grey</p></div>",
    "<p style='color: #777; font-weight: 200; opacity: .5'>Grey</p>",
    "<p style='color: #888'>Grey</p>",
    "<p style='color: #888; font-size: 20px'>Grey</p>",
    "<input aria-label='Name' style='color: #999' value='Ada'>",
    "<div style='background: #eee'>&nbsp;<p style='color: #777; position: absolute; top: 0'>Grey</p></div>",
    "<p>Black with <a href='/' style='color: #333; text-decoration: none'>a link</a> that looks like it.</p>",
)
"""Each like another text that can be read, but for one thing."""


def test_every_page_fits_its_window_axe_finds_nothing_and_nothing_fails_in_silence(site: str, browser: Browser) -> None:
    assert faults(site, browser) == ({}, [])


def test_axe_notices_what_is_hard_to_read(page: Page) -> None:
    page.set_content("<main><p style='color: #999; background: #fff'>Grey on white.</p><p>Black on white.</p></main>")
    assert any("color-contrast" in line for line in barriers_of_colour(page))


def test_a_text_is_examined_if_anything_that_decides_is_new(page: Page) -> None:
    known = "<p>Black</p><p style='color: #666'>Grey</p><p style='color: #888; font: 700 20px serif'>Grey</p>"
    known += "<p>Black with <a href='/' style='color: #333'>a link</a> that is underlined.</p>"
    page.set_content(f"<main style='background: #fff'>{known}</main>")
    assert barriers_of_colour(page) == []
    assert mark_new_kinds(page) == 0
    for later in HARD_TO_READ:
        page.set_content(f"<main style='background: #fff'>{known}{later}</main>")
        assert barriers_of_colour(page) != [], later


def test_the_play_page_weighs_at_most_250_kilobytes(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)

        def load() -> None:
            page.reload(wait_until="load")
            # The live stream stays open, so the network never falls silent.
            expect(page.locator("body")).to_have_attribute("data-live", "open")

        sizes = weight(page, load)
    assert sum(sizes.values()) <= HEAVIEST, sizes
