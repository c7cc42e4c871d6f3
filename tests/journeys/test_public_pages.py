"""The public pages in a real browser: at all widths, in both themes, and without JavaScript."""

import re
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.journeys.page_checks import EXAMINED, HEAVIEST, complaints, reader, unreadable_at, weight
from tests.scenarios.pack_games import SLUGS

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SCENARIO = "/scenarios/nine-past-nine/"
MISSING = "/nothing-is-here/"
PAGES = (
    "/",
    "/?q=nothing-has-this-name",
    SCENARIO,
    "/scenarios/list-four/",
    f"{SCENARIO}sources/",
    f"{SCENARIO}briefing/KOR/",
    f"{SCENARIO}teaching/",
    "/facts/",
    "/facts/?kind=claim",
    "/facts/airspace-incident-2019/",
    "/facts/united-states/",
    "/sources/neo-article-2021/",
    "/article/",
    "/method/",
    "/instructors/",
    "/help/",
    "/help/keys/",
    "/accessibility/",
    "/design/",
)


def open_all_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")


def test_every_page_fits_its_window_axe_finds_nothing_and_nothing_fails_in_silence(site: str, browser: Browser) -> None:
    found: dict[str, list[str]] = {}
    with reader(browser, 1440) as page:
        heard = complaints(page)
        for path in (*PAGES, MISSING):
            page.goto(site + path)
            open_all_folds(page)
            found[path] = unreadable_at(page, *EXAMINED)
        assert [line for line in heard if MISSING not in line and "404 (Not Found)" not in line] == []
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_the_library_and_its_facts_weigh_at_most_250_kilobytes_at_a_first_visit(site: str, browser: Browser) -> None:
    of_scenarios = (f"/scenarios/{slug}/{page}" for slug in SLUGS for page in ("", "sources/", "teaching/"))
    for path in ("/", *of_scenarios, "/facts/", "/facts/united-states/", "/article/"):
        with reader(browser, 1440) as page:
            sizes = weight(page, partial(page.goto, site + path, wait_until="networkidle"))
        assert len(sizes) > 3, "page, style, script and fonts"
        assert sum(sizes.values()) <= HEAVIEST, (path, sizes)


def test_the_page_for_teaching_prints_in_one_click_and_leaves_the_controls_out(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        page.add_init_script("window.print = () => { window.wasPrinted = true; }")
        page.goto(f"{site}{SCENARIO}teaching/")
        page.get_by_role("button", name="Print this page").click()
        assert page.evaluate("window.wasPrinted")
        page.emulate_media(media="print")
        for left_out in (".teach-contents", "button[data-print]", ".head"):
            expect(page.locator(left_out).first).to_be_hidden()
        for printed in ("#primer", "#article", "#marks", "#care"):
            expect(page.locator(printed)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_theme_is_switched_and_kept(site: str, browser: Browser, javascript: bool) -> None:
    with reader(browser, 1440, javascript=javascript) as page:
        page.goto(f"{site}/accessibility/")
        page.get_by_role("button", name="Dark theme").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.get_by_role("button", name="Dark theme")).to_be_hidden()
        page.goto(site)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.get_by_role("button", name="Light theme").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_the_library_is_searched_without_javascript(site: str, browser: Browser) -> None:
    with reader(browser, 390, javascript=False) as page:
        page.goto(site)
        page.get_by_label("Search scenarios").fill("airspace korea")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("link", name="Nine Past Nine")).to_be_visible()
        page.get_by_label("Search scenarios").fill("submarines")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_text("No scenario matches.")).to_be_visible()
        page.get_by_role("link", name="Clear the filter").click()
        expect(page.get_by_role("link", name="Nine Past Nine")).to_be_visible()


def test_the_library_answers_while_one_types(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        page.goto(site)
        page.get_by_label("Search scenarios").press_sequentially("submarines")
        expect(page.get_by_text("No scenario matches.")).to_be_visible()
        expect(page).to_have_url(re.compile("q=submarines"))
        expect(page.get_by_label("Search scenarios")).to_be_focused()


def test_the_first_tab_leads_past_the_navigation(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        page.goto(site)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_the_landing_page_weighs_less_than_300_kilobytes(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        finished: list[Request] = []
        page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 - takes no built-in
        page.goto(site, wait_until="networkidle")
        answers = [request.sizes() for request in list(finished)]
    assert len(answers) >= 4
    assert sum(sizes["responseBodySize"] + sizes["responseHeadersSize"] for sizes in answers) < 300_000


def test_a_seat_is_found_by_its_shape_code_and_name(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        page.goto(site + SCENARIO)
        heading = page.get_by_role("heading", name="KOR Republic of Korea")
        expect(heading).to_be_visible()
        page.get_by_role("link", name="Briefing of KOR").click()
        expect(page.get_by_role("heading", name="Task of the seat")).to_be_visible()
