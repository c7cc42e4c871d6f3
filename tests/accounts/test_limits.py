"""Limits: what is tried too often has to wait, and nobody else has to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.conf import settings as configured
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory

from wargame.accounts import limits
from wargame.accounts.addresses import client_address
from wargame.accounts.limits import BROWSER, JOIN, Limit, TooManyAttempts
from wargame.accounts.models import Tally

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
THREE = Limit("try", 60, {"account": 3})
BO, EVE = {"account": "bo"}, {"account": "eve"}


def seconds(number: int) -> datetime:
    return NOW + timedelta(seconds=number)


def request_from(address: str, browser: str = "") -> HttpRequest:
    """A request of a browser that kept its session; a new browser without one."""
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.session = import_module(configured.SESSION_ENGINE).SessionStore()
    if browser:
        request.session["browser"] = browser
    return request


def wrong_code(request: HttpRequest, now: datetime = NOW) -> bool:
    """Whether a browser may try one more code; it is wrong."""
    try:
        limits.require_joining(request, now=now)
        limits.count_wrong_code(request, now=now)
    except TooManyAttempts:
        return False
    return True


def test_after_the_last_attempt_one_waits_and_then_may_again() -> None:
    for number in range(3):
        limits.require(THREE, BO, now=seconds(number))
        limits.count(THREE, BO, now=seconds(number))
    with pytest.raises(TooManyAttempts) as refusal:
        limits.require(THREE, BO, now=seconds(10))
    assert refusal.value.seconds == 52
    limits.require(THREE, EVE, now=seconds(10))
    limits.require(THREE, BO, now=seconds(62))
    limits.count(THREE, BO, now=seconds(62))
    limits.require(THREE, BO, now=seconds(63))


def test_what_was_right_is_not_held_against_anybody() -> None:
    limits.count(THREE, BO, now=NOW)
    limits.count(THREE, BO, now=NOW)
    limits.forget(THREE, BO)
    assert not Tally.objects.exists()


def test_attempts_at_the_same_time_get_no_more_than_the_rest() -> None:
    """All have passed `require` before the first of them is counted."""
    granted = 0
    for _ in range(8):
        try:
            limits.count(THREE, BO, now=NOW)
            granted += 1
        except TooManyAttempts:
            pass
    assert granted == 3


@pytest.mark.django_db(transaction=True)
def test_of_forty_processes_at_the_same_time_three_get_through() -> None:
    def attempt(number: int) -> bool:
        try:
            limits.require(THREE, BO, now=NOW)
            limits.count(THREE, BO, now=NOW)
        except TooManyAttempts:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(attempt, range(40)))
    assert sum(granted) == 3


def test_rows_hold_no_address_and_go_when_their_time_is_over() -> None:
    limits.count(THREE, BO, now=NOW)
    assert "bo" not in Tally.objects.get().key
    limits.count(THREE, EVE, now=seconds(3600))
    assert Tally.objects.count() == 1


def test_a_class_behind_one_address_joins_with_right_codes_while_somebody_guesses() -> None:
    guesser = request_from("192.0.2.7", "guesser")
    assert [wrong_code(guesser) for _ in range(11)] == 10 * [True] + [False]
    for student in range(40):
        limits.require_joining(request_from("192.0.2.7", f"student {student}"), now=seconds(student))
        limits.require_joining(request_from("192.0.2.7"), now=seconds(student))
    with pytest.raises(TooManyAttempts):
        limits.require_joining(guesser, now=seconds(60))


def test_who_throws_cookies_away_is_stopped_at_the_address() -> None:
    let = sum(wrong_code(request_from("192.0.2.7")) for _ in range(300))
    assert let == JOIN.most["address"]
    assert not wrong_code(request_from("192.0.2.7"))
    assert wrong_code(request_from("192.0.2.8"))
    assert wrong_code(request_from("192.0.2.7"), seconds(JOIN.seconds))


def test_a_browser_is_marked_only_when_it_was_wrong() -> None:
    request = request_from("192.0.2.7")
    limits.require_joining(request, now=NOW)
    assert request.session.is_empty()
    limits.count_wrong_code(request, now=NOW)
    first = limits.traits_of(request)[BROWSER]
    limits.count_wrong_code(request, now=NOW)
    assert first
    assert limits.traits_of(request)[BROWSER] == first


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_an_address_counts_as_its_network(rf: RequestFactory, told: str, counted: str) -> None:
    assert client_address(rf.get("/", REMOTE_ADDR=told)) == counted


def test_a_header_that_anybody_can_send_changes_no_address(rf: RequestFactory) -> None:
    asked = rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "198.51.100.1", "Forwarded": "for=::1"})
    assert client_address(asked) == "192.0.2.7"


@pytest.mark.urls("tests.accounts.refusing")
def test_any_view_may_refuse_and_the_page_says_how_long(client: Client) -> None:
    answer = client.get("/refuses/")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "305"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Too many attempts to join. Wait 6 min" in answer.content.decode()
