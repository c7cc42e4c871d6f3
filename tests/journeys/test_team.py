"""Two people in one seat: different orders are merged, the same order conflicts, and either version can be chosen."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import look, reader, unreadable
from tests.journeys.playing import order
from tests.journeys.test_class import join, open_lobby, to_orders

pytestmark = [pytest.mark.journey, pytest.mark.postgresql]

WIDTHS = (390, 768, 1440)


def stay_as_seen(page: Page) -> None:
    """Keep the page from learning of others' changes to its sheet, as in the second before it polls."""
    page.route(re.compile(r"/play/orders/\?seen="), lambda route: route.fulfill(status=204))


def names(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".order-list .order-main > b").all_inner_texts()]


def choose(page: Page, level: str) -> None:
    """Choose another level for the open order."""
    page.locator(f".composer input[name=level][value={level}]").check()


def conflict(bo: Page, dee: Page, *, level: str, instead: str) -> None:
    """Both change order 1 of the same revision; Dee's change comes second."""
    for page in (bo, dee):
        # The order may be open already: a choice in the form that the answer replaces would be lost.
        with page.expect_response(re.compile("/play/orders/")) as opened:
            page.locator("#order-1").click()
        opened.value.finished()
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
        expect(page.locator("#composer-heading")).to_contain_text("1 ·")
    choose(bo, level)
    expect(bo.locator("#order-1")).to_contain_text("Close" if level == "close" else "Far")
    dee.locator("#composer select[name=target]").select_option(instead)
    expect(dee.locator("#clash")).to_contain_text("Bo changed order 1 to “")
    expect(dee.locator("#clash")).to_be_focused()


def readable(page: Page) -> dict[str, list[str]]:
    """Run axe on the conflict in both themes and at all widths, and check that nothing is wider than the window."""
    found = {}
    for width in WIDTHS:
        look(page, width)
        to_orders(page)
        found[f"at {width}"] = unreadable(page)
    return {name: lines for name, lines in found.items() if lines}


def sit_together(room: Page, bo: Page, dee: Page, site: str) -> str:
    """Put both into one seat, and return the address of its sheet, which browsers with scripts open by themselves."""
    code = open_lobby(room, site)
    join(bo, site, code, "Bo", "KOR")
    join(dee, site, code, "Dee", "KOR")
    room.locator("#start").click()
    room.locator("#open-orders").click()
    to_orders(bo)
    return f"{site}/x/{code}/play/#pane-orders"


def test_two_in_a_seat_order_at_once(browser: Browser, site: str) -> None:
    with ExitStack() as stack:
        room, bo, dee = (stack.enter_context(reader(browser, 1440)) for _ in range(3))
        sit_together(room, bo, dee, site)
        to_orders(dee)
        stay_as_seen(dee)
        order(bo, "Scramble and shadow")
        dee.locator("#group-information > summary").click()
        dee.locator("#option-record").click()
        expect(dee.locator(".order-list > li")).to_have_count(2)
        expect(bo.locator(".order-list > li")).to_have_count(2)
        assert names(bo) == names(dee)

        conflict(bo, dee, level="close", instead="RUS")
        assert readable(dee) == {}
        dee.locator("#keep-theirs").focus()
        dee.keyboard.press("Enter")
        expect(dee.locator("#clash")).to_have_count(0)
        expect(dee.locator("#order-1")).to_contain_text("Close · towards CHN")
        expect(dee.locator("#order-1")).to_be_focused()

        conflict(bo, dee, level="far", instead="RUS")
        dee.locator("#use-mine").focus()
        dee.keyboard.press("Enter")
        for page in (dee, bo):
            expect(page.locator("#order-1")).to_contain_text("Close · towards RUS")
        expect(dee.locator("#clash")).to_have_count(0)


def test_without_javascript_mine_is_used_and_a_submit_says_what_came_between(browser: Browser, site: str) -> None:
    with ExitStack() as stack:
        room, bo = (stack.enter_context(reader(browser, 1440)) for _ in range(2))
        dee = stack.enter_context(reader(browser, 390, javascript=False))
        sheet = sit_together(room, bo, dee, site)
        order(bo, "Scramble and shadow")
        dee.goto(sheet)
        choose(bo, "close")
        expect(bo.locator("#order-1")).to_contain_text("Close")
        dee.locator("#composer select[name=target]").select_option("RUS")
        dee.get_by_role("button", name="Update this order").click()
        expect(dee.locator("#clash")).to_contain_text("Bo changed order 1 to “Close · towards CHN”.")
        expect(dee.locator("#clash")).to_contain_text("Your version: Far · towards RUS.")
        dee.locator("#use-mine").click()
        expect(dee.locator("#order-1")).to_contain_text("Far · towards RUS")
        expect(bo.locator("#order-1")).to_contain_text("Far · towards RUS")
        order(bo, "Record")
        dee.locator("#submit-orders").click()
        expect(dee.locator("#overtaken")).to_contain_text("Bo added ")
        to_orders(dee)
        dee.locator("#submit-orders").click()
        dee.wait_for_url("**/results/**")
