"""Sessions: a flood of strangers leaves few rows that expire soon, and signed-in users keep theirs."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.http.cookie import parse_cookie
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import PASSWORD, sign_in
from wargame.accounts.models import User
from wargame.accounts.services import create_guest
from wargame.web.sessions import CLEARED_EVERY, STRANGER_SECONDS, Cleaner, SessionStore

pytestmark = pytest.mark.django_db

SCHOOL = "192.0.2.7"


def wrong(browser: Client) -> int:
    return sign_in(browser, "ada@parley.example", "wrong", REMOTE_ADDR=SCHOOL)


def expire_all() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


@pytest.mark.slow
def test_attempts_that_are_refused_leave_no_session() -> None:
    assert [wrong(Client()) for _ in range(24)] == 20 * [422] + 4 * [429]
    assert Session.objects.count() == 20, "one for each attempt that was counted"


def test_a_stranger_is_kept_for_an_hour_and_who_comes_in_for_long(client: Client, ada: User) -> None:
    wrong(client)
    assert client.cookies["sessionid"]["max-age"] == STRANGER_SECONDS
    assert Session.objects.get().expire_date < timezone.now() + timedelta(seconds=STRANGER_SECONDS + 1)
    sign_in(client, ada.username, PASSWORD, REMOTE_ADDR=SCHOOL)
    assert client.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 30
    guest = Client()
    guest.force_login(create_guest())
    assert guest.session.get_expiry_age() == 60 * 60 * 24 * 365


def test_a_session_that_is_over_is_nobodys(client: Client, ada: User) -> None:
    client.force_login(ada)
    store = type(client.session)
    key = client.session.session_key
    assert store(key).load() == dict(client.session)
    expire_all()
    over = store(key)
    assert over.load() == {}
    assert over.session_key is None, "what is saved next gets a key of its own"


def test_a_guest_who_tried_passwords_before_is_kept_as_long_as_others(client: Client, version: object) -> None:
    wrong(client)
    client.post("/solo/", {"scenario": "nine-past-nine", "seat": "KOR"})
    assert client.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 365


def test_the_turnkeeper_deletes_sessions_that_are_over(client: Client) -> None:
    client.force_login(create_guest())
    kept = client.session.session_key
    for _ in range(3):
        wrong(Client())
    Session.objects.exclude(pk=kept).update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("turnkeeper", "--once")
    assert [session.pk for session in Session.objects.all()] == [kept]


def test_sessions_are_looked_through_once_an_hour() -> None:
    cleaner, now = Cleaner(), timezone.now()
    left = []
    for wait in (timedelta(0), CLEARED_EVERY - timedelta(seconds=1), CLEARED_EVERY):
        wrong(Client())
        expire_all()
        cleaner.clear(now=now + wait)
        left.append(Session.objects.count())
    assert left == [0, 1, 0]


def test_a_key_that_postgresql_refuses_to_look_for_is_none() -> None:
    """A quoted cookie may hold a NUL."""
    (key,) = parse_cookie('sessionid="\\000abcdefgh"').values()
    assert key == "\0abcdefgh"
    assert SessionStore(key).session_key is None
    assert SessionStore(32 * "a").session_key == 32 * "a"
