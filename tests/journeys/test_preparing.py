"""A lecturer prepares a class in its lobby, duplicates it, and begins later; a student reads what was prepared."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.journey


@pytest.fixture
def group(site: str) -> Class:
    """Ada's class in its lobby."""
    return Class(nine_past_nine(), User.objects.create_user("ada", is_staff=True), timezone.now(), title="IR 304")


def set_up(page: Page, lobby: str) -> None:
    """Leave a seat out, and begin with turn 3."""
    page.goto(f"{lobby}lobby/")
    page.locator("#cast-USA").select_option("nobody")
    page.locator("#standby-set-USA").click()
    expect(page.locator("#cast-USA")).to_have_value("nobody")
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Begin with turn").fill("3")
    page.get_by_role("button", name="Keep the settings").click()
    expect(page.locator("#start")).to_contain_text("Start turn 3")


def write_papers(page: Page) -> None:
    """Write own words for a briefing, and a paper for everybody."""
    page.get_by_role("link", name="Prepare").click()
    page.locator("#words-KOR").fill("Mind your allies.")
    page.get_by_role("button", name="Save the words for KOR").click()
    page.locator("#new-handout > summary").click()
    page.locator("#handout-0-title").fill("A map of the zones")
    page.locator("#handout-0-text").fill("Bring it on Thursday.")
    page.locator("#new-handout button[value=save]").click()
    expect(page.locator("main")).to_contain_text("A map of the zones")


def plan(page: Page, lobby: str) -> None:
    """Write an inject for turn 3, and a question of the debrief."""
    page.get_by_role("link", name="Injects", exact=True).click()
    page.locator("#new-inject").click()
    page.locator("#inject-title").fill("A ferry turns back")
    page.locator("#inject-text").fill("The captain saw aircraft.")
    page.locator("#inject-to-KOR").check()
    page.locator("#inject-due-turn").check()
    page.locator("#inject-turn").select_option("3")
    page.locator("#inject-save").click()
    expect(page.locator("main")).to_contain_text("A ferry turns back")
    page.goto(f"{lobby}debrief/")
    page.get_by_text("Write a question").click()
    page.locator("#own-text").fill("Who blinked first?")
    page.locator("#own-options").fill("Seoul\nTokyo")
    page.get_by_role("button", name="Keep the question").click()
    expect(page.locator("main")).to_contain_text("Who blinked first?")


def test_a_lecturer_prepares_a_class_and_its_copy_is_played(browser: Browser, site: str, group: Class) -> None:
    with reader(browser, 1440) as page, reader(browser, 390) as phone:
        heard = complaints(page)
        sign_in(page, site, group.exercise.created_by)
        lobby = f"{site}/x/{group.exercise.code}/"
        set_up(page, lobby)
        write_papers(page)
        plan(page, lobby)
        page.goto(f"{lobby}lobby/")
        page.locator("#duplicate").click()
        expect(page.locator("h1")).to_have_text("IR 304, copy")
        expect(page.locator("#cast-USA")).to_have_value("nobody")
        assert list(unreadable_at(page, 1440, 768, 390)) == []
        copy = Class.of(Exercise.objects.latest("pk"), timezone.now())
        bo = copy.join("Bo", "KOR")
        page.reload()
        page.locator("#start").click()
        expect(page.locator("main")).to_contain_text("Left out")
        assert isinstance(bo.user, User)
        sign_in(phone, site, bo.user)
        phone.goto(f"{site}/x/{copy.exercise.code}/play/")
        for text in ("A ferry turns back", "A map of the zones", "Mind your allies."):
            expect(phone.locator("body")).to_contain_text(text)
        phone.goto(f"{site}/x/{copy.exercise.code}/t/2/results/")
        expect(phone.locator("h1")).to_be_visible()
        page.goto(f"{site}/x/{copy.exercise.code}/debrief/")
        expect(page.locator("main")).to_contain_text("Who blinked first?")
        assert heard == []
