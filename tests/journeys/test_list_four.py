"""List Four in a real browser: alone with its board of trade to the end, and in class with the projector open."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, reader, unreadable, unreadable_at
from tests.journeys.playing import adjudicate, order, play_the_rest, play_turn, start
from tests.journeys.projector_checks import WALL, check_wall
from tests.journeys.test_messages import sign_in
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ASKED_FROM = 5
ANSWER = [{"kind": "tax_chn_first", "level": "at-15", "target": "USA", "partner": ""}]


def test_the_united_states_play_list_four_and_read_its_board(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        exercise = start(page, site, "list-four", "USA")
        order(page, "Publish the list")
        play_turn(page)
        bar = page.locator("#map .trade-bar--wide").first
        expect(bar).to_contain_text("untouched")
        order(page, "List 1 into force")
        expect(page.locator("#own-1-wide .map-move-digit")).to_have_text("1")
        assert unreadable_at(page, 390, 1440) == []
        play_turn(page)
        expect(bar).to_contain_text("34")
        page.get_by_role("link", name="Table").click()
        lists = page.get_by_label("Lists as a table")
        expect(lists.get_by_role("row").filter(has_text="List 1")).to_contain_text("25 %")
        assert unreadable_at(page, 390, 1440) == []
        play_the_rest(page)
        page.goto(f"{exercise}ending/")
        expect(page.locator("#duties")).to_contain_text("Duties after turn 8")
        assert unreadable_at(page, 390, 1440) == []
        assert heard == []


def test_a_class_sees_a_list_come_into_force_on_the_wall(page: Page, site: str, browser: Browser) -> None:
    ada = User.objects.create_user("ada", is_staff=True)
    group = Class(version_of("list-four"), ada, timezone.now())
    bo, cy = group.join("Bo", "USA"), group.join("Cy", "CHN")
    group.start()
    page.set_viewport_size(WALL)
    heard = complaints(page)
    sign_in(page, site, ada)
    page.goto(f"{site}/x/{group.exercise.code}/room/screen/")
    board = page.locator(".projector-trade")
    expect(board).to_contain_text("539.6 untouched")
    check_wall(page)
    with reader(browser, 1440) as american:
        sign_in(american, site, bo.user)
        american.goto(f"{site}/x/{group.exercise.code}/play/")
        order(american, "Publish the list")
        american.locator("#submit-orders").click()
        expect(page.locator(".projector-seats")).to_contain_text("4/5")
    group.submit(cy, ANSWER)
    adjudicate()
    expect(page.locator(".projector-list")).to_contain_text("Turn 1")
    expect(board).to_contain_text("151 untouched")
    check_wall(page)
    assert unreadable(page) == []
    group.open_next()
    group.play_to_the_end()
    expect(page.locator("#projector h1")).to_have_text("The end")
    check_wall(page)
    page.goto(f"{site}/x/{group.exercise.code}/ending/")
    expect(page.locator("#duties")).to_contain_text("Duties after turn 8")
    assert heard == []


def test_a_seat_bids_on_the_claim_and_is_told_at_the_end_how_near_it_was(site: str, browser: Browser) -> None:
    group = Class(version_of("list-four"), User.objects.create_user("ada"), timezone.now(), dials={"third_power": 1.5})
    bo = group.join("Bo", "USA")
    group.start()
    play = f"{site}/x/{group.exercise.code}/play/"
    with reader(browser, 1440) as american:
        heard = complaints(american)
        sign_in(american, site, bo.user)
        american.goto(play)
        expect(american.get_by_role("button", name="Submit")).to_be_visible()
        expect(american.get_by_label("Your bid.")).to_have_count(0)
        # The open page follows the game by itself, which would break off the way back to it.
        american.goto("about:blank")
        while group.turn.number < ASKED_FROM:
            group.submit(bo)
            group.resolve()
            group.open_next()
        american.goto(play)
        bid_by_keyboard(american)
        american.goto("about:blank")
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
        american.goto(f"{site}/x/{group.exercise.code}/ending/")
        told = american.get_by_role("region", name="Your bid")
        expect(told).to_contain_text("Revealed now")
        expect(told).to_contain_text("You bid 65 in 100. Your Brier score is 0.12")
        assert unreadable_at(american, 390, 1440) == []
        american.get_by_role("button", name="Compare with and without").click()
        expect(american.get_by_role("heading", level=1)).to_have_text("Dials")
        expect(american.get_by_role("progressbar")).to_be_visible()
        assert heard == []


def bid_by_keyboard(page: Page) -> None:
    """Bid 65 in 100 on the play page, and find it there again."""
    page.get_by_label("Your bid.").focus()
    page.keyboard.type("65")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kept:")).to_have_text("Kept: 65 in 100.")
    page.reload()
    expect(page.get_by_label("Your bid.")).to_have_value("65")
