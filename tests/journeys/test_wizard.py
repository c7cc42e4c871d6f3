"""From the wizard to an ending in a real browser; with the keyboard, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from scenarios.models import Idea, OwnScenario
from scenarios.wizard.questions import QUESTIONS
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.journeys.playing import play_the_rest, play_turn
from tests.journeys.test_appraisal import sign_in
from wargame.exercises.models import Exercise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SMALL_TARGETS = """() => [...document.querySelectorAll('.idea-foot a, .idea-part .btn, .idea-seats a, .idea-rail a')]
  .filter((each) => each.checkVisibility() && each.tabIndex >= 0 && each.getBoundingClientRect().height < 44)
  .map((each) => each.textContent.trim())"""


def begin(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/my-scenarios/")
    page.get_by_role("button", name="Answer eight questions").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTIONS[0].title)


def go_on(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Go on")).click()


def confirm_all(page: Page) -> None:
    """Confirm the open part of a question until none is left, by the keyboard."""
    while (button := page.get_by_role("button", name=re.compile("^Confirm"))).count():
        with page.expect_navigation():
            button.press("Enter")


def test_a_teacher_answers_eight_questions_and_plays_to_an_ending(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        begin(page, site)
        page.get_by_label("Title", exact=True).fill("Bread and Ships")
        expect(page.locator("#idea-side")).to_contain_text("Bread and Ships")
        for question in QUESTIONS[:-1]:
            expect(page.get_by_role("heading", level=1)).to_have_text(question.title)
            if question.key in ("about", "wants", "orders"):
                assert unreadable_at(page, *EXAMINED) == []
            confirm_all(page)
            go_on(page)
        assert unreadable_at(page, *EXAMINED) == []
        assert len(Idea.objects.get().confirmed) == 19
        page.get_by_role("button", name="Play as Borland").click()
        page.wait_for_url("**/play/")
        expect(page.get_by_text("Bread and Ships").first).to_be_visible()
        exercise = page.url.removesuffix("play/")
        play_turn(page)
        play_the_rest(page)
        page.goto(f"{exercise}ending/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert Exercise.objects.get().status == Exercise.Status.ENDED
        assert heard == []


def test_without_script_on_a_phone_proposals_become_a_scenario(site: str, browser: Browser) -> None:
    with reader(browser, 390, javascript=False) as page:
        begin(page, site)
        page.get_by_label("Title", exact=True).fill("")
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_text("This field is empty.").first).to_be_visible()
        page.get_by_label("Title", exact=True).fill("Bread")
        page.get_by_role("button", name="Confirm").click()
        page.get_by_role("link", name="See it").click()
        expect(page.get_by_role("heading", name="As Avalon will see it")).to_be_visible()
        page.get_by_role("link", name="Back to the question").click()
        for _ in QUESTIONS[1:]:
            go_on(page)
            assert page.evaluate(SMALL_TARGETS) == []
        page.get_by_role("button", name="Make it a scenario").click()
        expect(page.get_by_text("is one of your scenarios now")).to_be_visible()
        assert OwnScenario.objects.get().title == "Bread"
