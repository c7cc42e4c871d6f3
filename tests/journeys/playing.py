"""Steps of a player on the pages, for journeys: start, order, submit, read on."""

import re

from django.utils import timezone
from playwright.sync_api import Page, expect

from wargame.exercises.models import Turn
from wargame.exercises.turns.services import turns

TURNS = 6


def start(page: Page, site: str) -> str:
    """From the landing page into turn 1; gives the address of the exercise, with a slash at its end."""
    page.goto(site)
    page.get_by_role("button", name="Play solo").first.click()
    page.wait_for_url("**/play/")
    return page.url.removesuffix("play/")


def order(page: Page, words: str) -> None:
    """Adds the first order that a search finds, to a sheet that stands on the page by now."""
    expect(page.locator("#order-search")).to_be_visible()
    before = page.locator(".order-list > li").count()
    page.locator("#order-search").fill(words)
    found = page.locator("#catalogue .order-option:enabled")
    expect(found.first).to_contain_text(re.compile(words, re.IGNORECASE))
    found.first.click()
    expect(page.locator(".order-list > li")).to_have_count(before + 1)


def submit(page: Page) -> None:
    """Submits the sheet and waits for the page that waits for the results."""
    page.locator("#submit-orders").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adjudicating")


def adjudicate() -> None:
    """What a worker does: resolves every turn that waits for it."""
    for turn in Turn.objects.filter(status=Turn.Status.ADJUDICATING):
        assert isinstance(turns.resolve(turn_id=turn.pk, now=timezone.now()), turns.Resolved)


def play_turn(page: Page) -> None:
    """Submits what stands, reads the results that come by themselves, and goes on."""
    submit(page)
    adjudicate()
    expect(page.locator("#results-heading")).to_be_visible()
    with page.expect_navigation():
        page.locator("#next").click()
