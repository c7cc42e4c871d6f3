"""Nobody is stranded: a latecomer gets an AI's seat, two share a seat, and a reveal is taken back."""

import re
from collections.abc import Sequence
from contextlib import ExitStack

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, reader
from tests.journeys.playing import order
from tests.journeys.test_class import close_and_resolve, reveal, to_orders
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User

pytestmark = [pytest.mark.journey, pytest.mark.postgresql]


@pytest.fixture
def group(site: str) -> Class:
    """Bo plays South Korea, the AI all other seats; turn 1 takes orders for ten minutes."""
    group = Class(
        nine_past_nine(),
        User.objects.create_user("ada", is_staff=True),
        timezone.now(),
        adjudication="free",
        discuss_seconds=300,
    )
    group.join("Bo", "KOR")
    group.start()
    return group


def open_room(page: Page, site: str, group: Class) -> None:
    sign_in(page, site, group.ada.user)
    page.goto(f"{site}/x/{group.exercise.code}/room/")
    expect(page.locator("body[data-live=open]")).to_be_attached()


def give_seat(room: Page, name: str, role: str) -> None:
    room.get_by_label(name, exact=True).select_option(role)
    room.get_by_role("button", name=f"Give seat to {name}").click()


def come_late(page: Page, site: str, group: Class, room: Page, name: str, role: str) -> None:
    """Join a class that runs, wait, and get a seat."""
    page.goto(f"{site}/j/{group.exercise.code}/")
    page.locator("#name").fill(name)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(room.locator("#places")).to_contain_text(name)
    give_seat(room, name, role)
    to_orders(page)
    expect(page.get_by_text(f"The white cell gave you {role}.")).to_be_visible()


def make_larger(page: Page, field: str) -> None:
    """Drag the corner of a text box, which gives it a style of its own."""
    box = page.locator(field).bounding_box()
    assert box
    right, bottom = box["x"] + box["width"] - 4, box["y"] + box["height"] - 4
    page.mouse.move(right, bottom)
    page.mouse.down()
    page.mouse.move(right, bottom + 40)
    page.mouse.up()
    expect(page.locator(field)).to_have_attribute("style", re.compile("height"))


def write(room: Page, text: str) -> None:
    """Send a message to South Korea from a box that was made larger; htmx may not copy its style, which CSP forbids."""
    room.locator("#tab-messages").check()
    make_larger(room, "#message-text")
    room.locator("#message-text").fill(text)
    room.locator("#inbox input[name=to][value=KOR], .message-form input[name=to][value=KOR]").first.check()
    room.locator("#message-send").click()
    expect(room.locator(".message-list").filter(has_text=text)).to_be_visible()


def argue(room: Page, bo: Page) -> None:
    """A seat argues for its order; the white cell finds it from the head, and notes two arguments in one row."""
    bo.locator("#argument-text").fill("We flew there before.")
    bo.locator("#argument-send").click()
    expect(room.locator("#review-argued")).to_contain_text("1 argument of seats without a verdict")
    expect(room.locator(".review-unjudged")).to_be_visible()
    row = room.locator(".review-queue > details").filter(has_text="We flew there before.")
    if row.get_attribute("open") is None:
        row.locator("summary").first.click()
    for number, text in enumerate(("The weather is bad.", "The crew is new."), 2):
        row.locator("input[id^=argument-]").fill(text)
        row.locator("button[value=argue]").click()
        expect(row.locator(".review-argument").last.locator(".review-points > li")).to_have_count(number)
        expect(row.locator("input[id^=argument-]")).to_be_focused()
        expect(row.locator("input[id^=argument-]")).to_be_in_viewport()


def think_and_pause(room: Page, phone: Page, desk: Page) -> None:
    """Reload a page with a reason half typed, and pause: the phone says that the clock stands still."""
    desk.locator("#rationale-text").press_sequentially("half a thought")
    desk.reload()
    expect(desk.locator("#rationale-text")).to_have_value("half a thought")
    desk.locator("#rationale-keep").click()
    expect(desk.locator("#rationale-said")).to_have_text("Kept.")
    room.locator("#pause").click()
    expect(phone.get_by_text("Paused")).to_be_visible()
    room.locator("#resume").click()


def reveal_twice(room: Page, players: Sequence[Page]) -> None:
    """Reveal, take it back, let a seat argue, and reveal again."""
    reveal(room)
    for page in players:
        expect(page.locator("#results-heading")).to_be_visible()
    room.locator("#unreveal").click()
    for page in players:
        expect(page.locator("#waiting-heading")).to_have_text("The white cell reviews turn 1")
    argue(room, players[0])
    reveal(room)
    for page in players:
        expect(page.locator("#results-heading")).to_be_visible()


def discuss(room: Page, players: Sequence[Page]) -> None:
    """Everybody has the question and the clock of the discussion."""
    room.locator("#discuss").click()
    for page in players:
        expect(page.locator("#standing")).to_contain_text("Talk about it with all:")
        expect(page.locator("#standing .time-left")).to_be_visible()


def test_latecomers_play_at_once_and_a_reveal_is_taken_back(browser: Browser, site: str, group: Class) -> None:
    with ExitStack() as stack:
        room, bo, fin, gil = (stack.enter_context(reader(browser, width)) for width in (1440, 1440, 390, 1440))
        heard = [complaints(page) for page in (room, bo, fin, gil)]
        open_room(room, site, group)
        sign_in(bo, site, group.exercise.participants.get(name="Bo").user)
        bo.goto(f"{site}/x/{group.exercise.code}/play/")
        drafted = len(group.sheet("CHN").orders)
        come_late(fin, site, group, room, "Fin", "CHN")
        expect(fin.locator(".order-list > li")).to_have_count(drafted)
        with fin.expect_request("**/here/"):
            come_late(gil, site, group, room, "Gil", "KOR")
        order(gil, "scramble")
        expect(bo.locator(".order-list > li")).to_have_count(1)
        think_and_pause(room, fin, gil)
        fin.locator("#submit-orders").click()
        expect(room.locator("#places")).to_contain_text("Submitted")
        write(room, "We look at this together.")
        close_and_resolve(room)
        reveal_twice(room, (bo, fin, gil))
        discuss(room, (bo, fin, gil))
        fin.locator(".menu > summary").click()
        expect(fin.locator("#own-link")).to_have_value(re.compile("/back/"))
        assert heard == [[], [], [], []]
