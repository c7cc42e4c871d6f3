"""The page of an appraisal in a real browser: read at all widths in both themes, and asked for without JavaScript."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from scenarios.models import Scenario
from tests.analysis.appraised import appraised
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from wargame.accounts.models import User
from wargame.analysis import enqueue
from wargame.analysis.models import Appraisal, Measurement

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGE = "/scenarios/nine-past-nine/appraisal/"


def sign_in(page: Page, site: str) -> User:
    """Sign an instructor in with an account of her own."""
    user = User.objects.create_user("ida@parley.example", name="Ida")
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    return user


def test_the_answers_for_teachers_fit_their_window_and_axe_finds_nothing(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        sign_in(page, site)
        page.goto(f"{site}/scenarios/nine-past-nine/teaching/")
        page.get_by_role("link", name="Answers for teachers").click()
        expect(page.get_by_role("heading", name="Typical courses, by ending")).to_be_visible()
        assert unreadable_at(page, *EXAMINED) == []


def test_it_fits_its_window_and_axe_finds_nothing(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        user = sign_in(page, site)
        version = Scenario.objects.get(slug="nine-past-nine").current
        assert version is not None
        appraised(version, user, timezone.now())
        heard = complaints(page)
        page.goto(site + PAGE)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        assert unreadable_at(page, *EXAMINED) == []
        assert heard == []


def test_without_script_it_is_asked_for_stopped_and_gone_on_with(
    site: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enqueue, "hint_appraisal", lambda appraisal_id: True)
    with reader(browser, 390, javascript=False) as page:
        sign_in(page, site)
        page.goto(f"{site}/scenarios/nine-past-nine/")
        page.get_by_role("link", name="How good a game is it?").click()
        page.get_by_role("button", name="Take a first look").click()
        nothing_yet = page.get_by_text(f"0 of {Measurement.objects.count()} parts are measured")
        expect(nothing_yet).to_be_visible()
        page.get_by_role("button", name="Stop here").click()
        expect(page.get_by_text("This was stopped.")).to_be_visible()
        page.get_by_role("button", name="Go on from here").click()
        expect(nothing_yet).to_be_visible()
        assert Appraisal.objects.get().status == Appraisal.Status.RUNNING
