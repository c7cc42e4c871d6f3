"""An order that is given while the server cannot be reached stays visible and is sent once, or its refusal is shown."""

import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.page_checks import look, reader, unreadable
from tests.journeys.playing import adjudicate, start
from tests.journeys.test_messages import sign_in
from wargame.accounts.models import User
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.orders.services import orders

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(site: str, browser: Browser) -> Iterator[Page]:
    """Return the page of a solo exercise whose first turn is open."""
    with reader(browser, 1440) as page:
        start(page, site)
        expect(page.locator("body[data-live=open]")).to_be_attached()
        yield page


def sheet() -> OrderSheet:
    return OrderSheet.objects.get(policy="")


def tap(page: Page, place: int = 0) -> str:
    """Tap a suggested order and return its name."""
    option = page.locator(".suggestions button").nth(place)
    name = option.locator("b").first.inner_text().strip()
    option.click()
    return name


def test_an_order_tapped_offline_stays_in_sight_and_is_sent_when_the_connection_is_back(page: Page) -> None:
    page.context.set_offline(True)
    names = [tap(page, place) for place in range(2)]
    expect(page.locator("#outbox")).to_be_visible()
    expect(page.locator("#outbox li")).to_have_text(names)
    found = {}
    for width in (1440, 768, 390):
        look(page, width)
        page.evaluate("location.hash = 'pane-orders'")
        expect(page.locator("#outbox")).to_be_visible()
        found[width] = unreadable(page)
    assert found == {1440: [], 768: [], 390: []}
    assert not OrderSheet.objects.filter(policy="").exists()
    page.context.set_offline(False)
    expect(page.locator(".order-list > li")).to_have_count(2)
    expect(page.locator("#outbox")).to_be_hidden()
    assert [change.revision for change in sheet().changes.all()] == [1, 2]


def test_a_choice_made_offline_takes_the_place_of_the_one_before(page: Page) -> None:
    tap(page)
    expect(page.locator("#composer")).to_be_visible()
    page.context.set_offline(True)
    first = sheet().orders[0]["level"]
    other = page.locator("#composer input[name=level]:not(:checked)").first.get_attribute("value")
    for level in (other, first, other):
        page.locator(f"#composer input[name=level][value={level}]").check()
        expect(page.locator("#composer.htmx-request, #composer[data-due]")).to_have_count(0)
    expect(page.locator("#outbox li")).to_have_count(1)
    page.context.set_offline(False)
    expect(page.locator("#outbox")).to_be_hidden()
    assert (sheet().orders[0]["level"], sheet().revision) == (other, 2)


def test_a_change_whose_answers_got_lost_is_made_once(page: Page) -> None:
    keys: list[str] = []
    arrives: list[bool] = []

    def lose_the_answers(route: Route) -> None:
        keys.extend(re.findall(r"key=(\w+)", route.request.post_data or ""))
        answer = route.fetch()
        route.fulfill(response=answer) if arrives else route.abort()

    page.route("**/t/1/orders/", lose_the_answers)
    tap(page)
    expect(page.locator("#outbox")).to_be_visible()
    arrives.append(True)
    expect(page.locator("#outbox")).to_be_hidden()
    expect(page.locator(".order-list > li")).to_have_count(1)
    assert len(keys) > 1
    assert set(keys) == {keys[0]}
    assert sheet().revision == 1


def test_a_submit_whose_answer_got_lost_goes_to_the_results(page: Page) -> None:
    tries: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        tries.append(route.request.url)
        answer = route.fetch(max_redirects=0)
        route.abort() if len(tries) == 1 else route.fulfill(response=answer)

    page.route("**/t/1/submit/", lose_the_first_answer)
    page.locator("#submit-orders").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicating")
    assert sheet().revision == 1


def test_submitting_waits_for_changes_that_are_not_in_yet(page: Page) -> None:
    page.context.set_offline(True)
    tap(page)
    page.locator("#submit-orders").click()
    expect(page.locator("#not-taken")).to_contain_text("submit once they are in")
    page.context.set_offline(False)
    expect(page.locator(".order-list > li")).to_have_count(1)
    assert not sheet().is_ready


@pytest.mark.parametrize("hears", ["the order's answer alone", "that the turn has closed too"])
def test_an_order_that_comes_too_late_is_said_to_be_refused_on_the_next_page_too(page: Page, hears: str) -> None:
    if hears == "the order's answer alone":
        page.route("**/phase/**", lambda route: route.abort())
    page.context.set_offline(True)
    name = tap(page)
    turn = Turn.objects.with_exercise().get()
    seat = turn.branch.exercise.seats.get(policy="")
    orders.submit(seat=seat, turn=turn, orders=[], revision=0, now=timezone.now())
    adjudicate()
    page.context.set_offline(False)
    expect(page.locator("#not-taken")).to_contain_text(name)
    # On to the results, or to the turn that is open by now.
    expect(page.locator(".rail-done, #results-heading").first).to_be_attached()
    expect(page.locator("#not-taken")).to_contain_text(name)
    page.locator("#not-taken-read").click()
    expect(page.locator("#not-taken")).to_be_hidden()


NOTE_WHAT_IS_HEARD = """() => {
    window.tabs = new BroadcastChannel(`parley ${document.body.dataset.liveUrl.split(":")[0]}`);
    window.tabs.onmessage = ({data}) => { if (data.word) document.body.dataset.heard = data.word; };
}"""


def test_neither_notice_nor_phase_leads_on_to_the_results_before_an_order_has_its_answer(page: Page) -> None:
    held: list[Route] = []
    page.route("**/t/1/orders/", lambda route: held.append(route))  # noqa: PLW0108 - takes no built-in
    page.evaluate(NOTE_WHAT_IS_HEARD)
    with page.expect_request("**/t/1/orders/"):
        name = tap(page)
    turn = Turn.objects.with_exercise().get()
    seat = turn.branch.exercise.seats.get(policy="")
    orders.submit(seat=seat, turn=turn, orders=[], revision=0, now=timezone.now())
    adjudicate()
    expect(page.locator("body[data-heard=results]")).to_be_attached()
    with page.expect_response("**/phase/**") as phase:
        page.evaluate("document.body.dispatchEvent(new CustomEvent('live:phase'))")
    assert phase.value.headers["hx-redirect"]
    on_the_way = page.locator(".rail-done, #results-heading")
    expect(on_the_way).to_have_count(0)
    held[0].continue_()
    expect(on_the_way.first).to_be_attached()
    expect(page.locator("#not-taken")).to_contain_text(name)


LEFT = "sessionStorage.getItem('parley left unsent')"


def leave_an_order(page: Page, address: str) -> None:
    """Tap an order that cannot be sent, and open another page."""
    page.route("**/t/1/orders/", lambda route: route.abort())
    tap(page)
    expect(page.locator("#outbox")).to_be_visible()
    page.goto(address)
    assert "not sent before its page was left" in page.evaluate(LEFT)


def test_what_one_person_left_unsent_is_not_shown_to_the_next_in_the_same_tab(page: Page, site: str) -> None:
    leave_an_order(page, site)
    page.context.clear_cookies()
    start(page, site)
    expect(page.locator("body[data-live=open]")).to_be_attached()
    expect(page.locator("#not-taken")).to_be_hidden()
    assert page.evaluate(LEFT) is None


def test_signing_out_forgets_what_was_left_unsent(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        sign_in(page, site, User.objects.create_user("ada"))
        start(page, site)
        leave_an_order(page, f"{site}/account/")
        page.get_by_role("button", name="Sign out", exact=True).click()
        expect(page.locator("body")).to_contain_text("You are signed out")
        assert page.evaluate(LEFT) is None


RENEW_INBOX = """() => new Promise((done) => {
    document.body.addEventListener("htmx:afterOnLoad", done, { once: true });
    document.body.dispatchEvent(new Event("sent"));
})"""


class Unavailable:
    """A server that answers 503 until the test lets it answer, so that a slow machine misses no moment of it."""

    def __init__(self, page: Page, pattern: str | re.Pattern[str]) -> None:
        self.over = False
        page.route(pattern, self.answer)

    def answer(self, route: Route) -> None:
        if self.over:
            return route.continue_()
        return route.fulfill(status=503, headers={"Retry-After": "1"}, body="Nothing was changed.")


def test_while_the_server_cannot_save_an_order_waits_and_the_page_says_why(page: Page) -> None:
    server = Unavailable(page, "**/t/1/orders/")
    tap(page)
    expect(page.locator("#unavailable")).to_be_visible()
    expect(page.locator("#outbox")).to_be_visible()
    server.over = True
    expect(page.locator(".order-list > li")).to_have_count(1)
    expect(page.locator("#outbox")).to_be_hidden()
    assert sheet().revision == 1


def test_a_part_that_is_renewed_meanwhile_does_not_hide_why_an_order_waits(page: Page) -> None:
    server = Unavailable(page, "**/t/1/orders/")
    tap(page)
    expect(page.locator("#unavailable")).to_be_visible()
    page.evaluate(RENEW_INBOX)
    assert page.locator("#unavailable").is_visible()
    server.over = True
    expect(page.locator(".order-list > li")).to_have_count(1)
    expect(page.locator("#unavailable")).to_be_hidden()


def test_a_region_that_could_not_be_read_is_read_when_the_server_says(page: Page) -> None:
    server = Unavailable(page, re.compile("/play/orders/"))
    turn = Turn.objects.with_exercise().get()
    seat = turn.branch.exercise.seats.get(policy="")
    row = {"kind": "hail", "level": "call", "target": "CHN", "partner": ""}
    orders.save_draft(seat=seat, turn=turn, orders=[row], revision=0, now=timezone.now())
    expect(page.locator("#unavailable")).to_be_visible()
    server.over = True
    expect(page.locator(".order-list > li")).to_have_count(1)
    expect(page.locator("#unavailable")).to_be_hidden()
