"""The Invitation in a real browser: from its page over six turns of the first orders to its ending."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.playing import play_turn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def send_a_word_to_both(page: Page) -> None:
    """Give one order at both neighbours: the first is ticked, a key ticks the second."""
    page.locator("#order-search").fill("quiet word")
    page.locator("#option-quiet_word").click()
    expect(page.locator("#target-1-RUS")).to_be_checked()
    page.locator("#target-1-CHN").press("Space")
    expect(page.locator("#order-1")).to_contain_text("towards CHN and RUS")
    expect(page.locator("#target-1-RUS")).to_be_checked()
    expect(page.locator("#target-1-CHN")).to_be_checked()
    expect(page.locator("#target-1-CHN")).to_be_focused()
    expect(page.locator(".order-list .order-cost")).to_contain_text("2 pt")
    assert unreadable_at(page, 390, 1440) == []


def open_the_table(page: Page) -> None:
    """Read the board as tables, and go back to the map."""
    page.get_by_role("link", name="Table").click()
    tables = page.get_by_label("Map as a table")
    expect(tables.get_by_role("table", name="Who takes part and who watches.")).to_contain_text("MNG")
    expect(tables.get_by_role("table", name="Ranges, and the forces that are announced")).to_contain_text("Tsugol")
    assert unreadable_at(page, 390, 1440) == []
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator(".manoeuvre")).to_contain_text("Takes part")


def test_mongolia_plays_the_invitation_to_its_end(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        page.goto(f"{site}/scenarios/the-invitation/")
        page.get_by_role("button", name="Play MNG").click()
        page.wait_for_url("**/play/")
        expect(page.locator(".map").first).to_contain_text("Tsugol")
        expect(page.locator(".manoeuvre")).to_contain_text("Takes part")
        assert unreadable_at(page, 390, 1440) == []
        open_the_table(page)
        for turn in range(1, 7):
            if turn == 2:
                send_a_word_to_both(page)
            else:
                page.locator(".suggestions button").first.click()
                expect(page.locator(".order-list > li")).to_have_count(1)
            play_turn(page)
        expect(page).to_have_url(re.compile("/ending/"))
        expect(page.locator("main")).to_contain_text("2018")
        assert heard == []
