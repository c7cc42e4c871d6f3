"""The film in a browser: it plays by the clock of the page, pauses, steps, begins again, and works without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.playing import order, play_the_rest, start

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LONGER_THAN_A_MOMENT_MS = 9_000
SETTLES_MS = 100


def at(page: Page) -> str:
    return str(page.locator("#film").get_attribute("data-at"))


def comes(page: Page, moment: str) -> None:
    expect(page.locator(f"#film[data-at='{moment}']")).to_have_count(1)
    expect(page).to_have_url(re.compile(f"at={re.escape(moment)}(&|$)"))


def test_a_film_plays_by_itself_and_by_keys_and_steps_where_motion_is_unwanted(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        exercise = start(page, site)
        order(page, "Scramble and shadow")
        play_the_rest(page)
        _steps_where_motion_is_unwanted(page, f"{exercise}film/")
        assert unreadable_at(page, 390, 1440) == []
        _is_links_without_script(page, browser)
        _plays_by_itself(page, f"{exercise}film/")
        assert heard == []


def _steps_where_motion_is_unwanted(page: Page, address: str) -> None:
    page.goto(address)
    first = at(page)
    expect(page.locator("#film-play")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.locator(f"#film[data-at='{first}']")).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    comes(page, first)


def _is_links_without_script(page: Page, browser: Browser) -> None:
    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    plain.goto(page.url)
    first = at(plain)
    plain.get_by_role("link", name="Next moment").click()
    assert at(plain) != first
    expect(plain.locator("#film-play")).to_be_hidden()
    plain.context.close()


def _plays_by_itself(page: Page, address: str) -> None:
    page.clock.install()
    page.emulate_media(reduced_motion="no-preference")
    page.goto(address)
    first, button = at(page), page.locator("#film-play span")
    expect(button).to_have_text("Pause")
    page.keyboard.press("Space")
    expect(button).to_have_text("Play")
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    page.clock.run_for(LONGER_THAN_A_MOMENT_MS)
    assert at(page) == first, "it waits while it is paused"
    page.keyboard.press("Space")
    _goes_on(page)
    page.keyboard.press("r")
    _settles(page, first)
    expect(button).to_have_text("Pause")
    while button.is_visible():
        _goes_on(page)
    expect(page.locator(".film-news--last")).to_be_visible()
    page.keyboard.press("r")
    _settles(page, first)


def _goes_on(page: Page) -> None:
    """Let the clock of the page pass the end of the moment, and wait for the next one."""
    before = at(page)
    page.clock.run_for(LONGER_THAN_A_MOMENT_MS)
    expect(page.locator(f"#film[data-at='{before}']")).to_have_count(0)
    page.clock.run_for(SETTLES_MS)


def _settles(page: Page, moment: str) -> None:
    expect(page.locator(f"#film[data-at='{moment}']")).to_have_count(1)
    page.clock.run_for(SETTLES_MS)
    comes(page, moment)
