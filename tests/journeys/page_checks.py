"""Checks that journeys make on every page: no axe violations, no overflow, no silent errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request

AXE = Axe()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = {"color-contrast": "*", "link-in-text-block": "a[href]"}
"""axe's rules of colours, with the elements that they are about."""
# What is quick is noticed at once; a machine with other work gets the time it needs.
PATIENCE_MS = 60_000
HEAVIEST = 250_000
"""Bytes that a page may take over the wire at a first visit, with its style, script and fonts."""
HEIGHTS = {1440: 900, 1366: 768, 768: 1024, 390: 844, 320: 640}
EXAMINED = (390, 1440)
"""Widths at which axe looks, for the two arrangements of a page; the widest comes last, for the journey to go on."""
# The tests need only the count of passes: to send them all takes as long as a tenth of the run. Nothing is loaded anew,
# because no rule of these reads style sheets, and no page has sound.
RUN = """async (runOnly) => {
  const {passes, violations} = await axe.run({runOnly, resultTypes: ["violations"], preload: false});
  return [passes.length, violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))];
}"""
MARK_NEW_KINDS = Path(__file__).with_name("kinds_of_text.js").read_text()
EXAMINED_KINDS: WeakKeyDictionary[BrowserContext, set[str]] = WeakKeyDictionary()
"""The kinds of text whose colours axe has examined in a browser profile, on any page and in any window."""


@contextmanager
def reader(browser: Browser, width: int, *, javascript: bool = True, like: Page | None = None) -> Iterator[Page]:
    """Return a page of a new browser profile, `width` pixels wide, on a system with the light theme.

    `like` is a page whose cookies it gets as well.
    """
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme="light",
        java_script_enabled=javascript,
        storage_state=like.context.storage_state() if like else None,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def barriers(page: Page) -> list[str]:
    """Return axe's violations of WCAG 2.0 to 2.2, A and AA: rule, element, and reason.

    Colours are examined in text of a kind that axe has not met in this browser profile. A kind is what these rules
    compare: a text's colour, size and weight, and the colours below it. To examine each text of each page in each
    window takes most of the run, and finds what the first of its kind shows.
    """
    mark_new_kinds(page)
    return _found(page, {"type": "tag", "values": WCAG}, fewest=10)


def barriers_of_colour(page: Page) -> list[str]:
    """Return axe's violations of colour rules, for a page that was fully checked in the other theme."""
    if not mark_new_kinds(page):
        return []
    return _found(page, {"type": "rule", "values": list(COLOURS)}, fewest=-1)


def mark_new_kinds(page: Page) -> int:
    """Mark the first text of each kind that was not examined yet, and return how many there are."""
    page.wait_for_load_state()
    known = EXAMINED_KINDS.setdefault(page.context, set())
    new = page.evaluate(MARK_NEW_KINDS, sorted(known))
    known.update(new)
    return len(new)


def _found(page: Page, rules: dict[str, object], fewest: int) -> list[str]:
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
        marked = [{"id": rule, "selector": f"{of}[data-new-kind]"} for rule, of in COLOURS.items()]
        page.evaluate("(rules) => axe.configure({rules})", marked)
    passes, found = page.evaluate(RUN, rules)
    assert passes > fewest, "axe checked next to nothing"
    return list(found)


def overflow(page: Page) -> int:
    """Return the pixels by which the page is wider than its window."""
    page.wait_for_load_state()
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def unreadable(page: Page) -> list[str]:
    """Return the page's faults for readers: it is too wide, or axe finds violations in one of the themes."""
    wide = overflow(page)
    found = [*([f"{wide} px too wide"] if wide > 0 else []), *barriers(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"{said} (dark)" for said in barriers_of_colour(page)]
    page.emulate_media(color_scheme="light")
    return found


def look(page: Page, width: int) -> None:
    """Set the window to this width, with the usual height."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


def too_wide(page: Page) -> list[str]:
    """Return the usual widths of a window into which the loaded page does not fit."""
    found = []
    for width in sorted(HEIGHTS):
        look(page, width)
        if (wide := overflow(page)) > 0:
            found.append(f"at {width}: {wide} px too wide")
    return found


def unreadable_at(page: Page, *widths: int) -> list[str]:
    """Return the faults of the loaded page at these widths, and whether it fits all usual windows.

    A page is loaded once and looked at in every window: to load it again takes longer than to turn it.
    """
    found = []
    for width in sorted(HEIGHTS):
        look(page, width)
        if width in widths:
            found += [f"at {width}: {said}" for said in unreadable(page)]
        elif (wide := overflow(page)) > 0:
            found.append(f"at {width}: {wide} px too wide")
    return found


def weight(page: Page, load: Callable[[], object]) -> dict[str, int]:
    """Return the bytes transferred for each address while a page is loaded."""
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 - takes no built-in
    load()
    return {request.url: request.sizes()["responseBodySize"] for request in list(finished)}


def complaints(page: Page) -> list[str]:
    """Return a list that fills with console errors, violations of policies and failed requests from now on."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("response", lambda answer: heard.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    return heard
