"""A student in a real browser joins by the code, orders and submits, by keyboard alone and without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import EXAMINED, overflow, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import OrderSheet

pytestmark = pytest.mark.journey

LONG = "Maximilian-Alexander von Wolfeschleg"


@pytest.fixture
def gathering(site: str) -> Class:
    """Return a class in its lobby; Dee has Japan, so that another seat's submit does not close the turn."""
    ada = User.objects.create_user("ada", is_staff=True)
    group = Class(nine_past_nine(), ada, timezone.now(), allows_observers=True)
    group.join("Dee", "JPN")
    return group


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this control has the focus."""
    for _ in range(60):
        if page.locator(selector).first.evaluate("wanted => wanted === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {selector}")


def read_the_briefing(page: Page) -> None:
    """Open the briefing from the lobby by the keyboard, and come back."""
    tab_to(page, "#mark-briefed")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Your task")
    page.go_back()
    expect(page.locator("main")).to_contain_text("Briefing read")


def test_the_keyboard_alone_joins_orders_and_submits(browser: Browser, site: str, gathering: Class) -> None:
    with reader(browser, 1440) as page:
        page.goto(f"{site}/j/")
        tab_to(page, "#code")
        page.keyboard.type(gathering.exercise.code)
        page.keyboard.press("Enter")
        tab_to(page, "#name")
        page.keyboard.type("Bo")
        tab_to(page, "input[name=role]:checked")
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#me-heading")).to_contain_text("Bo, you play")
        read_the_briefing(page)
        gathering.start()
        page.wait_for_url("**/play/")
        expect(page.locator("body[data-live=open]")).to_be_attached()
        page.keyboard.press("/")
        expect(page.locator("#order-search")).to_be_focused()
        page.keyboard.type("alert level")
        expect(page.locator("#catalogue .order-option")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".order-list > li")).to_have_count(1)
        tab_to(page, "#submit-orders")
        page.keyboard.press("Enter")
        expect(page.locator("#orders")).to_contain_text("Your orders are in")
    sheet = OrderSheet.objects.get(seat__role="KOR")
    assert sheet.is_ready
    assert [order["kind"] for order in sheet.orders] == ["raise_alert"]


def test_a_phone_without_script_joins_orders_and_submits(browser: Browser, site: str, gathering: Class) -> None:
    with reader(browser, 390, javascript=False) as page:
        page.goto(f"{site}/j/{gathering.exercise.code}/")
        page.locator("#name").fill(LONG)
        page.locator("input[name=role][value=KOR]").check()
        page.get_by_role("button", name="Join", exact=True).click()
        expect(page.locator("#me-heading")).to_contain_text(LONG)
        gathering.start()
        page.get_by_role("link", name="Look again").click()
        page.locator(".tabbar a[href='#pane-orders']").click()
        page.locator("#order-search").fill("alert level")
        page.get_by_role("button", name="Search").click()
        page.locator("#option-raise_alert").click()
        page.locator("#submit-orders").click()
        expect(page.locator("#orders")).to_contain_text("Your orders are in")
        assert overflow(page) <= 0
    assert OrderSheet.objects.get(seat__role="KOR").is_ready


def test_everybody_can_read_what_leads_into_a_class_of_thirty(browser: Browser, site: str, gathering: Class) -> None:
    for number in range(28):
        gathering.join(f"{LONG} {number}", ("KOR", "JPN", "USA", "")[number % 4])
    way_back = participants.join(exercise=gathering.exercise, name="Cy", now=timezone.now()).recovery
    code, found = gathering.exercise.code, []
    paths = ("j/", f"j/{code}/", f"j/{code}/back/{way_back}/", f"x/{code}/lobby/", f"x/{code}/room/screen/")
    with reader(browser, 1440) as page:
        for path in paths:
            if path.startswith("x/"):
                sign_in(page, site, gathering.ada.user)
            page.goto(f"{site}/{path}")
            found += [(path, said) for said in unreadable_at(page, *EXAMINED)]
    assert found == []
