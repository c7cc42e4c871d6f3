"""`live.js` in a real browser: two tabs share one stream, and regions get events."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from playwright.sync_api import Browser, Page, expect

from tests.journeys.page_checks import PATIENCE_MS
from tests.serving import Server, eventually
from wargame import live
from wargame.accounts.models import User
from wargame.urls import urlpatterns as house

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGE = """<!DOCTYPE html><html lang="en"><title>live</title>
<body data-live-url="{url}" data-live-regions="board orders"{following}>
<p data-live-banner hidden>Connection lost</p><p data-closed-banner hidden>Closed for orders</p><ol></ol>
<p hx-get="/asked/orders" hx-trigger="live:orders from:body delay:2s" hx-swap="none"></p>
<p hx-get="/asked/board" hx-trigger="live:board from:body delay:3s" hx-swap="none"></p>
<script src="/static/django_htmx/htmx-2.min.js"></script>
<script src="/static/js/live.js"></script><script src="/listen.js"></script></body></html>"""
SCRIPT = """for (const region of ["board", "orders"]) document.body.addEventListener("live:" + region, () => {
  document.querySelector("ol").insertAdjacentHTML("beforeend", "<li>" + region + "</li>"); });"""


def page(request: HttpRequest) -> HttpResponse:
    following = ' data-live-next="/health/"' if "turn" in request.GET else ""
    return HttpResponse(PAGE.format(url=live.address_of("exercise:7"), following=following))


def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCRIPT, content_type="text/javascript")


def answer_region(request: HttpRequest, region: str) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    *house,
    path("live-page/", page),
    path("listen.js", script),
    path("asked/<region>", answer_region),
]


@pytest.fixture(autouse=True)
def _immediate_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commit hooks at once: handlers of routes run outside the test's thread, and each would keep a connection."""
    monkeypatch.setattr("wargame.live.transaction.on_commit", lambda hook, robust: hook())


@pytest.fixture
def tabs(server: Server, browser: Browser, bo: User) -> list[Page]:
    """Return two tabs of a browser in which Bo is signed in, since a stream needs a session."""
    visitor = Client()
    visitor.force_login(bo)
    context = browser.new_context()
    key = str(visitor.session.session_key)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server.address}])
    context.set_default_timeout(PATIENCE_MS)
    with override_settings(ROOT_URLCONF=__name__):
        pages = [context.new_page() for _ in range(2)]
        for tab in pages:
            tab.goto(f"{server.address}/live-page/")
        yield pages
    context.close()


def hears(tab: Page, *words: str) -> None:
    """Wait for the text; while a tab opens, the server and another tab may both deliver the same notice."""
    for word in words:
        expect(tab.locator("li").filter(has_text=word).first).to_be_attached()
    assert set(tab.locator("li").all_inner_texts()) == set(words)


def test_two_tabs_share_one_stream_and_both_hear(server: Server, tabs: list[Page]) -> None:
    eventually(lambda: len(server.application.hub.listeners) == 1)
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    live.publish("exercise:7", "orders")
    for tab in tabs:
        hears(tab, "orders")
    assert len(server.application.hub.listeners) == 1


def test_the_second_tab_takes_over_when_the_first_closes(server: Server, tabs: list[Page]) -> None:
    eventually(lambda: len(server.application.hub.listeners) == 1)
    tabs[0].close()
    expect(tabs[1].locator("body")).to_have_attribute("data-live", "open")
    live.publish("exercise:7", "board")
    hears(tabs[1], "board")


def test_ten_tabs_share_one_stream_and_all_hear(server: Server, tabs: list[Page]) -> None:
    more = [tabs[0].context.new_page() for _ in range(8)]
    for tab in more:
        tab.goto(f"{server.address}/live-page/")
    eventually(lambda: len(server.application.hub.listeners) == 1)
    live.publish("exercise:7", "board")
    for tab in (*tabs, *more):
        hears(tab, "board")
    assert len(server.application.hub.listeners) == 1


def test_pages_that_were_opened_together_do_not_look_together(server: Server, tabs: list[Page]) -> None:
    """Those of a class met a minute after they were opened, often when the turn ended."""
    waits = set()
    for tab in tabs:
        tab.add_init_script("const begin = setInterval; setInterval = (act, wait) => begin(act, (window.wait = wait))")
        tab.goto(f"{server.address}/live-page/")
        waits.add(tab.evaluate("wait"))
    assert len(waits) == len(tabs)
    assert all(45_000 <= wait <= 60_000 for wait in waits)


def test_a_page_of_a_turn_waits_in_place_and_then_goes_to_the_results(server: Server, tabs: list[Page]) -> None:
    turn, other = tabs
    turn.goto(f"{server.address}/live-page/?turn")
    expect(other.locator("body")).to_have_attribute("data-live", "open")
    expect(turn.locator("[data-closed-banner]")).to_be_hidden()
    live.publish("exercise:7", "closed")
    expect(turn.locator("[data-closed-banner]")).to_be_visible()
    live.publish("exercise:7", "phase")
    expect(turn.locator("[data-closed-banner]")).to_be_hidden()
    hears(other, "board", "orders")
    other.evaluate("document.querySelector('ol').replaceChildren()")
    live.publish("exercise:7", "results")
    turn.wait_for_url("**/health/")
    hears(other, "board", "orders")


def test_a_closed_turn_has_no_page_of_it_look_at_orders_once_more(server: Server, tabs: list[Page]) -> None:
    turn, other = tabs
    turn.goto(f"{server.address}/live-page/?turn")
    expect(other.locator("body")).to_have_attribute("data-live", "open")
    looked: list[str] = []
    turn.on("request", lambda request: looked.append(request.url.rpartition("/")[2]))
    live.publish("exercise:7", "orders")
    live.publish("exercise:7", "closed")
    with turn.expect_request("**/asked/board", timeout=60_000):
        live.publish("exercise:7", "board")
    assert looked == ["board"], "a notice just before the close waited, and caused no request"
    with turn.expect_request("**/asked/orders", timeout=60_000):
        live.publish("exercise:7", "phase")


def test_pages_load_anew_when_their_person_sits_elsewhere(server: Server, tabs: list[Page]) -> None:
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    for tab in tabs:
        tab.evaluate("document.body.id = 'old'")
    live.publish("exercise:7", "seat")
    for tab in tabs:
        expect(tab.locator("body#old")).to_have_count(0)


def test_a_page_whose_address_is_dead_loads_anew_and_hears_again(server: Server, tabs: list[Page]) -> None:
    tabs[1].close()
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    tabs[0].evaluate("document.body.id = 'old'")
    live.revoke("exercise:7")
    expect(tabs[0].locator("body#old")).to_have_count(0)
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    live.publish("exercise:7", "orders")
    hears(tabs[0], "orders")


def test_a_page_that_is_refused_again_after_loading_anew_asks_no_more(server: Server, tabs: list[Page]) -> None:
    tabs[1].close()
    asked: list[str] = []
    tabs[0].on("request", lambda request: asked.append(request.resource_type) if "/live/" in request.url else None)
    tabs[0].route("**/live/**", lambda route: route.fulfill(status=404))
    with tabs[0].expect_event("request", lambda _: len(asked) == 4):
        tabs[0].goto(f"{server.address}/live-page/")
    expect(tabs[0].locator("[data-live-banner]")).to_be_visible()
    assert sorted(asked) == ["eventsource", "eventsource", "fetch", "fetch"], "the page, and the one loaded anew"


def test_what_is_told_while_a_page_is_on_its_way_reaches_it(server: Server, tabs: list[Page]) -> None:
    """The notice is published after the page is rendered and before its stream opens, here and in a second tab."""
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    late = tabs[0].context.new_page()
    late.route("**/live.js", lambda route: (live.publish("exercise:7", "board"), route.continue_()))
    late.goto(f"{server.address}/live-page/")
    hears(late, "board")
    for tab in (*tabs, late):
        tab.close()
    alone = tabs[0].context.new_page()
    alone.route("**/live.js", lambda route: (live.publish("exercise:7", "orders"), route.continue_()))
    alone.goto(f"{server.address}/live-page/")
    hears(alone, "orders")


def test_a_page_offline_says_so_and_catches_up(tabs: list[Page]) -> None:
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    tabs[0].context.set_offline(True)
    expect(tabs[0].locator("[data-live-banner]")).to_be_visible()
    tabs[0].context.set_offline(False)
    hears(tabs[0], "board", "orders")
    expect(tabs[0].locator("[data-live-banner]")).to_be_hidden()
