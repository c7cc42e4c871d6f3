"""A tap on a word shows what it means; without script it leads to the page of help."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.page_checks import reader

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BRIEFING = "/scenarios/nine-past-nine/briefing/KOR/"


def test_a_word_shows_its_meaning_beside_it_and_escape_closes_it(site: str, browser: Browser) -> None:
    with reader(browser, 390) as page:
        page.goto(site + BRIEFING)
        word = page.locator("a.word").first
        word.click()
        note = page.locator(".word-note")
        expect(note).to_be_in_viewport(ratio=1)
        expect(note).to_contain_text(word.get_attribute("data-means") or "nothing")
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        expect(page).to_have_url(site + BRIEFING)
        word.press("Enter")
        note.get_by_role("link", name="All words").click()
        expect(page.locator(".words > div:target")).to_be_in_viewport()


def test_a_word_leads_to_help_without_script(site: str, browser: Browser) -> None:
    with reader(browser, 1440, javascript=False) as page:
        page.goto(site + BRIEFING)
        page.locator("a.word").first.click()
        expect(page.locator(".words > div:target")).to_be_in_viewport()
