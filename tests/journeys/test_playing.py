"""An exercise in a real browser: from the landing page over six turns to the ending, the log and a what-if."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.playing import (
    TURNS,
    adjudicate,
    order,
    play_the_rest,
    play_turn,
    start,
    start_at_the_library,
    submit,
)
from tests.serving import eventually
from wargame.exercises.models import Exercise, OrderSheet, Turn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NEWS_AT = 320
"""Pixels from the upper edge of a wide window within which the outcomes of a turn begin."""


def take_what_stands_first(page: Page) -> None:
    """Order the first of the suggestions, as somebody does who knows nothing yet."""
    page.locator(".suggestions button").first.click()
    expect(page.locator(".order-list > li")).to_have_count(1)


def test_a_newcomer_plays_six_turns_of_what_stands_first_and_reads_the_log(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        exercise = start_at_the_library(page, site)
        expect(page.locator("#situation-heading")).to_be_focused()
        take_what_stands_first(page)
        expect(page.locator("#preview")).to_contain_text("Why these numbers?")
        play_turn(page)
        while "/ending/" not in page.url:
            take_what_stands_first(page)
            play_turn(page)
        expect(page.get_by_role("heading", name=re.compile(r"Your objectives: \d+ of 100"))).to_be_visible()
        page.get_by_role("link", name="Read the turn log").click()
        expect(page.get_by_role("navigation", name="Turns").get_by_role("link")).to_have_count(TURNS)
        page.get_by_role("navigation", name="Turns").get_by_role("link", name=str(TURNS), exact=True).click()
        expect(page.locator(f"#turn-{TURNS}")).to_be_in_viewport()
        page.get_by_role("navigation", name="Turns").get_by_role("link", name="1", exact=True).click()
        page.get_by_text("Every change of turn 1").click()
        expect(page.locator("#turn-1 .ledger tbody tr").first).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="JSON", exact=True).click()
        document = json.loads(download.value.path().read_text(encoding="utf-8"))
        assert document["is_full_truth"]
        assert document["turns"][0]["ledger"]
        page.goto(exercise)
        expect(page).to_have_url(re.compile("/ending/"))
        assert heard == []


@pytest.mark.parametrize("width", [1366, 390])
def test_what_an_order_does_is_in_sight_before_and_after_it_is_chosen(site: str, browser: Browser, width: int) -> None:
    with reader(browser, width) as page:
        start(page, site)
        offered = page.locator(".suggestions .told-line").first
        expect(offered).to_contain_text(re.compile(r"\d+ in 100|Goes ahead"))
        if width == 390:
            # A phone shows the advisers first, and one scrolls to the orders.
            page.locator(".tabbar a", has_text="Orders").click()
            expect(page.locator(".adviser")).to_have_count(3)
        else:
            expect(offered).to_be_in_viewport()
        take_what_stands_first(page)
        chosen = page.locator(".told-line--chosen").first
        expect(chosen).to_contain_text(re.compile(r"\d+ in 100|Goes ahead"))
        expect(chosen).not_to_contain_text("aims")
        expect(chosen).to_be_in_viewport()


@pytest.mark.parametrize("width", [768, 390])
def test_the_way_on_is_in_sight_wherever_one_reads_in_the_results(site: str, browser: Browser, width: int) -> None:
    with reader(browser, width) as page:
        start(page, site)
        if width == 390:
            page.locator(".tabbar a", has_text="Orders").click()
        submit(page)
        adjudicate()
        expect(page.locator("#results-heading")).to_be_visible()
        expect(page.locator("#next")).to_be_in_viewport(ratio=1)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        expect(page.locator("#next")).to_be_in_viewport(ratio=1)
        hidden = page.locator(".results-fold").last.bounding_box()
        bar = page.locator(".next").bounding_box()
        assert hidden
        assert bar
        assert hidden["y"] + hidden["height"] <= bar["y"], "nothing lies under the bar at the end of the page"
        page.locator("#next").click()
        page.wait_for_url("**/play/")


def test_results_tell_the_news_then_the_gamble_and_more_on_request(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)
        play_turn(page)
        order(page, "Scramble and shadow")
        order(page, "Raise the alert")
        submit(page)
        adjudicate()
        expect(page.locator("#results-heading")).to_be_focused()
        drawn = page.locator(".gamble .strip").first
        expect(page.locator(".gamble .strip-key").first).to_contain_text(re.compile(r"\d+ in 100, drawn"))
        expect(page.locator(".gamble .strip .draw-mark").first).to_be_visible()
        place = drawn.bounding_box()
        assert place
        assert place["y"] <= NEWS_AT, "what came stands near the top"
        expect(page.locator(".results-done")).to_contain_text("Raise the alert level")
        aims = page.get_by_role("region", name="How your aims moved")
        expect(aims).to_be_hidden()
        page.keyboard.press("m")
        expect(aims).to_be_in_viewport()
        expect(aims.get_by_role("row").last).to_contain_text("Your aims")
        assert unreadable_at(page, 390, 1440) == []
        page.keyboard.press("g")
        page.wait_for_url("**/play/")


def read_how_aims_moved(page: Page) -> None:
    page.locator(".results-fold > summary").first.click()
    expect(page.get_by_role("region", name="How your aims moved")).to_be_visible()


def test_an_exercise_is_played_without_javascript(site: str, browser: Browser) -> None:
    with reader(browser, 1440, javascript=False) as page:
        exercise = start_at_the_library(page, site)
        page.locator("#order-search").fill("alert")
        page.get_by_role("button", name="Search").click()
        page.locator("#option-raise_alert").click()
        expect(page.locator(".order-list > li")).to_have_count(1)
        expect(page.locator("#preview")).to_contain_text("Why these numbers?")
        page.get_by_role("button", name="Remove order 1").click()
        expect(page.get_by_text("No orders yet")).to_be_visible()
        page.locator(".suggestions button").first.click()
        page.locator("#composer input[type=radio]").first.check()
        page.get_by_role("button", name="Update this order").click()
        expect(page.locator("#composer input[type=radio]").first).to_be_checked()
        page.get_by_role("link", name="Table").click()
        expect(page.get_by_role("table")).to_be_visible()
        page.goto(f"{exercise}play/")
        for turn in range(TURNS):
            if "/ending/" in page.url:
                break
            page.locator("#submit-orders").click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicating")
            adjudicate()
            # The waiting page asks again by itself after two seconds; they pass in the first turn and the last.
            if 0 < turn < TURNS - 1:
                page.reload()
            expect(page.locator("#results-heading")).to_be_visible()
            read_how_aims_moved(page)
            with page.expect_navigation():
                page.locator("#next").click()
        expect(page).to_have_url(re.compile("/ending/"))
        page.get_by_role("button", name="Try turn 2 differently").click()
        expect(page.locator(".topbar-title")).to_contain_text("What if 1")


def test_a_turn_is_played_with_the_keyboard_alone(site: str, browser: Browser) -> None:
    # The announcement of odds may replace the announcement of the order before the test looks.
    keep = "new MutationObserver(() => said.push(document.getElementById('status')?.textContent))"
    watched = "{subtree: true, childList: true, characterData: true}"
    with reader(browser, 1440) as page:
        page.add_init_script(f"window.said = []; {keep}.observe(document, {watched})")
        start(page, site)
        page.keyboard.press("/")
        expect(page.locator("#order-search")).to_be_focused()
        page.keyboard.type("guard frequency")
        expect(page.locator("#catalogue .order-option")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        expect(page.locator("#catalogue .order-option")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".suggestions .order-option").first).to_be_focused()
        eventually(lambda: "is order 1, 3 of 4 points left" in page.evaluate("said.join()"))
        chosen = page.locator("#composer input[type=radio]:checked")
        chosen.focus()
        first = chosen.get_attribute("value")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#composer input[type=radio]:checked")).not_to_have_attribute("value", first or "")
        expect(page.locator("#composer input[type=radio]:checked")).to_be_focused()
        expect(page.locator("#submit input[name=revision]")).to_have_value("2")
        expect(page.locator("#status")).to_have_text(re.compile(r"in 100|No chance or risk"))
        page.keyboard.press("Alt+1")
        expect(page.locator("#situation-heading")).to_be_focused()
        page.keyboard.press("Alt+3")
        expect(page.locator("#orders")).to_be_focused()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicating")
    assert OrderSheet.objects.get(seat__policy="").orders[0]["kind"] == "hail"


def test_an_order_can_be_chosen_in_the_moment_in_which_it_is_found(site: str, browser: Browser) -> None:
    """htmx binds new elements a moment after they appear; a button pressed before that reloads the page."""
    late = "const wait = setTimeout; window.setTimeout = (work, ms) => wait(work, ms === 20 ? 2_000 : ms)"
    with reader(browser, 1440) as page:
        page.add_init_script(late)
        start(page, site)
        page.keyboard.press("/")
        page.keyboard.type("guard frequency")
        expect(page.locator("#catalogue .order-option")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".suggestions .order-option").first).to_be_focused()


def test_single_keys_can_be_switched_off(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)
        page.locator(".menu > summary").click()
        page.get_by_label("Single-key shortcuts").uncheck()
        page.locator("#situation-heading").focus()
        page.keyboard.press("/")
        expect(page.locator("#order-search")).not_to_be_focused()
        page.reload()
        page.keyboard.press("o")
        expect(page.locator("#order-search")).not_to_be_focused()


def test_too_many_points_are_refused_with_fixes_that_work(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        start(page, site)
        order(page, "Scramble and shadow")
        page.locator("#composer input[type=radio]").last.check()
        expect(page.locator(".points")).to_contain_text("2 of 4 points left")
        for words in ("Raise the alert", "Share the radar picture with Tokyo", "Call on the guard frequency"):
            order(page, words)
        page.locator("#composer input[type=radio]").last.check()
        expect(page.locator(".points")).to_contain_text("over 4 points")
        page.locator("#submit-orders").click()
        expect(page.locator("#faults")).to_be_focused()
        expect(page.locator("#faults")).to_contain_text("save at least")
        page.locator("#faults button").first.click()
        expect(page.locator("#faults")).to_have_count(0)
        expect(page.locator(".order-list > li")).not_to_have_count(0)
    assert Turn.objects.get().is_open


def test_the_phone_shows_one_part_at_a_time(site: str, browser: Browser) -> None:
    with reader(browser, 390) as page:
        start(page, site)
        expect(page.locator("#situation-heading")).to_be_visible()
        expect(page.locator("#orders")).to_be_hidden()
        page.locator(".tabbar").get_by_text("Orders").click()
        expect(page.locator("#situation-heading")).to_be_hidden()
        page.locator(".suggestions button").first.click()
        expect(page.locator(".order-list > li")).to_be_visible()
        page.locator(".tabbar").get_by_text("Messages").click()
        expect(page.locator("#inbox")).to_be_visible()
        expect(page.locator("#orders")).to_be_hidden()


def test_a_past_turn_is_played_differently_and_compared(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        exercise = start(page, site)
        play_turn(page)
        play_the_rest(page)
        page.goto(f"{exercise}ending/")
        page.get_by_role("button", name="Try turn 3 differently").click()
        expect(page.locator(".rail-now, [aria-current=step]").first).to_be_visible()
        order(page, "Raise the alert")
        play_turn(page)
        play_the_rest(page)
        page.goto(f"{exercise}log/?b=1&with=2")
        expect(page.locator("main")).to_contain_text("The same until turn 3")
        expect(page.locator("#turn-3 tr.differs").first).to_contain_text("Differs")
        expect(page.locator("#turn-2")).to_have_count(0)
        expect(page.locator(".lines")).to_contain_text(re.compile("Ended: .*Ended: ", re.DOTALL))
    assert Exercise.objects.get().branches.count() == 2
