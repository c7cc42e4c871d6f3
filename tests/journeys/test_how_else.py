"""Ensembles in a real browser: asked for at the ending, watched, cancelled by keyboard, read without JavaScript."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.playing import Player
from tests.journeys.page_checks import complaints, reader, unreadable_at
from tests.journeys.playing import play_the_rest, start
from tests.journeys.visiting import open_all_folds
from wargame import engine
from wargame.analysis.models import Chunk
from wargame.analysis.services import chunks, ensembles
from wargame.exercises.models import Seat, Turn
from wargame.exercises.turns.services import branches

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _few_games_in_plain_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "warm", lambda block=False: None)
    monkeypatch.setattr(ensembles, "USUAL_GAMES", 40)
    monkeypatch.setattr(ensembles, "USUAL_PAIRS", 4)
    monkeypatch.setattr(ensembles, "SMALLEST_CHUNK", 4)


def play_chunks(count: int) -> None:
    """Play this many waiting chunks, as a worker does."""
    for chunk_id in Chunk.objects.filter(is_played=False).values_list("pk", flat=True)[:count]:
        assert chunks.play(chunk_id=chunk_id, clock=timezone.now) == chunks.Played()


def leave(page: Page) -> None:
    """Open a blank page, so that no notice redirects the page during the journey's next step."""
    page.goto("about:blank")


def ended(page: Page, site: str) -> str:
    """Begin an exercise in the browser, play it to its end, and return its address."""
    exercise = start(page, site)
    play_the_rest(page)
    page.goto(f"{exercise}ending/")
    return exercise


def test_it_is_asked_at_the_ending_watched_and_read_aloud(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        ended(page, site)
        page.get_by_label("From the beginning of").select_option("3")
        page.get_by_role("button", name="Play it on").focus()
        page.keyboard.press("Enter")
        progress = page.get_by_role("progressbar", name="Games played")
        expect(progress).to_have_attribute("value", "0")
        play_chunks(3)
        expect(progress).to_have_attribute("value", "12")
        play_chunks(7)
        expect(page.get_by_role("heading", name="Where games end, in 100")).to_be_visible()
        expect(page.locator("#status")).to_contain_text("40 games are played")
        expect(page.locator("figure .only-wide .series-band")).to_have_count(2)
        page.get_by_text("All figures").click()
        page.get_by_label("Figure").select_option("tension-RUS-KOR")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#figures-heading")).to_contain_text("RUS\N{EN DASH}KOR tension ends between")
    assert heard == []


def test_it_is_stopped_by_keyboard_and_read_without_script(site: str, browser: Browser) -> None:
    with reader(browser, 390) as page:
        exercise = ended(page, site)
        page.get_by_role("button", name="Play it on").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        with reader(browser, 1440, javascript=False, like=page) as plain:
            plain.goto(f"{exercise}ensembles/1/")
            expect(plain.locator("#ensemble")).to_contain_text("0 of 40 games are played")
            play_chunks(1)
            # The page reloads itself.
            expect(plain.locator("#ensemble")).to_contain_text("4 of 40 games are played")
            page.locator("#cancel-ensemble").focus()
            page.keyboard.press("Enter")
            expect(page.locator("#ensemble")).to_contain_text("4 of 40 games")
            expect(plain.locator("#ensemble")).to_contain_text("they were stopped")
            expect(plain.get_by_role("button", name="Play it on")).to_be_visible()


def test_decisions_are_asked_about_and_read_without_script(site: str, browser: Browser) -> None:
    with reader(browser, 390) as page:
        exercise = ended(page, site)
        with reader(browser, 1440, javascript=False, like=page) as plain:
            plain.goto(f"{exercise}turning-points/orders/?turn=2")
            plain.get_by_label("Pairs of games").fill("4")
            plain.get_by_role("button", name="Take it apart").press("Enter")
            expect(plain.locator("#ensemble")).to_contain_text("0 of 4 pairs are played")
            play_chunks(4)
            # The page reloads itself.
            expect(plain.locator(".ranking").first).to_be_visible()
            expect(plain.locator("#figures-heading")).to_have_text("Score of KOR")
            plain.locator(".figure-choice button[aria-pressed=false]").first.press("Enter")
            expect(plain.locator("#figures-heading")).not_to_have_text("Score of KOR")


def test_every_state_of_the_page_fits_and_axe_finds_nothing(site: str, browser: Browser) -> None:
    found: dict[str, list[str]] = {}
    with reader(browser, 1440) as page:
        heard = complaints(page)
        for name in states(page, ended(page, site)):
            found[name] = unreadable_at(page, 390, 768, 1440)
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert heard == []


def states(page: Page, exercise: str) -> Iterator[str]:
    """Give the states of the page: at the ending, before the request, while games are played, and afterwards."""
    yield "ending"
    page.goto(f"{exercise}what-if/games/?turn=2")
    open_all_folds(page)
    yield "not asked yet"
    page.get_by_label("Games").fill("20")
    page.get_by_role("button", name="Play it on").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    yield "being played"
    play_chunks(5)
    expect(page.locator("#figures")).to_be_visible()
    open_all_folds(page)
    yield "played"
    page.goto(f"{exercise}turning-points/orders/")
    page.get_by_role("button", name="with and without each order").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    play_chunks(4)
    expect(page.locator(".ranking").first).to_be_visible()
    open_all_folds(page)
    yield "decisions ranked"
    yield from compared(page, exercise)


def compared(page: Page, exercise: str) -> Iterator[str]:
    """Fork a what-if, play its comparison with the original, and give the state "compared"."""
    leave(page)
    player = Player(Seat.objects.get(policy=""))
    person = player.seat.people.get()
    branches.fork(turn=Turn.objects.get(branch=player.branch, number=2), by=person.user, now=timezone.now())
    player.play_to_the_end()
    page.goto(f"{exercise}what-if/lines/?b=2")
    page.get_by_label("Pairs of games").fill("4")
    page.get_by_role("button", name="Play both on").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    play_chunks(4)
    expect(page.locator("#figures")).to_be_visible()
    open_all_folds(page)
    yield "compared"
