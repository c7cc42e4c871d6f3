"""Leaving and coming back: an exercise belongs to one browser, and strangers cannot see it."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.page_checks import reader
from tests.journeys.playing import adjudicate, order, play_turn, start, submit
from tests.packs import nine_past_nine
from tests.serving import Server
from wargame.live.broadcast import broadcast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_same_browser_goes_on_after_a_restart(transactional_db: None, browser: Browser) -> None:
    nine_past_nine()
    first = Server(broadcast())
    with reader(browser, 1440) as page:
        start(page, first.address)
        play_turn(page)
        order(page, "Raise the alert")
        first.stop()
        second = Server(broadcast())
        page.goto(f"{second.address}/exercises/")
        page.get_by_role("link", name=re.compile("Resume")).click()
        expect(page.locator(".rail-now")).to_contain_text("2")
        expect(page.locator(".order-list > li")).to_have_count(1)
        second.stop()


def test_another_tab_of_the_same_browser_follows(server: Server, browser: Browser) -> None:
    nine_past_nine()
    with reader(browser, 1440) as page:
        start(page, server.address)
        other = page.context.new_page()
        other.goto(page.url)
        order(page, "Raise the alert")
        expect(other.locator(".order-list > li")).to_have_count(1)
        submit(page)
        expect(other.get_by_role("heading", level=1)).to_contain_text("Adjudicating")
        adjudicate()
        expect(other.locator("#results-heading")).to_be_visible()


def test_another_browser_is_not_told_that_the_exercise_exists(server: Server, browser: Browser) -> None:
    nine_past_nine()
    with reader(browser, 1440) as mine, reader(browser, 1440) as other:
        exercise = start(mine, server.address)
        start(other, server.address)
        for path in ("", "play/", "play/board/", "log/", "log.json", "t/1/results/", "ending/"):
            answer = other.goto(exercise + path)
            assert answer is not None
            assert answer.status == 404, path
        other.goto(f"{server.address}/exercises/")
        expect(other.get_by_role("link", name=re.compile("Resume"))).to_have_count(1)
        expect(other.locator("main")).not_to_contain_text(exercise.split("/")[-2])
