"""Fixtures: users with accounts, and the mails sent to them."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from wargame.accounts import mails
from wargame.accounts.models import User

PASSWORD = "nine-past-nine-2019"


@pytest.fixture
def ada() -> User:
    """A user with an account."""
    return User.objects.create_user("ada@parley.example", "ada@parley.example", PASSWORD, name="Ada Byron")


@pytest.fixture
def mailing(settings: object) -> None:
    """A server that sends mail."""
    settings.SENDS_MAIL, settings.SITE_URL = True, "https://parley.example"  # type: ignore[attr-defined]


@pytest.fixture
def mailed() -> Callable[[], list[mail.EmailMessage]]:
    """Return a function that waits for the mails of this test and reads them."""

    def read() -> list[mail.EmailMessage]:
        wait_for_mail()
        return mail.outbox

    return read


def wait_for_mail() -> None:
    """Wait until everything posted so far has been sent or has failed; one thread sends, in order."""
    mails._SENDER.submit(lambda: None).result()


def link_in(message: mail.EmailMessage, name: str) -> str:
    """Return the path of the link to `name` in a mail; the link must lead to the site's own URL."""
    found = re.search(rf"https://parley\.example(/account/{name}/\S+)", str(message.body))
    assert found, message.body
    return found[1]


def sign_in(browser: Client, username: str, password: str, **more: object) -> int:
    """Post the form; return the response's status."""
    posted = {"username": username, "password": password}
    return browser.post("/account/sign-in/", posted, **more).status_code  # type: ignore[arg-type]


def name_of(browser: Client) -> str:
    """Return the name in the page's top bar, "" for a guest or a stranger."""
    shown = browser.get("/accessibility/").content.decode()
    found = re.search(r"topbar-user.*?<span>(.*?)</span>", shown, re.DOTALL)
    return found[1] if found else ""
