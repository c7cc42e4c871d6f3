"""Steps of a player on the pages, for journeys: start, order, submit, read on."""

import re

from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.exercises.playing import Player
from wargame.exercises.models import Seat, Turn
from wargame.exercises.turns.services import turns

TURNS = 6


def start_at_the_library(page: Page, site: str) -> str:
    """Go from the landing page to turn 1; return the URL of the exercise, with a slash at its end."""
    page.goto(site)
    page.get_by_role("button", name="Play Nine Past Nine").first.click()
    page.wait_for_url("**/play/")
    return page.url.removesuffix("play/")


def start(page: Page, site: str, scenario: str = "nine-past-nine", seat: str = "") -> str:
    """Begin as `start_at_the_library` does, but without loading the landing page; return the URL of the exercise."""
    visitor = Client()
    for cookie in page.context.cookies(site):
        visitor.cookies[cookie["name"]] = cookie["value"]
    answer = visitor.post("/solo/", {"scenario": scenario, "seat": seat})
    page.context.add_cookies(
        [{"name": name, "value": given.value, "url": site} for name, given in visitor.cookies.items()]
    )
    page.goto(site + answer.headers["Location"])
    return page.url.removesuffix("play/")


def order(page: Page, words: str) -> None:
    """Add the first order that a search finds, and wait until the sheet on the page has it."""
    expect(page.locator("#order-search")).to_be_visible()
    before = page.locator(".order-list > li").count()
    page.locator("#order-search").fill(words)
    found = page.locator("#catalogue .order-option:enabled")
    expect(found.first).to_contain_text(re.compile(words, re.IGNORECASE))
    found.first.click()
    expect(page.locator(".order-list > li")).to_have_count(before + 1)


def submit(page: Page) -> None:
    """Submit the sheet and wait for the page that waits for results."""
    page.locator("#submit-orders").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicating")


def adjudicate() -> None:
    """Resolve every turn that waits for it, as a worker does."""
    for turn in Turn.objects.filter(status=Turn.Status.ADJUDICATING):
        assert isinstance(turns.resolve(turn_id=turn.pk, now=timezone.now()), turns.Resolved)


def play_the_rest(page: Page) -> None:
    """Play to the end by services, while a blank page keeps notices from leading the next page elsewhere."""
    page.goto("about:blank")
    Player(Seat.objects.get(policy="")).play_to_the_end()


def play_turn(page: Page) -> None:
    """Submit the sheet, read the results when they come, and go on."""
    submit(page)
    adjudicate()
    expect(page.locator("#results-heading")).to_be_visible()
    with page.expect_navigation():
        page.locator("#next").click()
