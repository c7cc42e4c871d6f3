"""Every page says that the next turn runs, and every clock shows only the time left."""

import re
import time
from contextlib import ExitStack

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import complaints, look, overflow, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.control.services import phases
from wargame.exercises.models import Participant

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DASH = "\N{EN DASH}"
OPEN = re.compile(rf"^● Turn 2 open {DASH} (40:00|39:\d\d) {DASH} ")
# Everything that any clock of the page ever showed, whatever was swapped in.
WATCH = """
window.shown = new Set();
new MutationObserver(() => {
  for (const clock of document.querySelectorAll(".clock .mono, .standing .mono")) window.shown.add(clock.textContent);
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


@pytest.fixture
def klass(site: str) -> Class:
    """Bo and Cy have read the results of turn 1; forty minutes are given for the orders of each turn."""
    ada = User.objects.create_user("ada", is_staff=True)
    klass = Class(nine_past_nine(), ada, timezone.now(), orders_seconds=2400, allows_observers=True)
    people = [klass.join("Bo", "KOR"), klass.join("Cy", "JPN")]
    klass.start()
    for person in people:
        klass.submit(person)
    klass.resolve()
    return klass


def user(klass: Class, name: str) -> User:
    found = Participant.objects.get(exercise=klass.exercise, name=name).user
    assert isinstance(found, User)
    return found


def visit(klass: Class, page: Page, site: str, name: str, path: str) -> None:
    sign_in(page, site, user(klass, name))
    page.goto(f"{site}/{path}".replace("CODE", klass.exercise.code))


PLACES = ("x/CODE/t/1/results/", "x/CODE/log/", "x/CODE/messages/", "x/CODE/briefing/KOR/", "method/")


def come_late(route: Route) -> None:
    time.sleep(1.5)
    route.continue_()


def test_everybody_hears_that_the_turn_is_open_and_goes_there_by_one_key_or_tap(
    browser: Browser, site: str, klass: Class
) -> None:
    with ExitStack() as stack:
        pages = [stack.enter_context(reader(browser, 1440)) for _ in PLACES]
        phone = stack.enter_context(reader(browser, 390))
        heard = [complaints(page) for page in (*pages, phone)]
        for page, path in zip(pages, PLACES, strict=True):
            visit(klass, page, site, "Bo", path)
        visit(klass, phone, site, "Cy", "x/CODE/t/1/results/")
        expect(pages[0].locator(".standing")).to_have_count(0)
        klass.open_next()
        for page in (*pages, phone):
            expect(page.locator(".standing")).to_contain_text("Turn 2 is open")
            expect(page).to_have_title(OPEN)
            expect(page.locator("#status")).to_have_text("Turn 2 is open.")
            assert overflow(page) <= 0
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            expect(page.locator("#go")).to_be_in_viewport()
        for page in pages:
            page.keyboard.press("g")
            page.wait_for_url("**/play/")
            expect(page.locator(".standing")).to_have_count(0)
        phone.locator("#go").click()
        phone.wait_for_url("**/play/")
        assert [each for each in heard if each] == []


def test_the_line_can_be_read_by_everybody_and_hides_nothing(browser: Browser, site: str, klass: Class) -> None:
    klass.open_next()
    with reader(browser, 1440) as page:
        visit(klass, page, site, "Bo", "x/CODE/t/1/results/")
        assert unreadable_at(page, 1440, 768, 390) == []
        for width in (1440, 768, 390):
            look(page, width)
            line, top = page.locator(".standing").bounding_box(), page.locator("#results-heading").bounding_box()
            assert line
            assert top
            assert line["y"] + line["height"] <= top["y"], width


def test_without_script_the_line_stands_on_the_page_with_its_link(browser: Browser, site: str, klass: Class) -> None:
    klass.open_next()
    with reader(browser, 1440) as page:
        sign_in(page, site, user(klass, "Bo"))
        with reader(browser, 1440, javascript=False, like=page) as plain:
            plain.goto(f"{site}/x/{klass.exercise.code}/t/1/results/")
            expect(plain).to_have_title(OPEN)
            expect(plain.locator(".standing")).to_contain_text(re.compile(r"Turn 2 is open\s+(40:00|39:\d\d)\s+left"))
            plain.locator("#go").click()
            plain.wait_for_url("**/play/")
            expect(plain.locator("#clock .mono")).to_have_text(re.compile(r"40:00|39:\d\d"))


def test_no_clock_ever_shows_anything_but_the_time_left(browser: Browser, site: str, klass: Class) -> None:
    """The hour of a deadline is below 24 and the time left above 30 minutes, so that the test can tell them apart."""
    klass.open_next()
    with ExitStack() as stack:
        play, log, room = (stack.enter_context(reader(browser, 1440)) for _ in range(3))
        for page in (play, log, room):
            page.add_init_script(WATCH)
            # The scripts come late, as they do on a slow line: until then the server's own words stand there.
            page.route("**/countdown*.js", come_late)
        visit(klass, play, site, "Bo", "x/CODE/play/")
        visit(klass, log, site, "Cy", "x/CODE/log/")
        sign_in(room, site, User.objects.get(username="ada"))
        room.goto(f"{site}/x/{klass.exercise.code}/room/")
        for minutes in (42, 44):
            phases.extend(turn=klass.turn, seconds=120, by=klass.ada, now=timezone.now())
            for page in (play, log, room):
                expect(page.locator(".time-left").first).to_have_text(re.compile(f"^({minutes}:00|{minutes - 1}:)"))
        for page in (play, log, room):
            shown = page.evaluate("[...window.shown]")
            assert len(shown) > 2
            assert [text for text in shown if not re.fullmatch(r"(4[0-4]|3\d):\d\d", text)] == []


def test_script_writes_the_time_in_the_words_of_the_server(browser: Browser, site: str, klass: Class) -> None:
    klass.open_next()
    with reader(browser, 1440) as page:
        visit(klass, page, site, "Bo", "x/CODE/log/")
        for seconds, shown in ((2 * 3600 + 300, "2 h 04 min"), (7 * 86_400 - 3, "6 days 23 h"), (90_000, "1 day 0 h")):
            page.evaluate(
                """seconds => {
                  const clock = document.querySelector(".time-left");
                  clock.dataset.deadline = new Date(Date.now() + clock.offset + 1000 * seconds - 500).toISOString();
                }""",
                seconds,
            )
            expect(page.locator(".time-left")).to_have_text(shown)
