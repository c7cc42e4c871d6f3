"""The projector during a whole turn in a real browser: it updates itself and can be read from the last row."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, unreadable
from tests.journeys.projector_checks import WALL, check_wall
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.control.services import phases
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.journey


@pytest.fixture
def group(site: str) -> Class:
    """Bo plays South Korea, Cy plays Japan, in a class that has a brief and a review."""
    ada = User.objects.create_user("ada", is_staff=True)
    semi_rigid = Exercise.Adjudication.SEMI_RIGID
    group = Class(nine_past_nine(), ada, timezone.now(), title="IR 304", brief_seconds=120, adjudication=semi_rigid)
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    return group


def test_the_wall_follows_a_class_through_a_turn(page: Page, site: str, group: Class) -> None:
    bo, cy = (group.exercise.participants.get(name=name) for name in ("Bo", "Cy"))
    page.set_viewport_size(WALL)
    heard = complaints(page)
    sign_in(page, site, group.ada.user)
    page.goto(f"{site}/x/{group.exercise.code}/room/screen/")
    expect(page.locator("body[data-live=open]")).to_be_attached()
    expect(page.locator(".projector-people")).to_contain_text("Bo")
    check_wall(page)
    group.start()
    heading = page.locator("#projector h1")
    expect(heading).to_have_text("Brief")
    check_wall(page)
    phases.open_orders(turn=group.turn, by=group.ada, now=timezone.now())
    expect(heading).to_have_text("Orders")
    group.submit(bo)
    expect(page.locator(".projector-seats")).to_contain_text("4/5")
    check_wall(page)
    assert unreadable(page) == []
    group.submit(cy)
    expect(heading).to_have_text("Review")
    group.resolve()
    phases.reveal(turn=group.turn, by=group.ada, now=timezone.now(), accepts_rest=True)
    expect(heading).to_have_text("Reveal")
    expect(page.locator(".projector-list")).to_contain_text("Turn 1")
    check_wall(page)
    group.open_next()
    expect(page.locator(".projector-rail [aria-current]")).to_contain_text("Turn 2 of 6")
    check_wall(page)
    assert heard == []
