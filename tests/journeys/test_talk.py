"""A solo player talks to AI seats in a real browser, with one control for each thing to say."""

import os
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.page_checks import complaints, unreadable
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises import perspectives
from wargame.exercises.diplomacy.services import haggling
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import Exercise, Proposal, Turn

pytestmark = pytest.mark.journey


@pytest.fixture
def exercise(site: str) -> Exercise:
    """Bo plays South Korea alone."""
    user = User.objects.create_user("bo")
    return start_solo(version=nine_past_nine(), role="KOR", user=user, now=timezone.now())


def test_a_player_asks_and_proposes_and_reads_the_answers_in_the_same_turn(
    page: Page, site: str, exercise: Exercise
) -> None:
    faults = complaints(page)
    sign_in(page, site, exercise.created_by)
    page.goto(f"{site}/x/{exercise.code}/play/")
    expect(page.locator("#talk-ask")).to_be_visible()
    expect(page.locator("#talk-warn")).to_be_hidden()
    page.locator("#talk-to").select_option("RUS")
    page.locator("#talk-ask").select_option("plans")
    likely = page.locator("#talk-likely")
    expect(likely).to_have_text(re.compile(r"^\s*\d+ in 100 that\s+RUS\s+tells you of it, as far as your seat knows"))
    page.locator("#talk-send").click()
    inbox = page.locator("#inbox")
    expect(inbox).to_contain_text("Tell us what your aircraft do next.")
    expect(inbox.locator(".message").last).to_contain_text("RUS")
    expect(page.locator("#talk-to")).to_have_value("RUS")
    page.locator(".talk-manners label", has_text="Propose").click()
    page.locator("#talk-propose").select_option("notice_beijing")
    expect(likely).to_have_text(re.compile(r"in 100 that\s+CHN\s+agrees"))
    page.locator("#talk-restraint").check()
    page.locator("#talk-send").click()
    expect(page.locator("#proposals")).to_contain_text("prior notice of flights between Seoul and Beijing")
    expect(page.locator("#proposals")).to_contain_text("With a pledge on all sides")
    if folder := os.environ.get("SHOTS"):
        for width, height in ((1440, 900), (1366, 768), (768, 1024), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            if width == 390:
                page.goto(f"{site}/x/{exercise.code}/play/#pane-messages")
            page.screenshot(path=f"{folder}/play-{width}.png")
    assert unreadable(page) == []
    assert faults == []


def test_an_offer_lies_over_the_board_and_is_put_off_or_answered_by_a_key(
    page: Page, site: str, exercise: Exercise
) -> None:
    faults = complaints(page)
    offered = offer_of_japan(exercise)
    sign_in(page, site, exercise.created_by)
    page.goto(f"{site}/x/{exercise.code}/play/")
    card = page.get_by_role("dialog", name=re.compile("Japan offers talks of the defence staffs"))
    for answer in ("Yes", "No"):
        expect(card.get_by_role("button", name=answer)).to_be_in_viewport(ratio=1)
    shoot(page, "offer", f"{site}/x/{exercise.code}/play/")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator(".offer-chip")).to_be_visible()
    page.keyboard.press("l")
    expect(card).to_be_visible()
    assert unreadable(page) == []
    page.keyboard.press("y")
    expect(page.locator(".offer")).to_have_count(0)
    expect(page.locator("#proposals")).to_contain_text("Accepted")
    offered.refresh_from_db()
    assert offered.status == "accepted"
    assert faults == []


def offer_of_japan(exercise: Exercise) -> Proposal:
    """Japan proposes talks of the staffs to South Korea."""
    turn = Turn.objects.with_exercise().get(branch__exercise=exercise)
    seat = exercise.seats.get(role="JPN")
    offers = perspectives.offers(perspectives.view_of(turn, seat))
    offer = next(each for each in offers if each.agreement == "staff_talks")
    words = "We have prepared a draft of two pages. We would be grateful for your comments by Friday."
    return haggling.put_on_table(turn, seat, offer, timezone.now(), terms=words, reason="")


def shoot(page: Page, name: str, address: str) -> None:
    """Photograph the play page in every width, if somebody wants to look at it."""
    if not (folder := os.environ.get("SHOTS")):
        return
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width, height in ((1440, 900), (768, 1024), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
