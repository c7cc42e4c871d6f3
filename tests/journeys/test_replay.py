"""The replay by keyboard, by itself, without motion, and without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import reader
from tests.journeys.playing import order, play_turn, start

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def at(page: Page) -> str:
    return str(page.locator("#replay").get_attribute("data-at"))


def goes_to(page: Page, moment: str) -> None:
    expect(page.locator(f"#replay[data-at='{moment}']")).to_have_count(1)
    expect(page).to_have_url(re.compile(f"at={re.escape(moment)}(&|$)"))


def test_it_is_walked_by_keys_plays_to_the_results_and_works_without_script(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        exercise = start(page, site)
        order(page, "Scramble and shadow")
        play_turn(page)
        page.goto(f"{exercise}replay/")
        assert at(page) == "1.0"
        page.keyboard.press("ArrowRight")
        goes_to(page, "1.1")
        page.keyboard.press("ArrowLeft")
        goes_to(page, "1.0")
        page.keyboard.press("End")
        expect(page.locator("#replay[data-stops]")).to_have_count(1)
        _plays_to_its_results(page)
        page.keyboard.press("Shift+ArrowLeft")
        goes_to(page, "1.0")
        _steps_where_motion_is_unwanted(page)
        _leaves_to_the_log_the_keys_that_scroll_it(page)
        _opens_the_address_where_no_step_comes(page)
        _is_links_without_script(page, browser)
        _leads_to_the_sign_in_page_once_the_session_has_ended(page)


def _plays_to_its_results(page: Page) -> None:
    last = at(page)
    page.emulate_media(reduced_motion="no-preference")
    page.keyboard.press("ArrowLeft")
    goes_to(page, f"1.{int(last.partition('.')[2]) - 1}")
    page.keyboard.press("Space")
    goes_to(page, last)
    expect(page.locator("#replay-play span")).to_have_text("Play")


def _steps_where_motion_is_unwanted(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    page.locator("#replay-play").click()
    goes_to(page, "1.1")
    expect(page.locator("#replay-play span")).to_have_text("Step")


def _leaves_to_the_log_the_keys_that_scroll_it(page: Page) -> None:
    moment = at(page)
    page.locator(".replay-lines").focus()
    for key in ("End", "Home", "Space"):
        page.keyboard.press(key)
    page.keyboard.press("ArrowLeft")
    goes_to(page, "1.0")
    page.keyboard.press("ArrowRight")
    goes_to(page, moment)


def _opens_the_address_where_no_step_comes(page: Page) -> None:
    page.route(
        "**/replay/**", lambda route: route.abort() if "hx-request" in route.request.headers else route.continue_()
    )
    page.get_by_role("link", name="Event before").click()
    goes_to(page, "1.0")
    page.unroute_all()
    page.get_by_role("link", name="Next event").click()
    goes_to(page, "1.1")


def _leads_to_the_sign_in_page_once_the_session_has_ended(page: Page) -> None:
    page.context.clear_cookies()
    page.get_by_role("link", name="Next event").click()
    expect(page.locator("main")).to_contain_text("sign in")


def _is_links_without_script(page: Page, browser: Browser) -> None:
    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    plain.goto(page.url)
    plain.get_by_role("link", name="Next event").click()
    goes_to(plain, "1.2")
    expect(plain.locator("#replay-play")).to_be_hidden()
    plain.context.close()
