"""The length of a usual turn's pages, at 1440 pixels and before anybody opens anything."""

from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from scenarios.reading_times import WORDS_A_MINUTE, WORDS_OF_A_TURN
from tests.exercises.playing import Player
from tests.journeys.page_checks import reader
from tests.journeys.playing import adjudicate, start, submit
from wargame.exercises.models import Seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

COUNT = Path(__file__).with_name("counted_words.js").read_text()
USUAL_TURN = 3


class Reading(NamedTuple):
    """The words and the figures on a page."""

    words: int
    figures: int


PLAY, RESULTS = Reading(700, 80), Reading(600, 60)
"""At most so much on the page of a turn, and on its results."""


def reading(page: Page) -> Reading:
    """Count the words and figures that the loaded page shows; print where they stand, for whoever must cut."""
    places = page.evaluate(COUNT)
    for place, count in sorted(places.items(), key=lambda item: -item[1]["words"]):
        print(f"{count['words']:5} words {count['figures']:4} figures  {place}")
    return Reading(*(sum(count[kind] for count in places.values()) for kind in Reading._fields))


@pytest.mark.parametrize(
    ("scenario", "seat"), [("nine-past-nine", "KOR"), ("list-four", "CHN"), ("the-invitation", "RUS")]
)
def test_a_usual_turn_is_short_to_read(site: str, browser: Browser, scenario: str, seat: str) -> None:
    with reader(browser, 1440) as page:
        exercise = start(page, site, scenario, seat)
        page.goto("about:blank")
        player = Player(Seat.objects.get(policy=""))
        for _ in range(USUAL_TURN - 1):
            player.play_turn(player.legal(2))
        player.draft(player.legal(2))
        page.goto(f"{exercise}play/")
        page.wait_for_load_state("networkidle")
        play = reading(page)
        submit(page)
        adjudicate()
        expect(page.locator("#results-heading")).to_be_visible()
        results = reading(page)
        assert play.words <= PLAY.words, play
        assert play.figures <= PLAY.figures, play
        assert results.words <= RESULTS.words, results
        assert results.figures <= RESULTS.figures, results
        words = play.words + results.words
        assert words <= 5 * WORDS_A_MINUTE, "a turn takes five minutes to read at most"
        assert words == pytest.approx(WORDS_OF_A_TURN, rel=0.15), "the times on the cards hold"
