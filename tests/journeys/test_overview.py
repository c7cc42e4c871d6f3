"""The overview by keyboard: arrows move, Enter shows the reasons, Esc closes. It prints on one sheet."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import reader
from tests.journeys.playing import order, play_turn, start
from tests.serving import eventually

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('td') ? document.activeElement.textContent.trim() : ''"))


def test_it_is_walked_by_keys_and_printed_on_one_page(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        exercise = start(page, site)
        order(page, "Scramble and shadow")
        play_turn(page)
        page.goto(f"{exercise}overview/")
        stops = page.locator("#game tbody a[tabindex='0']")
        expect(stops).to_have_count(1)
        stops.focus()
        first = focused(page)
        page.keyboard.press("ArrowDown")
        second = focused(page)
        assert second
        assert second != first
        page.keyboard.press("ArrowUp")
        assert focused(page) == first
        page.keyboard.press("Enter")
        expect(page.locator("#why")).to_be_focused()
        assert "at=" in page.url
        page.keyboard.press("Escape")
        expect(page.locator("#why")).to_have_count(0)
        eventually(lambda: focused(page) == first)
        _is_one_sheet(page)


def _is_one_sheet(page: Page) -> None:
    paper = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert len(sizes) == 1
    width, height = map(float, sizes[0])
    assert (round(width), round(height)) == (842, 595), "A4 landscape, in points"
