"""A class of two people and three seats of the AI in real browsers: one agreement is made, and a pledge is broken."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, reader, unreadable
from tests.journeys.test_messages import person, sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User

pytestmark = pytest.mark.journey

NEAR = {"kind": "shadow", "level": "close", "target": "CHN", "partner": ""}


@pytest.fixture
def group(site: str) -> Class:
    """Bo plays South Korea, Cy plays Japan; turn 1 is open."""
    group = Class(nine_past_nine(), User.objects.create_user("ada", is_staff=True), timezone.now())
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    return group


def propose(page: Page, agreement: str, *, has_restraint: bool = False) -> None:
    page.locator(".talk-manners label", has_text="Propose").click()
    page.locator("#talk-propose").select_option(agreement)
    page.locator("#talk-restraint").set_checked(has_restraint)
    page.locator("#talk-send").click()


def play(group: Class, *rows: dict[str, str]) -> None:
    """Bo gives these orders, Cy none; results come, and the next turn opens."""
    group.submit(person(group, "Bo"), list(rows))
    group.submit(person(group, "Cy"))
    group.resolve()
    group.open_next()


def test_a_class_makes_an_agreement_and_breaks_a_pledge(browser: Browser, site: str, group: Class) -> None:
    play_page = f"{site}/x/{group.exercise.code}/play/"
    with reader(browser, 1440) as bo, reader(browser, 390) as cy:
        heard = [complaints(page) for page in (bo, cy)]
        for page, name in ((bo, "Bo"), (cy, "Cy")):
            sign_in(page, site, person(group, name).user)
        bo.goto(play_page)
        cy.goto(f"{play_page}#pane-messages")
        expect(cy.locator("body[data-live=open]")).to_be_attached()
        propose(bo, "staff_talks")
        offer = cy.get_by_role("dialog", name="South Korea offers talks of the defence staffs")
        offer.get_by_role("button", name="Yes").click()
        expect(offer).to_have_count(0)
        expect(cy.locator("#proposals .chip--ok")).to_be_visible()
        expect(bo.locator("#proposals .chip--ok")).to_have_count(1)
        propose(bo, "notice_beijing", has_restraint=True)
        expect(bo.locator("#proposals .chip--ok")).to_have_count(2)
        assert unreadable(bo) == []

        # On a blank page no notice of results leads elsewhere while the browser loads the next page.
        bo.goto("about:blank")
        play(group)
        play(group, NEAR)
        bo.goto(play_page)
        expect(bo.locator("#inbox")).to_contain_text("CHN")
        asked = bo.get_by_role("dialog", name="China wants to end prior notice of flights between Seoul and Beijing")
        asked.get_by_role("button", name="Yes").click()
        expect(asked).to_have_count(0)
        ended = bo.locator("#proposals .proposal", has_text="End: prior notice of flights between Seoul and Beijing")
        expect(ended.locator(".chip--ok")).to_be_visible()
        cy.goto(f"{play_page}#pane-messages")
        expect(cy.locator("#inbox")).to_be_visible()
        for part in ("#proposals", "#offers"):
            assert "prior notice" not in (cy.locator(part).text_content() or "")
    assert heard == [[], []]
