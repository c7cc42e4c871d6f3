"""A report in browsers: a white cell writes a version, compares, and shares a link that a stranger reads."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle

pytestmark = pytest.mark.journey

OWN = "Bo asked nobody for a second source."


@pytest.fixture
def ended(site: str) -> Class:
    """A class of two seats, which the white cell ended after a turn."""
    ada = User.objects.create_user("ada", is_staff=True)
    group = Class(nine_past_nine(), ada, timezone.now(), title="IR 304, Section B", seed=CUT_SHORT)
    people = [group.join(name, role) for name, role in (("Bo", "KOR"), ("Cy", "JPN"))]
    group.start()
    for person in people:
        group.submit(person)
    group.resolve()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    return group


def test_a_white_cell_writes_compares_and_shares_a_report_and_takes_the_link_back(
    page: Page, browser: Browser, site: str, ended: Class
) -> None:
    heard, found = complaints(page), {}
    sign_in(page, site, ended.ada.user)
    page.goto(f"{site}/x/{ended.exercise.code}/report/")
    _write(page)
    found["written"] = unreadable_at(page, *EXAMINED)
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.locator("main ins", has_text=OWN)).to_be_visible()
    found["compared"] = unreadable_at(page, *EXAMINED)
    page.go_back()
    page.get_by_label("Without names").check()
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Copy the link now").input_value()
    with reader(browser, 1440) as stranger:
        noticed = complaints(stranger)
        stranger.goto(link)
        _is_read_without_names(stranger, ended.exercise.code)
        found["shared"] = unreadable_at(stranger, *EXAMINED)
        assert noticed == []
        page.get_by_role("button", name="Revoke").click()
        expect(page.get_by_text("The link is revoked.")).to_be_visible()
        _opens_nothing(stranger)
        found["revoked"] = unreadable_at(stranger, *EXAMINED)
    assert heard == []
    assert {where: faults for where, faults in found.items() if faults} == {}


def _write(page: Page) -> None:
    page.locator(".document-edit").first.click()
    page.locator("#edit-text").fill(OWN)
    page.locator("#edit-name").fill("Before the talk")
    page.get_by_role("button", name="Add as a new sentence").click()
    expect(page.get_by_text("Version 1 is kept.")).to_be_visible()


def _is_read_without_names(stranger: Page, code: str) -> None:
    expect(stranger.get_by_text("(a person) asked nobody")).to_be_visible()
    text = stranger.content()
    assert [name for name in ("Bo asked", "IR 304", "Before the talk", code) if name in text] == []


def _opens_nothing(stranger: Page) -> None:
    answer = stranger.reload()
    assert answer is not None
    assert answer.status == 404
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This link opens nothing")
    expect(stranger.get_by_text("somebody has revoked it")).to_be_visible()
