"""An instructor and three students in four browsers: two turns of a class with its usual incidents."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import look, overflow, reader
from tests.journeys.playing import adjudicate, order
from tests.journeys.test_messages import sign_in
from wargame.accounts.models import User
from wargame.exercises.models import ControlEntry, OrderSheet

pytestmark = [pytest.mark.journey, pytest.mark.postgresql]

REASON = "The pilots saw the wake turn before the radar did"
INJECT = "A fishing boat films a flare"


def open_lobby(page: Page, site: str) -> str:
    """Create an exercise with the default settings, as somebody with an account, and return its code."""
    sign_in(page, site, User.objects.create_user("ada", first_name="Ada", is_staff=True))
    page.goto(f"{site}/exercises/new/?scenario=nine-past-nine")
    page.get_by_role("button", name="Open the lobby").click()
    page.wait_for_url("**/lobby/")
    return page.locator(".join-code").inner_text()


def join(page: Page, site: str, code: str, name: str, role: str = "") -> str:
    """Join under a name by the address on the board, and return the personal link."""
    page.goto(f"{site}/j/{code}/")
    page.locator("#name").fill(name)
    page.locator(f"input[name=role][value='{role}']").check()
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.locator("#me-heading")).to_contain_text(name)
    return page.locator("#recovery").input_value()


def come_back(page: Page, link: str, name: str) -> None:
    page.goto(link)
    page.get_by_role("button", name=f"Go on as {name}").click()
    page.wait_for_url("**/x/**")


def to_orders(page: Page) -> None:
    """Show the orders, which are a separate tab on a phone."""
    expect(page.locator("#order-search")).to_be_attached()
    page.wait_for_load_state("load")
    tab = page.locator(".tabbar a[href='#pane-orders']")
    if tab.is_visible():
        tab.click()
    expect(page.locator("#order-search")).to_be_visible()


def order_and_submit(page: Page, words: str) -> None:
    to_orders(page)
    order(page, words)
    submit_as_it_is(page)


def submit_as_it_is(page: Page) -> None:
    to_orders(page)
    page.locator("#submit-orders").click()
    expect(page.locator("#submit-orders")).to_have_count(0)


def close_and_resolve(room: Page) -> None:
    """Close orders by hand while not everybody is ready, let a worker compute, and wait until the room offers the
    review.
    """
    room.locator("#close").click()
    room.locator("#close-now").click()
    expect(room.locator(".room-control")).to_contain_text("on their way")
    adjudicate()
    expect(room.locator("#review-queue")).to_be_visible()


def rule_against_the_dice(room: Page) -> None:
    """Choose another outcome than the engine's, with a reason, on the first card that offers one."""
    first = room.locator("#review details:has(input[data-other])").first
    first.evaluate("card => { card.open = true }")
    first.locator("input[data-other]").first.check()
    first.locator("input[name=reason]").first.fill(REASON)
    first.get_by_role("button", name="Rule it so").click()
    expect(room.locator("#review")).to_contain_text("Ruled:")


def reveal(room: Page) -> None:
    expect(room.locator("#reveal")).to_be_visible()
    if room.locator("#reveal-rest").is_visible():
        room.locator("#reveal-rest").check()
        room.locator("#reveal-anyway").click()
    else:
        room.locator("#reveal").click()
    expect(room.locator("#next")).to_be_visible()


def first_turn(room: Page, bo: Page, cy: Page, di: Page) -> None:
    """One seat submits, one leaves and the AI takes it over, one leaves a draft; the results contain a ruling."""
    order_and_submit(bo, "scramble")
    room.locator("#pause").click()
    expect(bo.locator("#clock")).to_contain_text("Paused")
    room.locator("#resume").click()
    cy.close()
    room.locator("#hand-JPN").click()
    expect(room.locator("#places")).to_contain_text("AI, ")
    to_orders(di)
    order(di, "a")
    close_and_resolve(room)
    assert not OrderSheet.objects.filter(is_missed=True, seat__people__isnull=False).exists()
    assert bo.locator("#results-heading").count() == 0, "results show before the white cell reveals them"
    rule_against_the_dice(room)
    reveal(room)
    for player in (bo, di):
        expect(player.locator("#results-heading")).to_be_visible()
        player.wait_for_load_state()
    assert any(REASON in player.content() for player in (bo, di))


def open_second_turn(room: Page, *players: Page) -> None:
    room.locator("#next").click()
    room.locator("#open-orders").click()
    for player in players:
        player.locator("#next").click()
        expect(player.locator("#order-search")).to_be_attached()


def tell_one_seat(room: Page, reader: Page, other: Page) -> None:
    """The white cell sends an inject to South Korea alone."""
    room.locator("#new-inject").click()
    room.locator("#inject-title").fill(INJECT)
    room.locator("#inject-text").fill("The film is on every channel.")
    room.locator("#inject-to-KOR").check()
    room.locator("#inject-send").click()
    expect(reader.locator("#board")).to_contain_text(INJECT)
    assert INJECT not in other.content()


def second_turn(room: Page, bo: Page, back: Page, di: Page) -> None:
    """Everybody submits, so that the turn closes by itself; who is back submits what the AI has left on the sheet."""
    room.locator("#pause").click()
    room.locator("#resume").click()
    room.locator("#hand-JPN").click()
    for player in (bo, di):
        order_and_submit(player, "a")
    submit_as_it_is(back)
    adjudicate()
    expect(room.locator("#review-queue")).to_be_visible()
    rule_against_the_dice(room)
    reveal(room)
    for player in (bo, back, di):
        expect(player.locator("#results-heading")).to_be_visible()
        assert overflow(player) <= 0


def test_a_class_plays_two_turns(browser: Browser, site: str) -> None:
    """Everybody acts in both arrangements of the pages: who had a wide window in turn 1 has a phone in turn 2."""
    with ExitStack() as stack:
        room, bo, cy, di, phone = (
            stack.enter_context(reader(browser, width)) for width in (1440, 1440, 1440, 390, 390)
        )
        code = open_lobby(room, site)
        join(bo, site, code, "Bo", "KOR")
        way_back = join(cy, site, code, "Cy", "JPN")
        join(di, site, code, "Di")
        expect(room.locator("main")).to_contain_text("Di")
        room.locator("#assign-all").click()
        expect(di.locator("#me-heading")).to_contain_text("you play")
        room.locator("#start").click()
        room.locator("#open-orders").click()
        first_turn(room, bo, cy, di)
        open_second_turn(room, bo, di)
        for page, width in ((room, 390), (bo, 390), (di, 1440)):
            look(page, width)
        tell_one_seat(room, bo, di)
        come_back(phone, way_back, "Cy")
        second_turn(room, bo, phone, di)
    acts = set(ControlEntry.objects.values_list("act", flat=True))
    assert {"start", "pause", "resume", "takeover", "hand_back", "rule", "reveal"} <= acts
