"""Ten Flankers in a real browser: Moscow sells missiles, fills slots and reads its queue to the end."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.playing import order, play_the_rest, play_turn, start

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_moscow_plays_ten_flankers_and_reads_its_queue(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        exercise = start(page, site, "ten-flankers", "RUS")
        calendar = page.locator("#map .queue-calendar")
        expect(calendar).not_to_contain_text("RUS")
        order(page, "Build for")
        expect(page.locator(".queue-own")).to_contain_text("1")
        page.get_by_role("link", name="Table").click()
        expect(page.get_by_role("table").filter(has_text="S-400").first).to_be_visible()
        assert unreadable_at(page, 390, 1440) == []
        play_turn(page)
        expect(calendar).to_contain_text("12")
        assert unreadable_at(page, 390, 1440) == []
        play_the_rest(page)
        page.goto(f"{exercise}ending/")
        expect(page.locator(".queue-buyers").first).to_contain_text("Su-35")
        assert unreadable_at(page, 390, 1440) == []
        assert heard == []
