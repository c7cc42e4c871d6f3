"""The camera: loads a page, photographs it in each width and theme, and says what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page

from tests.journeys.reading import HEIGHTS, overflow
from tests.journeys.visiting import look, open_all_folds

WIDTHS = (1440, 768, 390)
THEMES = ("light", "dark")
PATIENCE_MS = 30_000
SETTLED_MS = 150
"""How long an answer of htmx takes to stand in the page."""
QUALITY = 80


@dataclass(frozen=True)
class Visit:
    """A page in one state, and what the browser needs to see it.

    `press` is the selector of a button whose POST leads to the state, "" for none; `status` is that of its answer.
    """

    page: str
    state: str
    url: str
    status: int = 200
    cookies: dict[str, str] = field(default_factory=dict)
    press: str = ""
    unfolds: bool = False
    has_script: bool = True

    @property
    def name(self) -> str:
        return f"{self.page}: {self.state}" if self.state else self.page

    def file(self, width: int, theme: str) -> str:
        """The name of a photograph, under the folder of all."""
        words = "".join(letter if letter.isalnum() else "-" for letter in f"{self.page}-{self.state or 'usual'}")
        return f"photographs/{words}-{width}-{theme}.jpg"


def photograph(browser: Browser, visit: Visit, folder: Path) -> list[str]:
    """Makes all photographs of a visit; what is wrong with the page, in words."""
    context = browser.new_context(
        viewport={"width": WIDTHS[0], "height": HEIGHTS[WIDTHS[0]]},
        reduced_motion="reduce",
        java_script_enabled=visit.has_script,
    )
    context.set_default_timeout(PATIENCE_MS)
    if visit.cookies:
        context.add_cookies([{"name": name, "value": value, "url": visit.url} for name, value in visit.cookies.items()])
    try:
        return [f"{visit.name}: {fault}" for fault in _photographed(context.new_page(), visit, folder)]
    except Error as error:
        return [f"{visit.name}: {error.message.splitlines()[0]}"]
    finally:
        context.close()


def _photographed(page: Page, visit: Visit, folder: Path) -> Iterator[str]:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("response", lambda answer: heard.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    status = _open(page, visit)
    if status != visit.status:
        yield f"answers {status}, not {visit.status}"
    for theme in THEMES:
        for width in WIDTHS:
            look(page, width, theme)
            page.screenshot(
                path=folder / visit.file(width, theme), full_page=True, type="jpeg", quality=QUALITY, scale="css"
            )
            if theme == THEMES[0] and (pixels := overflow(page)) > 0:
                yield f"{pixels} px too wide at {width}"
    yield from (line for line in heard if not _is_expected(line, visit))


def _open(page: Page, visit: Visit) -> int:
    """Loads the page, and presses what leads to its state; the status of the last answer."""
    answer = page.goto(visit.url, wait_until="load")
    status = answer.status if answer else 200
    if visit.unfolds or visit.press:
        open_all_folds(page)
    if visit.press:
        page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true })")
        with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
            page.locator(visit.press).first.click()
        status = posted.value.status
        page.wait_for_timeout(SETTLED_MS)
        page.wait_for_load_state("load")
    return status


def _is_expected(line: str, visit: Visit) -> bool:
    """Browsers log the status of a refusal too: that which the visit is about is none of its faults."""
    if visit.status < 400:
        return False
    about = urlsplit(visit.url)
    is_logged = line.startswith("Failed to load resource") and f" {visit.status} " in line
    return is_logged or line.startswith(f"{visit.status} {about.scheme}://{about.netloc}/")
