"""Visits every page of an exercise in all its states, for journeys that check each of them."""

from collections.abc import Collection, Iterator

from playwright.sync_api import Browser, Page

from tests.journeys.page_checks import EXAMINED, complaints, look, reader, too_wide, unreadable, unreadable_at
from tests.journeys.playing import order, play_the_rest, play_turn, start, submit
from wargame.exercises.models import OrderSheet, Turn

PARTS = ("#pane-situation", "#pane-reports", "#pane-orders", "#pane-messages")
NARROW = {f"play{part}" for part in PARTS[1:]}
"""In a wide window all parts stand beside each other: this is the page that was examined before."""
LATER_FOLDS = "[id^=turn-]:not(#turn-1) details"
ENDED = ("ending/", "dice/", "log/", "log/?as=seat", "t/2/", "t/2/results/", "log/?b=1&with=2")


def open_all_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details:not(#add)').forEach((fold) => { fold.open = true })")


def close_folds_of_later_turns(page: Page) -> None:
    """Close the folds of later turns of a log: the same template builds all, and axe takes half a minute for six."""
    page.locator(LATER_FOLDS).evaluate_all("(folds) => folds.forEach((fold) => { fold.open = false })")


def visits(page: Page, site: str) -> Iterator[str]:
    """Visit every page of an exercise and its states, and yield each one's name."""
    exercise = start(page, site)
    order(page, "Scramble and shadow")
    page.locator("#preview details").wait_for()
    for part in PARTS:
        page.goto(f"{exercise}play/{part}")
        open_all_folds(page)
        yield f"play{part}"
    for path in ("play/?q=protest#pane-orders", "map/table/", "dice/"):
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
    OrderSheet.objects.filter(policy="").update(is_ready=False, submitted_at=None)


def _play_two_lines(page: Page, exercise: str) -> None:
    """Play to the end, and once more from turn 6; between the pages' first turn and their last, services play."""
    page.goto(f"{exercise}play/#pane-orders")
    play_turn(page)
    play_the_rest(page)
    page.goto(f"{exercise}ending/")
    with page.expect_navigation():
        page.get_by_role("button", name="Try turn 6 differently").click()
    page.goto(f"{exercise}play/#pane-orders")
    play_turn(page)


def faults(site: str, browser: Browser) -> tuple[dict[str, list[str]], list[str]]:
    """Return the faults of each page in each window and theme, and the browser's errors on the way."""
    found: dict[str, list[str]] = {}
    with reader(browser, 1440) as page:
        heard = complaints(page)
        for name in visits(page, site):
            found[name] = _wrong_with(page, EXAMINED if name not in NARROW else EXAMINED[:1])
    return {name: lines for name, lines in found.items() if lines}, heard


def _wrong_with(page: Page, examined: Collection[int]) -> list[str]:
    """Return the usual windows into which the loaded page does not fit, and what axe finds at the examined widths."""
    if not page.locator(LATER_FOLDS).count():
        return unreadable_at(page, *examined)
    found = too_wide(page)
    close_folds_of_later_turns(page)
    for width in examined:
        look(page, width)
        found += [f"at {width}: {said}" for said in unreadable(page)]
    return found
