"""Injects in a real browser: written by keyboard, shown to their seats without a reload, at all widths."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, next_turn, write
from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User

pytestmark = pytest.mark.journey


@pytest.fixture
def group(site: str) -> Class:
    """Bo plays South Korea, Cy plays Japan; turn 1 is open for ten minutes."""
    group = Class(nine_past_nine(), User.objects.create_user("ada", is_staff=True), timezone.now())
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    return group


def enter(page: Page, site: str, group: Class, name: str, where: str) -> None:
    person = group.exercise.participants.select_related("user").get(name=name)
    assert isinstance(person.user, User)
    sign_in(page, site, person.user)
    page.goto(f"{site}/x/{group.exercise.code}/{where}/")
    expect(page.locator("body[data-live=open]")).to_be_attached()


def test_an_inject_reaches_its_seat_at_once_and_no_other(browser: Browser, site: str, group: Class) -> None:
    with reader(browser, 1440) as room, reader(browser, 1440) as bo, reader(browser, 390) as cy:
        enter(room, site, group, "ada", "room")
        enter(bo, site, group, "Bo", "play")
        enter(cy, site, group, "Cy", "play")
        room.keyboard.press("n")
        expect(room.locator("#inject-heading")).to_be_focused()
        room.locator("#inject-title").press_sequentially("A cable nobody names leaks")
        room.locator("#inject-text").fill("It says so.")
        group.submit(group.exercise.participants.get(name="Cy"))
        expect(room.locator("#places")).to_contain_text("Submitted")
        expect(room.locator("#inject-title")).to_have_value("A cable nobody names leaks")
        room.get_by_text("As text", exact=True).click()
        room.locator("#inject-condition").fill("ordered KOR hale")
        room.locator("#inject-condition").blur()
        expect(room.locator("#inject-check")).to_contain_text("no order kind")
        room.locator("#inject-condition").fill("")
        room.locator("#inject-send").click()
        expect(room.locator("#inject-fault")).to_contain_text("at least one seat")
        room.locator("#inject-to-KOR").check()
        room.locator("#inject-send").click()
        expect(room.locator(".pill--sent")).to_contain_text("A cable nobody names leaks")
        expect(bo.locator("#board")).to_contain_text("A cable nobody names leaks")
        expect(bo.locator("#status")).to_contain_text("New report: A cable nobody names leaks")
        assert "A cable nobody names leaks" not in cy.content()


def test_everybody_can_read_the_lanes(browser: Browser, site: str, group: Class) -> None:
    write(group, "USA", when=("turn >= 4",))
    write(group, "KOR")
    next_turn(group)
    next_turn(group)
    act(group, "skip", "poll_firm")
    act(group, "send", "white_paper")
    found = []
    with reader(browser, 1440) as page:
        heard = complaints(page)
        enter(page, site, group, "ada", "room")
        for opens in ("#pill-round_count", "#pill-white_paper", "#new-inject"):
            page.locator(opens).click()
            expect(page.locator("#inject-heading")).to_be_focused()
            found += [(opens, said) for said in unreadable_at(page, 1440, 768, 390)]
        assert heard == []
    assert found == []


def test_it_works_without_a_script(browser: Browser, site: str, group: Class) -> None:
    with reader(browser, 390, javascript=False) as page:
        sign_in(page, site, group.ada.user)
        page.goto(f"{site}/x/{group.exercise.code}/room/")
        page.locator("#new-inject").click()
        page.locator("#inject-title").fill("A cable leaks")
        page.locator("#inject-to-KOR").check()
        page.locator("#inject-send").click()
        expect(page.locator("#pill-white_paper")).to_be_visible()
        expect(page.locator(".pill--sent")).to_contain_text("A cable leaks")
