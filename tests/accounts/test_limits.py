"""Limits: somebody who tries too often has to wait, and nobody else has to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from wargame.accounts import limits
from wargame.accounts.addresses import client_address
from wargame.accounts.limits import Limit, TooManyAttempts
from wargame.accounts.models import Tally

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
THREE = Limit("try", 60, {"account": 3})
BO, EVE = {"account": "bo"}, {"account": "eve"}


def seconds(number: int) -> datetime:
    return NOW + timedelta(seconds=number)


def test_after_the_last_attempt_one_waits_and_then_may_again() -> None:
    for number in range(3):
        limits.require(THREE, BO, now=seconds(number))
        limits.count(THREE, BO, now=seconds(number))
    with pytest.raises(TooManyAttempts) as refusal:
        limits.require(THREE, BO, now=seconds(10))
    assert refusal.value.seconds == 50
    limits.require(THREE, EVE, now=seconds(10))
    limits.require(THREE, BO, now=seconds(60))
    limits.count(THREE, BO, now=seconds(60))
    limits.require(THREE, BO, now=seconds(61))


@pytest.mark.slow
def test_who_never_pauses_waits_no_longer_than_others() -> None:
    """A class that sends requests all morning starts with a fresh count in each period."""
    for number in range(0, 3600, 25):
        limits.spend(THREE, BO, now=seconds(number))


@pytest.mark.parametrize(("left", "said"), [(1, "Wait 1 s"), (59, "Wait 59 s"), (60, "Wait 1 min"), (61, "Wait 2 min")])
def test_a_refusal_says_when_to_try_again(left: int, said: str) -> None:
    assert said in str(TooManyAttempts(THREE, left))


def test_what_was_right_is_not_held_against_anybody() -> None:
    limits.count(THREE, BO, now=NOW)
    limits.count(THREE, BO, now=NOW)
    limits.forget(THREE, BO)
    assert not Tally.objects.exists()


def test_one_attempt_is_given_back_and_no_more() -> None:
    for _ in range(3):
        limits.count(THREE, BO, now=NOW)
    limits.take_back(THREE, BO)
    limits.spend(THREE, BO, now=NOW)
    with pytest.raises(TooManyAttempts):
        limits.spend(THREE, BO, now=NOW)


def test_attempts_at_the_same_time_get_no_more_than_the_rest() -> None:
    """All attempts have passed `require` before the first of them is counted."""
    granted = 0
    for _ in range(8):
        try:
            limits.count(THREE, BO, now=NOW)
            granted += 1
        except TooManyAttempts:
            pass
    assert granted == 3


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.urls("tests.accounts.refusing")
def test_any_view_may_refuse_and_the_page_says_how_long(client: Client) -> None:
    answer = client.get("/refuses/")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "305"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Too many attempts to join this exercise. Wait 6 min" in answer.content.decode()
