"""A teacher copies a pack, rewords a briefing and an inject, publishes it, and plays one turn of it with a student."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from scenarios.models import OwnScenario
from scenarios.services import drafts
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.journeys.test_appraisal import sign_in
from tests.journeys.test_class import close_and_resolve, join, order_and_submit, reveal

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BRIEFING = "Your class prepared this briefing itself."
INJECT = "Our own fishermen filmed everything."


def copy(page: Page, site: str) -> None:
    page.goto(f"{site}/my-scenarios/")
    page.get_by_role("button", name="Copy Nine Past Nine").click()
    page.get_by_role("link", name="Edit it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Turns by parts")


def reword(page: Page) -> None:
    """Reword the briefing of the first seat and the first inject, each in place; both are saved as one leaves them."""
    rail = page.get_by_role("navigation", name="Parts of the scenario")
    rail.get_by_role("link", name=re.compile("^Texts")).click()
    page.get_by_role("link", name=re.compile("^Before the game")).click()
    briefing = page.get_by_role("region", name=re.compile("^Briefing"))
    briefing.locator("textarea").fill(BRIEFING)
    briefing.locator("textarea").blur()
    expect(briefing.get_by_role("status")).to_contain_text("Saved")
    rail.get_by_role("link", name=re.compile("^Injects")).click()
    inject = page.locator(".cells-inject").first
    inject.locator(".cells-text textarea").last.fill(INJECT)
    inject.locator(".cells-text textarea").last.blur()
    expect(inject.locator(".cells-said")).to_contain_text("Saved")


def open_a_class(page: Page) -> str:
    """Publish the draft, open the lobby of a class with it, and return its code."""
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("link", name="Run with a class").click()
    page.get_by_role("button", name="Open the lobby").click()
    page.wait_for_url("**/lobby/")
    return page.locator(".join-code").inner_text()


def test_a_teacher_rewords_a_copy_and_plays_a_turn_of_it_with_a_student(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as teacher, reader(browser, 390) as student:
        heard = complaints(teacher)
        sign_in(teacher, site)
        copy(teacher, site)
        reword(teacher)
        texts = drafts.texts_in(OwnScenario.objects.get())
        assert INJECT in texts["msel.yaml"]
        seat = next(name[6:9] for name, text in texts.items() if name.startswith("seats/") and BRIEFING in text)
        teacher.get_by_role("navigation", name="Parts of the scenario").get_by_role("link", name="Incidents").click()
        teacher.get_by_role("link", name="The joint patrol").click()
        expect(teacher.locator(".stages-box")).to_have_count(5)
        assert unreadable_at(teacher, *EXAMINED[-1:]) == []
        code = open_a_class(teacher)
        join(student, site, code, "Bo", seat)
        teacher.reload()
        teacher.locator("#start").click()
        student.wait_for_url("**/play/")
        expect(student.locator("body")).to_contain_text(BRIEFING)
        teacher.locator("#open-orders").click()
        order_and_submit(student, "a")
        close_and_resolve(teacher)
        reveal(teacher)
        expect(student.locator("#results-heading")).to_be_visible()
        assert heard == []
