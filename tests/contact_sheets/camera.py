"""The camera: loads a page, photographs it in each width and theme, and says what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Error, FloatRect, Page, Response, ViewportSize

from tests.journeys.page_checks import HEIGHTS, look, overflow
from tests.journeys.visiting import open_all_folds

WIDTHS = (1440, 768, 390)
"""Widths of every page, unless the command names others."""
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PATIENCE_MS = 120_000
SETTLED_MS = 150
"""The time that htmx needs to swap an answer into the page."""
QUALITY = 80
TALLEST = 4000
"""Pixels of a page: a sheet shows no more of it, and logs are three times as high."""
IDLE = "() => !document.querySelector('.htmx-request')"
"""htmx waits for no part of the page."""
UNPINNED = """() => {
  const rules = new CSSStyleSheet();
  rules.replaceSync("@media (width < 1180px) { .tabbar, .next { position: static !important } }");
  document.adoptedStyleSheets.push(rules);
}"""
"""Bars fixed to the lower edge of a narrow window would cross the middle of a photograph of the whole page."""


@dataclass(frozen=True)
class Frame:
    """Photographs of each page: in these widths, at most `tallest` pixels high, with or without its late parts."""

    widths: Sequence[int] = WIDTHS
    tallest: int = TALLEST
    waits: bool = False


@dataclass(frozen=True)
class Visit:
    """A page in one state, and what the browser needs to see it.

    `press` is the selector of a button whose POST leads to the state, "" for none; `typed` has the texts to enter in
    fields before, by selector. `status` is the expected status of the last response.
    """

    page: str
    state: str
    url: str
    status: int = 200
    cookies: Mapping[str, str] = field(default_factory=dict)
    press: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    unfolds: bool = False
    has_script: bool = True

    @property
    def name(self) -> str:
        return f"{self.page}: {self.state}" if self.state else self.page

    def file(self, width: int, theme: str) -> str:
        """The path of a photograph below the folder of all."""
        words = "".join(letter if letter.isalnum() else "-" for letter in f"{self.page}-{self.state or 'usual'}")
        return f"photographs/{words}-{width}-{theme}.jpg"


def photograph(browser: Browser, visit: Visit, folder: Path, frame: Frame) -> list[str]:
    """Make all photographs of a visit, and return the faults of the page in words."""
    context = _context(browser, has_script=visit.has_script)
    context.clear_cookies()
    # By the root: given the address of a page, Playwright would keep them to its folder.
    root = urljoin(visit.url, "/")
    context.add_cookies([{"name": name, "value": value, "url": root} for name, value in visit.cookies.items()])
    page = context.new_page()
    try:
        faults = dict.fromkeys(_photographed(page, visit, folder, frame))
        return [f"{visit.name}: {fault}" for fault in faults]
    except Error as error:
        return [f"{visit.name}: {error.message.splitlines()[0]}"]
    finally:
        page.close()


def _context(browser: Browser, *, has_script: bool) -> BrowserContext:
    """Return the browser context of each kind, shared by all visits, so that style sheets and fonts load once."""
    kinds = [True, False]
    while len(browser.contexts) < len(kinds):
        context = browser.new_context(
            reduced_motion="reduce", java_script_enabled=kinds[len(browser.contexts)], viewport=_window(WIDTHS[0])
        )
        context.set_default_timeout(PATIENCE_MS)
    return browser.contexts[kinds.index(has_script)]


def _window(width: int) -> ViewportSize:
    return {"width": width, "height": HEIGHTS[width]}


def _clip(page: Page, width: int, tallest: int) -> FloatRect:
    """Return the upper part of the page, in its whole width and at most `tallest` pixels high."""
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    return {"x": 0, "y": 0, "width": width, "height": min(height, tallest)}


def _photographed(page: Page, visit: Visit, folder: Path, frame: Frame) -> Iterator[str]:
    heard: list[str] = []

    def answered(answer: Response) -> None:
        is_visit = answer.request.is_navigation_request() or answer.request.method == "POST"
        if answer.status >= 400 and not (is_visit and answer.status == visit.status):
            heard.append(f"{answer.status} {answer.url}")

    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("response", answered)
    status = _open(page, visit)
    if status != visit.status:
        yield f"answers {status}, not {visit.status}"
    if frame.waits:
        page.wait_for_timeout(SETTLED_MS)
        page.wait_for_function(IDLE)
    for width in frame.widths:
        for theme in THEMES:
            look(page, width)
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            path = folder / visit.file(width, theme)
            page.screenshot(
                path=path, full_page=True, clip=_clip(page, width, frame.tallest), type="jpeg", quality=QUALITY
            )
            if theme == THEMES[0] and (pixels := overflow(page)) > 0:
                yield f"{pixels} px too wide at {width}"
    # The browser logs a refused request a second time, without an address.
    yield from (line for line in heard if not line.startswith("Failed to load resource"))


def _open(page: Page, visit: Visit) -> int:
    """Load the page and press the button that leads to its state; return the status of the last response."""
    answer = page.goto(visit.url, wait_until="load")
    status = answer.status if answer else 200
    page.evaluate(UNPINNED)
    if visit.unfolds or visit.press:
        open_all_folds(page)
    if visit.press:
        page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true })")
        for selector, text in visit.typed.items():
            # As it stands, also where a field would not let it be typed.
            page.locator(selector).evaluate("(field, text) => { field.value = text }", text)
        with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
            page.locator(visit.press).first.click()
        status = posted.value.status
        page.wait_for_timeout(SETTLED_MS)
        page.wait_for_load_state("load")
    return status
