"""The white cell leads a class in a real browser: by mouse, by keyboard, at all widths, in both themes."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, reader, unreadable_at
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
    page.locator("#tab-messages").check()
    page.locator("#message-text").press_sequentially("Stop, please")
    assert not group.turn.is_paused
    page.locator("h1").click()
    page.keyboard.press("p")
    expect(page.locator("#resume")).to_be_visible()
    assert group.turn.is_paused
    page.keyboard.press("P")
    expect(page.locator("#pause")).to_be_visible()


LOOKS = ("#places", ".room-control", "#review-heading", ".deck--main > .tabs", ".deck--notes > .tabs", ".room-more")
"""Parts that a lecturer needs in every phase, each whole within the window."""
STANDS = """(wanted) => [
    ...(document.documentElement.scrollHeight > innerHeight ? ["the page scrolls"] : []),
    ...wanted.filter((each) => {
        const {top, bottom, left, right} = document.querySelector(each).getBoundingClientRect();
        return top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
    }),
]"""


def beyond_one_look(browser: Browser, site: str, group: Class, status: str) -> list[tuple[str, int, str]]:
    found = []
    for width in (1440, 1366):
        with reader(browser, width) as page:
            open_room(page, site, group)
            found += [(status, width, said) for said in page.evaluate(STANDS, LOOKS)]
    return found


def test_the_whole_room_is_one_look_in_every_phase(browser: Browser, site: str, group: Class) -> None:
    group.join("Maximilian-Alexander von Wolfeschlegelst")
    found = []
    for status in (Turn.Status.BRIEFING, Turn.Status.FAILED, Turn.Status.OPEN):
        Turn.objects.update(status=status)
        found += beyond_one_look(browser, site, group, status)
    for name in ("Bo", "Cy"):
        group.submit(group.exercise.participants.get(name=name))
    group.resolve()
    assert [*found, *beyond_one_look(browser, site, group, Turn.Status.CLOSED)] == []


def test_tabs_of_the_room_turn_by_arrow_keys_and_without_script(browser: Browser, site: str, group: Class) -> None:
    for script in (True, False):
        with reader(browser, 1366, javascript=script) as page:
            sign_in(page, site, group.ada.user)
            page.goto(f"{site}/x/{group.exercise.code}/room/")
            page.locator("#tab-injects").focus()
            page.keyboard.press("ArrowRight")
            expect(page.locator("#message-text")).to_be_visible()
            expect(page.locator("#injects")).to_be_hidden()


def test_what_a_key_asks_for_comes_forward_from_behind_another_tab(page: Page, site: str, group: Class) -> None:
    open_room(page, site, group)
    page.locator("#tab-press").check()
    page.keyboard.press("n")
    expect(page.locator("#inject-heading")).to_be_focused()
    expect(page.locator("#press")).to_be_hidden()
    page.locator("#inject-close").click()
    expect(page.locator("#injects")).to_be_visible()
    expect(page.locator("#inject-heading")).not_to_be_attached()


def test_everybody_can_read_the_room(browser: Browser, site: str, group: Class) -> None:
    group.join("Maximilian-Alexander von Wolfeschlegelst")
    found = []
    for status in (Turn.Status.OPEN, Turn.Status.FAILED):
        Turn.objects.update(status=status)
        with reader(browser, 1440) as page:
            heard = complaints(page)
            open_room(page, site, group)
            page.locator(".room-more summary").click()
            found += [(status, said) for said in (*unreadable_at(page, 1440, 768, 390), *heard)]
    assert found == []
