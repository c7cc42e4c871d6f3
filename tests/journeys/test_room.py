"""The white cell leads a class in a real browser: by mouse, by keyboard, at all widths, in both themes."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, reader, unreadable
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Turn

pytestmark = pytest.mark.journey


@pytest.fixture
def group(site: str) -> Class:
    """Bo plays South Korea, Cy plays Japan; turn 1 is open for ten minutes."""
    group = Class(nine_past_nine(), User.objects.create_user("ada", is_staff=True), timezone.now())
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    return group


def open_room(page: Page, site: str, group: Class) -> None:
    sign_in(page, site, group.ada.user)
    page.goto(f"{site}/x/{group.exercise.code}/room/")
    expect(page.locator("body[data-live=open]")).to_be_attached()


def test_what_is_being_typed_and_chosen_outlives_a_notice(page: Page, site: str, group: Class) -> None:
    group.join("Dot")
    open_room(page, site, group)
    page.locator(".room-more summary").click()
    page.locator("#end-typed").press_sequentially("K7Q")
    page.get_by_label("Dot").select_option("USA")
    participants.join(exercise=group.exercise, name="Late", now=timezone.now())
    expect(page.get_by_label("Late")).to_be_visible()
    expect(page.locator("#end-typed")).to_have_value("K7Q")
    expect(page.get_by_label("Dot")).to_have_value("USA")
    group.submit(group.exercise.participants.get(name="Bo"))
    expect(page.locator("#places")).to_contain_text("Submitted")
    expect(page.locator("#end-typed")).to_have_value("K7Q")


def test_one_key_pauses_unless_somebody_types(page: Page, site: str, group: Class) -> None:
    open_room(page, site, group)
    page.locator("#message-text").press_sequentially("Stop, please")
    assert not group.turn.is_paused
    page.locator("h1").click()
    page.keyboard.press("p")
    expect(page.locator("#resume")).to_be_visible()
    assert group.turn.is_paused
    page.keyboard.press("P")
    expect(page.locator("#pause")).to_be_visible()


def test_everybody_can_read_the_room(browser: Browser, site: str, group: Class) -> None:
    group.join("Maximilian-Alexander von Wolfeschlegelst")
    found = []
    for status in (Turn.Status.OPEN, Turn.Status.FAILED):
        Turn.objects.update(status=status)
        for width in (1440, 768, 390, 320):
            with reader(browser, width) as page:
                heard = complaints(page)
                open_room(page, site, group)
                page.locator(".room-more summary").click()
                found += [(status, width, said) for said in (*unreadable(page), *heard)]
    assert found == []
