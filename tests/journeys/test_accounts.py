"""Accounts in a real browser: at all widths, in both themes, by keyboard alone, and without JavaScript."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.accounts.conftest import PASSWORD
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.packs import nine_past_nine
from tests.serving import Server
from wargame.accounts.models import User

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGES = ("sign-in/", "sign-up/", "sign-up/sent/", "reset/", "reset/sent/", "reset/MQ/x-y/")
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff Ada Augusta Byron King"


@pytest.fixture
def ada(transactional_db: None) -> User:
    """Return somebody with an account and a long name."""
    return User.objects.create_user("ada@parley.example", "ada@parley.example", PASSWORD, name=LONG_NAME)


def signed_in(page: Page, server: Server, user: User) -> None:
    """Give the browser a session of the user."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.address}])


def send_empty(page: Page) -> None:
    """Submit the first form of the page without the browser's validation, so that the server judges it."""
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form button").first.click()
    expect(page.get_by_role("alert").first).to_be_focused()


def test_every_page_fits_its_window_and_axe_finds_nothing_with_mistakes_and_without(
    server: Server, ada: User, browser: Browser
) -> None:
    found: dict[str, list[str]] = {}
    with reader(browser, 1440) as page:
        heard = complaints(page)
        for path in PAGES:
            page.goto(f"{server.address}/account/{path}")
            found[path] = unreadable_at(page, *EXAMINED)
        for path in ("sign-in/", "sign-up/", "reset/"):
            page.goto(f"{server.address}/account/{path}")
            send_empty(page)
            found[f"{path} refused"] = unreadable_at(page, *EXAMINED)
        signed_in(page, server, ada)
        page.goto(f"{server.address}/account/")
        found["account"] = unreadable_at(page, *EXAMINED)
        assert [line for line in heard if "422" not in line] == []
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_signs_up_out_in_and_out_everywhere_else(server: Server, browser: Browser, javascript: bool) -> None:
    with reader(browser, 390, javascript=javascript) as page, reader(browser, 1440) as other:
        page.goto(f"{server.address}/method/")
        page.get_by_role("link", name="Sign in").click()
        page.get_by_role("link", name="Sign up").click()
        page.get_by_label("Your name").fill("Bo Novak")
        page.get_by_label("E-mail address").fill("bo@parley.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password again").fill(PASSWORD)
        page.get_by_role("button", name="Sign up").click()
        expect(page).to_have_url(f"{server.address}/method/")
        page.get_by_role("link", name="Bo Novak").click()
        page.get_by_role("button", name="Sign out", exact=True).click()
        expect(page.get_by_text("You are signed out.")).to_be_visible()
        for visitor in (page, other):
            visitor.goto(f"{server.address}/account/")
            visitor.get_by_label("E-mail address").fill("bo@parley.example")
            visitor.get_by_label("Password").fill(PASSWORD)
            visitor.get_by_role("button", name="Sign in").click()
            expect(visitor.get_by_role("heading", name="Your account")).to_be_visible()
        page.get_by_role("button", name="Sign out everywhere else").click()
        expect(page.get_by_text("All other browsers are signed out.")).to_be_visible()
        other.reload()
        expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_guest_keeps_what_was_begun(server: Server, browser: Browser) -> None:
    nine_past_nine()
    with reader(browser, 1440) as page:
        page.goto(server.address)
        page.get_by_role("button", name="Play Nine Past Nine").first.click()
        page.wait_for_url("**/play/")
        page.goto(f"{server.address}/exercises/")
        expect(page.get_by_role("link", name="Resume")).to_have_count(1)
        page.get_by_role("link", name="sign up").click()
        page.get_by_label("Your name").fill("Bo Novak")
        page.get_by_label("E-mail address").fill("bo@parley.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password again").fill(PASSWORD)
        page.get_by_role("button", name="Sign up").click()
        expect(page.get_by_text("Kept in your account.")).to_be_visible()
        expect(page.get_by_role("link", name="Resume")).to_have_count(1)


def test_the_keyboard_alone_signs_in(server: Server, ada: User, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        page.goto(f"{server.address}/account/sign-in/")
        expect(page.get_by_label("E-mail address")).to_be_focused()
        page.keyboard.type("ada@parley.example")
        page.keyboard.press("Tab")
        page.keyboard.type("wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_label("E-mail address")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=LONG_NAME)).to_be_visible()
