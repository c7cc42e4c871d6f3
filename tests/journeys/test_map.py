"""The map of the play page: zoomed with buttons, moved with keys, and told in a table."""

import pytest
from playwright.sync_api import Browser, Page, expect

from scenarios.loader import PACKS, load
from tests.journeys.playing import start
from tests.journeys.reading import reader
from tests.serving import Server

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(server: Server) -> str:
    """The address of a server whose library is loaded."""
    load(PACKS)
    return server.address


def window(page: Page) -> list[float]:
    view = page.locator("#map svg[role=img]:visible").get_attribute("viewBox") or ""
    return [float(number) for number in view.split()]


def test_the_map_is_zoomed_and_moved_without_dragging(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)
        whole = window(page)
        page.get_by_role("button", name="Zoom in").click()
        near = window(page)
        assert near[2] == pytest.approx(whole[2] / 1.5)
        page.keyboard.press("ArrowRight")
        assert window(page)[0] > near[0]
        for _ in range(9):
            page.keyboard.press("ArrowRight")
        assert window(page)[0] + window(page)[2] == pytest.approx(whole[2])
        page.get_by_role("button", name="Zoom out").click()
        assert window(page) == pytest.approx(whole)


def test_the_map_is_dragged_once_it_is_near(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)
        page.get_by_role("button", name="Zoom in").click()
        before = window(page)
        page.mouse.move(600, 300)
        page.mouse.down()
        page.mouse.move(560, 300, steps=4)
        page.mouse.up()
        after = window(page)
        assert after[0] > before[0]
        page.mouse.move(500, 300, steps=2)
        assert window(page) == after


def test_without_a_script_there_is_no_dead_button_and_the_table_tells_the_same(site: str, browser: Browser) -> None:
    with reader(browser, 1440, javascript=False) as page:
        start(page, site)
        expect(page.get_by_role("button", name="Zoom in")).to_be_hidden()
        page.get_by_role("link", name="Table").click()
        for unit in ("2 H-6K", "2 Tu-95MS"):
            expect(page.get_by_role("row").filter(has_text=unit)).to_contain_text("km")
