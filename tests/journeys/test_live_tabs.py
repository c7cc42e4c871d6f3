"""What `live.js` does in a real browser: two tabs, one stream, regions told as events."""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from playwright.sync_api import Browser, Page, expect

from tests.serving import Server, eventually
from wargame import live
from wargame.urls import urlpatterns as house

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGE = """<!DOCTYPE html><html lang="en"><title>live</title>
<body data-live-url="{url}" data-live-regions="board orders">
<p data-live-banner hidden>Connection lost</p><ol></ol>
<script src="/static/js/live.js"></script><script src="/listen.js"></script></body></html>"""
SCRIPT = """for (const region of ["board", "orders"]) document.body.addEventListener("live:" + region, () => {
  document.querySelector("ol").insertAdjacentHTML("beforeend", "<li>" + region + "</li>"); });"""


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.format(url=live.address_of("exercise:7")))


def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCRIPT, content_type="text/javascript")


urlpatterns = [*house, path("live-page/", page), path("listen.js", script)]


@pytest.fixture
def tabs(server: Server, browser: Browser) -> list[Page]:
    context = browser.new_context()
    with override_settings(ROOT_URLCONF=__name__):
        pages = [context.new_page() for _ in range(2)]
        for tab in pages:
            tab.goto(f"{server.address}/live-page/")
        yield pages
    context.close()


def test_two_tabs_share_one_stream_and_both_hear(server: Server, tabs: list[Page]) -> None:
    eventually(lambda: len(server.application.hub.listeners) == 1)
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    live.publish("exercise:7", "orders")
    for tab in tabs:
        expect(tab.locator("li")).to_have_text(["orders"])
    assert len(server.application.hub.listeners) == 1


def test_the_second_tab_takes_over_when_the_first_closes(server: Server, tabs: list[Page]) -> None:
    eventually(lambda: len(server.application.hub.listeners) == 1)
    tabs[0].close()
    expect(tabs[1].locator("body")).to_have_attribute("data-live", "open")
    live.publish("exercise:7", "board")
    expect(tabs[1].locator("li")).to_have_text(["board"])


def test_a_page_offline_says_so_and_catches_up(tabs: list[Page]) -> None:
    expect(tabs[0].locator("body")).to_have_attribute("data-live", "open")
    tabs[0].context.set_offline(True)
    expect(tabs[0].locator("[data-live-banner]")).to_be_visible()
    tabs[0].context.set_offline(False)
    expect(tabs[0].locator("li")).to_contain_text([re.compile("board"), re.compile("orders")])
    expect(tabs[0].locator("[data-live-banner]")).to_be_hidden()
