"""The white cell reviews a turn in a real browser: by keyboard, without losing typed text, and without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.control.services import phases
from wargame.exercises.review.services import rulings

pytestmark = pytest.mark.journey


@pytest.fixture
def group(site: str) -> Class:
    """Turn 1 of a class is in review; its white cell decides each outcome."""
    group = Class(nine_past_nine(), User.objects.create_user("ada", is_staff=True), timezone.now(), adjudication="free")
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo, Player(group.seat("KOR")).legal(3, turn=group.turn))
    group.resolve()
    point = rulings.Point("order:RUS:0", False, "The crew is new to the route.", 15)
    rulings.argue(turn=group.turn, point=point, by=group.ada, now=timezone.now())
    return group


def room(page: Page, site: str, group: Class) -> None:
    sign_in(page, site, group.ada.user)
    page.goto(f"{site}/x/{group.exercise.code}/room/")
    expect(page.locator("body[data-live=open]")).to_be_attached()


def test_a_turn_is_judged_by_keyboard_and_revealed(page: Page, site: str, group: Class) -> None:
    heard = complaints(page)
    room(page, site, group)
    left = int(page.locator(".review-count").inner_text())
    page.keyboard.press("r")
    expect(page.locator(".review-card").first.locator("input[name=reason]").first).to_be_focused()
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.locator(".review-count")).to_have_text(str(left - 1))
    expect(page.locator("#review-first")).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("a")
    expect(page.locator("#review-fault")).to_contain_text("Say why")
    expect(page.locator("[aria-describedby=review-fault]")).to_be_focused()
    page.keyboard.type("The tower had closed.")
    page.keyboard.press("Enter")
    expect(page.locator("#control-log")).to_contain_text("The tower had closed.")
    expect(page.locator(".review-count")).to_have_text(str(left - 2))
    page.locator("#reveal-rest").check()
    page.locator("#reveal-anyway").click()
    expect(page.locator(".phase--now")).to_contain_text("Reveal")
    assert group.turn.status == "closed"
    assert not [line for line in heard if "422" not in line]


def test_what_is_chosen_and_typed_outlives_what_a_colleague_does(page: Page, site: str, group: Class) -> None:
    room(page, site, group)
    card = page.locator(".review-card").first
    card.locator("input[name=result]").nth(1).check()
    card.locator("input[name=reason]").first.press_sequentially("Half a thought")
    rule = rulings.Decision("order:USA:0", "refused", "The screens were dark.")
    rulings.rule(turn=group.turn, decision=rule, by=group.ada, now=timezone.now())
    expect(page.locator("#control-log")).to_contain_text("The screens were dark.")
    page.keyboard.type(", ended")
    page.keyboard.press("Enter")
    expect(page.locator("#review-fault")).to_contain_text("have changed since you looked")
    expect(page.locator("[aria-describedby=review-fault]")).to_be_focused()
    expect(page.locator(".review-row").filter(has_text="Ruled")).to_be_attached()
    expect(card.locator("input[name=reason]").first).to_have_value("Half a thought, ended")
    expect(card.locator("input[name=result]").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#control-log")).to_contain_text("Half a thought, ended")


def test_what_is_unfolded_and_where_one_reads_outlives_what_a_colleague_does(
    page: Page, site: str, group: Class
) -> None:
    room(page, site, group)
    last = page.locator(".review-card").last
    last.locator("summary").first.click()
    queue = page.locator("#review-queue")
    queue.evaluate("queue => queue.scrollTo(0, 120)")
    rule = rulings.Decision("order:USA:0", "refused", "The screens were dark.")
    rulings.rule(turn=group.turn, decision=rule, by=group.ada, now=timezone.now())
    expect(page.locator(".review-row").filter(has_text="Ruled")).to_be_attached()
    expect(last).to_have_attribute("open", "")
    assert queue.evaluate("queue => queue.scrollTop") == 120
    assert page.evaluate("document.querySelector('#reveal').getBoundingClientRect().bottom <= innerHeight")


def test_everybody_can_read_the_queue(browser: Browser, site: str, group: Class) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        room(page, site, group)
        page.locator(".review-card > summary").nth(1).click()
        assert (unreadable_at(page, 1440, 768, 390), heard) == ([], [])


def test_without_script_forms_post_and_come_back(browser: Browser, site: str, group: Class) -> None:
    with reader(browser, 1440, javascript=False) as page:
        sign_in(page, site, group.ada.user)
        page.goto(f"{site}/x/{group.exercise.code}/room/")
        card = page.locator(".review-card").first
        card.locator("input[name=result]").nth(1).check()
        card.locator("button[type=submit]").first.click()
        expect(page.locator("#review-fault")).to_contain_text("Say why")
        card = page.locator(".review-card[open]").first
        card.locator("input[name=reason]").first.fill("The tower had closed.")
        card.locator("button[type=submit]").first.click()
        expect(page.locator("#control-log")).to_contain_text("The tower had closed.")


def test_a_half_typed_message_moves_on_into_the_results_that_come(page: Page, site: str, group: Class) -> None:
    heard = complaints(page)
    sign_in(page, site, group.exercise.participants.get(name="Bo").user)
    page.goto(f"{site}/x/{group.exercise.code}/t/1/results/")
    expect(page.locator("body[data-live=open]")).to_be_attached()
    page.locator("#argument-text").fill("They always answer us.")
    page.locator("#to-JPN").check()
    page.locator("#message-text").press_sequentially("Half a thought")
    phases.reveal(turn=group.turn, by=group.ada, now=timezone.now(), accepts_rest=True)
    expect(page.locator("#board.results")).to_be_attached()
    expect(page.locator("#message-text")).to_have_value("Half a thought")
    expect(page.locator("#to-JPN")).to_be_checked()
    expect(page.locator("#message-text")).to_be_focused()
    page.keyboard.type(", ended")
    page.locator("#message-send").click()
    expect(page.locator("#inbox")).to_contain_text("Half a thought, ended")
    expect(page.locator("#message-text")).to_have_value("")
    assert not heard
