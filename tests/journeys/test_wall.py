"""A question on the projector in real browsers: the white cell asks, phones answer, the wall shows all lines."""

from contextlib import ExitStack

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable, unreadable_at
from tests.journeys.projector_checks import WALL, check_wall
from tests.journeys.test_messages import sign_in
from tests.journeys.test_room import open_room
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.models import WallQuestion
from wargame.exercises.wall import services

pytestmark = pytest.mark.journey

ASKED = "What worries you most?"


@pytest.fixture
def group(site: str) -> Class:
    """Five people hold seats, three of whom have phones here; turn 1 is open."""
    group = Class(nine_past_nine(), User.objects.create_user("ada", is_staff=True), timezone.now())
    for name, role in (("Bo", "KOR"), ("Cy", "JPN"), ("Di", "RUS"), ("Eve", "CHN"), ("Fin", "USA")):
        group.join(name, role)
    group.start()
    return group


def test_a_room_answers_in_one_line_by_keyboard(page: Page, browser: Browser, site: str, group: Class) -> None:
    heard = complaints(page)
    open_room(page, site, group)
    where = f"{site}/x/{group.exercise.code}"
    with ExitStack() as opened:
        wall = opened.enter_context(reader(browser, 1440, like=page))
        wall.set_viewport_size(WALL)
        wall.goto(f"{where}/room/screen/")
        phones = [opened.enter_context(reader(browser, 390)) for _ in range(3)]
        for phone, name in zip(phones, ("Bo", "Cy", "Di"), strict=True):
            sign_in(phone, site, group.exercise.participants.get(name=name).user)
            phone.goto(f"{where}/play/#pane-orders")
            expect(phone.locator("body[data-live=open]")).to_be_attached()
        expect(wall.locator("body[data-live=open]")).to_be_attached()
        page.get_by_label("Ask the room").fill(ASKED)
        page.keyboard.press("Enter")
        expect(wall.get_by_role("heading", name=ASKED)).to_be_visible()
        for number, phone in enumerate(phones):
            phone.get_by_label("On the projector:").focus()
            phone.keyboard.type(f"Line {number}")
            phone.keyboard.press("Enter")
            expect(phone.get_by_text("Your line is kept.")).to_be_visible()
        expect(page.locator("#wall-desk")).to_contain_text("3 of 5")
        expect(page.get_by_role("button", name="Show the answers")).to_be_disabled()
        for name in ("Eve", "Fin"):
            by = group.exercise.participants.select_related("exercise").get(name=name)
            services.answer(by=by, number=WallQuestion.objects.get().number, text=f"Of {name}")
        page.get_by_role("button", name="Show the answers").click()
        expect(wall.get_by_text("Of Fin")).to_be_visible()
        expect(phones[0].get_by_text("Of Fin")).to_be_visible()
        check_wall(wall)
        assert unreadable_at(page, *EXAMINED) == []
        for seen in (phones[0], wall):
            assert unreadable(seen) == []
    assert heard == []


def test_a_room_asks_and_answers_without_scripts(browser: Browser, site: str, group: Class) -> None:
    where = f"{site}/x/{group.exercise.code}"
    with ExitStack() as opened:
        desk, phone = (opened.enter_context(reader(browser, width, javascript=False)) for width in (1440, 390))
        sign_in(desk, site, group.ada.user)
        sign_in(phone, site, group.exercise.participants.get(name="Bo").user)
        desk.goto(f"{where}/room/")
        desk.get_by_label("Ask the room").fill(ASKED)
        desk.get_by_role("button", name="Ask", exact=True).click()
        phone.goto(f"{where}/play/#pane-orders")
        phone.get_by_label("On the projector:").fill("A collision")
        phone.get_by_role("button", name="Answer", exact=True).click()
        expect(phone.get_by_text("Your line is kept.")).to_be_attached()
        expect(phone.get_by_label("On the projector:")).to_have_value("A collision")
        desk.reload()
        expect(desk.locator("#wall-desk")).to_contain_text("1 of 5")
        desk.get_by_role("button", name="Take it off").click()
        expect(desk.get_by_label("Ask the room")).to_be_visible()
