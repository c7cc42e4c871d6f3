"""People of a class write to each other in a real browser, with and without JavaScript."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.models import Participant

pytestmark = pytest.mark.journey


@pytest.fixture
def group(site: str) -> Class:
    """Bo plays South Korea, Cy plays Japan; turn 1 is open."""
    group = Class(nine_past_nine(), User.objects.create_user("ada", is_staff=True), timezone.now())
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    return group


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.get(name=name)


def sign_in(page: Page, site: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def test_what_is_being_typed_outlives_a_message_that_comes_in(page: Page, site: str, group: Class) -> None:
    sign_in(page, site, person(group, "Bo").user)
    page.goto(f"{site}/x/{group.exercise.code}/play/")
    page.get_by_text("Write a message").click()
    page.locator("#to-JPN").check()
    page.locator("#message-text").press_sequentially("Half a thought")
    expect(page.locator("body[data-live=open]")).to_be_attached()
    messages.send(by=person(group, "Cy"), recipients=["KOR"], text="Do you see it?", now=timezone.now())
    expect(page.locator("#inbox")).to_contain_text("Do you see it?")
    expect(page.locator("#message-text")).to_be_focused()
    page.keyboard.type(", ended")
    page.locator("#message-send").click()
    expect(page.locator("#inbox")).to_contain_text("Half a thought, ended")
    expect(page.locator("#message-text")).to_have_value("")
    expect(page.locator("#to-JPN")).to_be_checked()


def test_the_white_cell_sees_a_question_come_in_and_answers_it(page: Page, site: str, group: Class) -> None:
    sign_in(page, site, group.ada.user)
    page.goto(f"{site}/x/{group.exercise.code}/room/")
    expect(page.locator("body[data-live=open]")).to_be_attached()
    messages.send(by=person(group, "Bo"), recipients=["WC"], text="May we hail twice?", now=timezone.now())
    expect(page.locator("label:has(#tab-messages) .badge")).to_have_text("1")
    page.locator("#tab-messages").check()
    expect(page.locator("label:has(#tab-messages) .badge")).not_to_be_attached()
    expect(page.locator("#inbox")).to_contain_text("May we hail twice?")
    page.locator("#to-KOR").check()
    page.locator("#message-text").fill("You may.")
    page.locator("#message-send").click()
    expect(page.locator("#inbox")).to_contain_text("You may.")


def test_a_message_is_written_without_script_on_a_phone(browser: Browser, site: str, group: Class) -> None:
    with reader(browser, 390, javascript=False) as page:
        sign_in(page, site, person(group, "Bo").user)
        page.goto(f"{site}/x/{group.exercise.code}/play/#pane-messages")
        page.get_by_text("Write a message").click()
        page.locator("#to-WC").check()
        page.locator("#message-text").fill("Is there more time?")
        page.locator("#message-send").click()
        expect(page.locator("#inbox")).to_contain_text("Is there more time?")


def test_everybody_can_read_the_pages_of_messages(browser: Browser, site: str, group: Class) -> None:
    long_word = "unbreakable" * 20
    messages.send(by=person(group, "Bo"), recipients=["JPN", "WC"], text=long_word, now=timezone.now())
    messages.send(by=person(group, "Cy"), recipients=[], text="We protest.", now=timezone.now(), is_statement=True)
    readers = {"play/#pane-messages": person(group, "Bo").user, "messages/": person(group, "Cy").user}
    found = []
    for path, user in (*readers.items(), ("room/", group.ada.user), ("messages/", group.ada.user)):
        with reader(browser, 1440) as page:
            heard = complaints(page)
            sign_in(page, site, user)
            page.goto(f"{site}/x/{group.exercise.code}/{path}")
            if path.startswith("play"):
                page.get_by_text("Write a message").click()
            if path.startswith("room"):
                page.locator("#tab-messages").check()
            found += [(path, said) for said in (*unreadable_at(page, *EXAMINED), *heard)]
    assert found == []
