"""The map of the play page: zoomed with buttons, moved with keys, and shown as a table."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import complaints, reader
from tests.journeys.playing import order, start
from tests.serving import eventually

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def window(page: Page) -> list[float]:
    view = page.locator("#map svg[role=img]:visible").get_attribute("viewBox") or ""
    return [float(number) for number in view.split()]


def comes_to_show(page: Page, is_wanted: Callable[[list[float]], bool]) -> list[float]:
    """Wait until the visible part of the map is as wanted, and return it."""
    eventually(lambda: is_wanted(window(page)))
    return window(page)


def test_the_map_is_zoomed_and_moved_without_dragging(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)
        whole = window(page)
        page.get_by_role("button", name="Zoom in").click()
        near = comes_to_show(page, lambda shown: shown[2] == pytest.approx(whole[2] / 1.5))
        page.keyboard.press("ArrowRight")
        comes_to_show(page, lambda shown: shown[0] > near[0])
        for _ in range(9):
            page.keyboard.press("ArrowRight")
        comes_to_show(page, lambda shown: shown[0] + shown[2] == pytest.approx(whole[2]))
        page.get_by_role("button", name="Zoom out").click()
        comes_to_show(page, lambda shown: shown == pytest.approx(whole))


def test_the_map_is_dragged_once_it_is_near(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)
        whole = window(page)
        page.get_by_role("button", name="Zoom in").click()
        before = comes_to_show(page, lambda shown: shown[2] < whole[2])
        page.mouse.move(600, 180)
        page.mouse.down()
        page.mouse.move(560, 180, steps=4)
        page.mouse.up()
        dragged = 40 * before[2] / page.locator("#map svg[role=img]:visible").evaluate("svg => svg.clientWidth")
        after = comes_to_show(page, lambda shown: shown[0] == pytest.approx(before[0] + dragged, abs=1))
        page.mouse.move(500, 180, steps=2)
        # Whatever the mouse did has been handled once the page answers a key.
        page.get_by_role("button", name="Zoom in").focus()
        page.keyboard.press("ArrowDown")
        comes_to_show(page, lambda shown: shown[1] > after[1])
        assert window(page)[0] == pytest.approx(after[0], abs=0.01)


def test_orders_are_drawn_as_they_are_given_and_the_table_does_without(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        start(page, site)
        whole = window(page)
        page.get_by_role("button", name="Zoom in").click()
        near = comes_to_show(page, lambda shown: shown[2] < whole[2])
        order(page, "Scramble and shadow")
        drawn = page.locator(".map-moves:visible .map-move-number")
        expect(drawn).to_have_count(1)
        assert window(page) == near
        zoomed = page.locator("#map svg[role=img]:visible").get_attribute("viewBox") or ""
        expect(page.locator(".map-moves:visible")).to_have_attribute("viewBox", zoomed)
        page.get_by_role("button", name="Remove order 1").click()
        expect(page.get_by_text("No orders yet")).to_be_visible()
        expect(drawn).to_have_count(0)
        page.get_by_role("link", name="Table").click()
        expect(page.get_by_role("row").filter(has_text="2 H-6K")).to_contain_text("km")
        order(page, "Scramble and shadow")
        assert heard == []


def test_without_a_script_there_is_no_dead_button_and_the_table_tells_the_same(site: str, browser: Browser) -> None:
    with reader(browser, 1440, javascript=False) as page:
        start(page, site)
        expect(page.get_by_role("button", name="Zoom in")).to_be_hidden()
        page.get_by_role("link", name="Table").click()
        for unit in ("2 H-6K", "2 Tu-95MS"):
            expect(page.get_by_role("row").filter(has_text=unit)).to_contain_text("km")
