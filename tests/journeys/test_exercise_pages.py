"""The pages of an exercise for everyone: axe, narrow and wide windows, both themes, and what they weigh."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from scenarios.loader import PACKS, load
from tests.journeys.playing import order, play_turn, start, submit
from tests.journeys.reading import HEIGHTS, barriers, complaints, overflow, reader
from tests.serving import Server
from wargame.exercises.models import Turn

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PARTS = ("#pane-situation", "#pane-reports", "#pane-orders", "#pane-messages")
ENDED = ("ending/", "log/", "log/?as=seat", "t/2/", "t/2/results/", "log/?b=1&with=2")


@pytest.fixture
def site(server: Server) -> str:
    """The address of a server whose library is loaded."""
    load(PACKS)
    return server.address


def open_all_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details:not(#add)').forEach((fold) => { fold.open = true })")


def look(page: Page, width: int, theme: Literal["light", "dark"] = "light") -> None:
    """Through a window of this width, in this theme; the widest comes last, for the journey to go on."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.emulate_media(color_scheme=theme)


def visits(page: Page, site: str) -> Iterator[str]:
    """Every page of an exercise and its states, one after the other; gives each its name."""
    exercise = start(page, site)
    order(page, "Scramble and shadow")
    page.locator("#preview details").wait_for()
    for part in PARTS:
        page.goto(f"{exercise}play/{part}")
        open_all_folds(page)
        yield f"play{part}"
    for path in ("play/?q=protest#pane-orders", "map/table/"):
        page.goto(exercise + path)
        yield path
    yield from _before_results(page, exercise)
    _play_two_lines(page, exercise)
    for path in ENDED:
        page.goto(exercise + path)
        open_all_folds(page)
        yield path
    page.goto(f"{site}/exercises/")
    yield "my exercises"


def _before_results(page: Page, exercise: str) -> Iterator[str]:
    page.goto(f"{exercise}play/#pane-orders")
    submit(page)
    yield "adjudicating"
    Turn.objects.update(status=Turn.Status.FAILED)
    page.goto(f"{exercise}t/1/results/")
    yield "failed"
    Turn.objects.update(status=Turn.Status.OPEN)


def _play_two_lines(page: Page, exercise: str) -> None:
    """To the end, and once more from turn 6."""
    page.goto(f"{exercise}play/#pane-orders")
    while "/ending/" not in page.url:
        play_turn(page)
        page.goto(f"{exercise}#pane-orders")
    page.get_by_role("button", name="Try turn 6 differently").click()
    page.goto(f"{exercise}play/#pane-orders")
    play_turn(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_fails_in_silence(
    site: str, browser: Browser, theme: Literal["light", "dark"]
) -> None:
    found: dict[str, list[str]] = {}
    with reader(browser, 1440) as page:
        heard = complaints(page)
        for name in visits(page, site):
            for width in (390, 1440):
                look(page, width, theme)
                found[f"{name} at {width}"] = barriers(page)
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert heard == []


def test_no_page_is_wider_than_its_window(site: str, browser: Browser) -> None:
    wide: dict[str, int] = {}
    with reader(browser, 1440) as page:
        for name in visits(page, site):
            for width in sorted(HEIGHTS):
                look(page, width)
                wide[f"{name} at {width}"] = overflow(page)
    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}


def test_the_play_page_weighs_at_most_300_kilobytes(site: str, browser: Browser) -> None:
    """As it goes over the wire; style sheets and scripts are sent uncompressed here, in production they are not."""
    with reader(browser, 1440) as page:
        start(page, site)
        sizes: dict[str, int] = {}
        page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
        page.reload(wait_until="load")
        # The live stream stays open, so the network never falls silent.
        expect(page.locator("body")).to_have_attribute("data-live", "open")
    assert sum(sizes.values()) <= 300_000, sizes
