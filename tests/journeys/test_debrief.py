"""A debrief in real browsers: the facilitator asks, three phones answer, the wall counts and shows what came."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.contact_sheets.debrief_scenes import HOW_LIKELY, WHICH
from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, reader, unreadable
from tests.journeys.projector_checks import WALL, check_wall
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.debrief.services import questions

pytestmark = pytest.mark.journey

PHONES = ("Bo", "Cy", "Di")


@pytest.fixture
def group(site: str) -> Class:
    """A class that has ended, with two questions; five people took part, three of them have phones here."""
    ada = User.objects.create_user("ada", is_staff=True)
    group = Class(nine_past_nine(), ada, timezone.now(), title="IR 304")
    for name, role in (("Bo", "KOR"), ("Cy", "JPN"), ("Di", "RUS")):
        group.join(name, role)
    group.start()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    group.exercise.refresh_from_db()
    questions.keep(exercise=group.exercise, by=group.ada, asked=(WHICH, HOW_LIKELY))
    return group


@contextmanager
def screens(
    page: Page, browser: Browser, where: str, site: str, group: Class
) -> Iterator[tuple[Page, dict[str, Page]]]:
    """Open the wall and the phones beside the facilitator's page, each listening."""
    with ExitStack() as opened:
        wall = opened.enter_context(reader(browser, 1440, like=page))
        wall.set_viewport_size(WALL)
        wall.goto(f"{where}/room/screen/")
        phones = {name: opened.enter_context(reader(browser, 390)) for name in PHONES}
        for name, phone in phones.items():
            sign_in(phone, site, group.exercise.participants.get(name=name).user)  # type: ignore[arg-type]
            phone.goto(f"{where}/debrief/")
            expect(phone.locator("body[data-live=open]")).to_be_attached()
            expect(phone.get_by_text("Wait for the next question")).to_be_visible()
        expect(wall.locator("body[data-live=open]")).to_be_attached()
        yield wall, phones


def test_a_room_guesses_before_it_reads_what_came(page: Page, browser: Browser, site: str, group: Class) -> None:
    heard = complaints(page)
    where = f"{site}/x/{group.exercise.code}"
    sign_in(page, site, group.ada.user)
    page.goto(f"{where}/debrief/")
    with screens(page, browser, where, site, group) as (wall, phones):
        page.keyboard.press("s")
        expect(wall.get_by_role("heading", name=WHICH.text)).to_be_visible()
        check_wall(wall)
        _answer(phones["Bo"], "Force it away")
        _answer(phones["Cy"], "Another pass")
        expect(wall.locator(".debrief-count")).to_contain_text("2 of 3")
        expect(page.locator("#debrief-count")).to_contain_text("2 of 3")
        assert wall.locator(".debrief-bar").count() == 0
        assert unreadable(phones["Di"]) == []
        page.keyboard.press("r")
        expect(wall.get_by_text("A moved it most.")).to_be_visible()
        expect(phones["Cy"].get_by_text("Your answer: C.")).to_be_visible()
        expect(phones["Di"].get_by_text("Parley shows answers from 5 on.")).to_be_visible()
        assert wall.get_by_text("in the class").count() == 0, "three answers would name people"
        check_wall(wall)
        for seen in (page, phones["Di"], wall):
            assert unreadable(seen) == []
        _show_a_page_and_the_next_question(page, wall, where)
        phones["Di"].get_by_label("Your answer, in 100").fill("70")
        phones["Di"].get_by_role("button", name="Send my answer").click()
        expect(phones["Di"].get_by_text("You answered 70")).to_be_visible()
    assert heard == []


def _show_a_page_and_the_next_question(page: Page, wall: Page, where: str) -> None:
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name=HOW_LIKELY.text)).to_be_visible()
    page.get_by_role("button", name="Overview").click()
    expect(wall).to_have_url(f"{where}/overview/?screen=1")
    page.keyboard.press("s")
    expect(wall.get_by_role("heading", name=HOW_LIKELY.text)).to_be_visible()


def _answer(phone: Page, option: str) -> None:
    phone.get_by_text(option, exact=True).click()
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("You answered")).to_be_visible()
