"""The editor in a real browser: every kind of its pages can be read, and the grid of injects works by keyboard."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from scenarios.models import OwnScenario
from scenarios.services import drafts
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.journeys.test_appraisal import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGES = (
    ("own_editor", ()),
    ("own_texts", ()),
    ("own_thing", ("marks", "kor_fire")),
    ("own_injects", ()),
    ("own_sheet", ("injects",)),
)


def copied(page: Page, site: str) -> OwnScenario:
    """Sign in, and return a copy of a shipped scenario."""
    return drafts.copy_shipped(user=sign_in(page, site), slug="nine-past-nine", title="09:09", now=timezone.now())


def injects_of(own: OwnScenario) -> str:
    return own.files.get(name="msel.yaml").text


def test_the_pages_of_the_editor_can_be_read(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        own = copied(page, site)
        for name, words in PAGES:
            page.goto(f"{site}{reverse(name, args=[own.key, *words])}")
            assert unreadable_at(page, *EXAMINED) == [], name
        assert heard == []


def overwrite_and_put_back(page: Page, title: str) -> None:
    """Type over a saved title and press Escape: the cell has the saved words again, not those of the page load."""
    fields = "[...document.querySelectorAll('.cells-inject textarea')]"
    find = f"{fields}.find((field) => field.value === '{title}')"
    page.evaluate(f"{find}.focus()")
    page.keyboard.type("!")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{find} === document.activeElement")


def test_the_grid_works_by_keyboard(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        own = copied(page, site)
        page.goto(f"{site}{reverse('own_injects', args=[own.key])}")
        row = page.locator(".cells-inject").first
        boxes = row.get_by_role("checkbox")
        row.locator("th textarea").focus()
        page.keyboard.press("Control+A")
        page.keyboard.press("ArrowRight")
        expect(row.locator(".cells-pair input").first).to_be_focused()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        expect(boxes.first).to_be_focused()
        was = boxes.nth(1).is_checked()
        page.keyboard.press("2")
        expect(row.get_by_text("Saved")).to_be_visible()
        assert boxes.nth(1).is_checked() is not was
        for _ in range(len(boxes.all())):
            page.keyboard.press("ArrowRight")
        page.keyboard.type("Written over")
        page.keyboard.press("Escape")
        page.keyboard.type("A new title")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(row.get_by_text("Saved")).to_be_visible()
        page.wait_for_function("() => !document.querySelector('.htmx-request')")
        assert "A new title" in injects_of(own)
        overwrite_and_put_back(page, "A new title")
        page.keyboard.press("Control+d")
        page.wait_for_url("**/injects/#row-*")
        assert "_2" in injects_of(own)


def test_what_is_saved_in_place_is_undone_from_the_bar(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        own = copied(page, site)
        undo = page.get_by_role("button", name=re.compile("^Undo ?: (Changed|Reworded)"))
        for name, field in (("own_injects", ".cells-inject th textarea"), ("own_texts", ".editor-wording textarea")):
            page.goto(f"{site}{reverse(name, args=[own.key])}")
            expect(undo).to_have_count(0)
            page.locator(field).first.fill("Other words")
            page.locator(field).first.press("Tab")
            undo.click()
            expect(page.get_by_text(re.compile("Undone: (Changed|Reworded)"))).to_be_visible()
            assert page.url.startswith(f"{site}{reverse(name, args=[own.key])}")
            assert "Other words" not in "".join(drafts.texts_in(own).values())


def test_a_row_is_saved_on_a_phone_without_script(site: str, browser: Browser) -> None:
    with reader(browser, 390, javascript=False) as page:
        own = copied(page, site)
        page.goto(f"{site}{reverse('own_injects', args=[own.key])}")
        row = page.locator(".cells-inject").first
        row.locator("th textarea").fill("Another name")
        row.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        assert "title: Another name" in injects_of(own)
