"""Limits of frequent requests: counted in the broker, or in each process if there is no broker."""

import math
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.test import Client

from tests.cast import NOON
from tests.live.conftest import Broker
from wargame.accounts import limits, rates, throttles
from wargame.accounts.limits import ADDRESS, PERSON, STRANGERS, Limit
from wargame.accounts.models import User
from wargame.accounts.rates import CALL, ProcessCounts, SharedCounts
from wargame.accounts.services import create_guest

THREE = Limit("ask", 60, {PERSON: 3})
NOW = NOON.timestamp()
API = "/api/v1/exercises/"
SCHOOL, HOME = "192.0.2.7", "198.51.100.1"


@pytest.fixture(autouse=True)
def counts() -> Iterator[ProcessCounts]:
    """Replace the counts of this process by fresh ones."""
    own = ProcessCounts()
    with patch.object(rates, "counts", return_value=own):
        yield own


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the limits, and put all calls into one minute whatever the clock says, since periods are whole minutes."""
    monkeypatch.setattr(throttles, "time", SimpleNamespace(time=lambda: NOW + 30))
    for trait, most in {PERSON: 3, STRANGERS: 5, ADDRESS: 8}.items():
        monkeypatch.setitem(CALL.most, trait, most)  # type: ignore[arg-type]


@pytest.fixture
def broker() -> Iterator[str]:
    """Return the address of a broker that this test alone uses."""
    with TemporaryDirectory(prefix="parley-") as folder:
        server = Broker(Path(folder))
        yield server.url
        server.kill()


def waits(person: str, now: float = NOW) -> int:
    return rates.wait(THREE, {PERSON: person}, now=now)


def test_after_the_last_one_waits_for_the_next_period() -> None:
    start = NOW // 60 * 60
    assert [waits("bo", start + number) for number in range(4)] == [0, 0, 0, 57]
    assert waits("bo", start + 3.5) == 57, "part of a second counts as a whole one"
    assert waits("eve", start + 4) == 0
    assert waits("bo", start + 60) == 0


def test_what_is_kept_stays_small(counts: ProcessCounts) -> None:
    counts.MOST_KEPT = 50  # type: ignore[misc]
    for number in range(500):
        waits(f"person {number}")
        waits("bo", NOW + 60 * number)
    assert len(counts._counts) <= 53


@pytest.mark.service
def test_two_processes_share_one_count(broker: str) -> None:
    two = [SharedCounts(broker) for _ in range(2)]
    counted = [two[number % 2].add(["bo"], period=7, seconds=60)[0] for number in range(6)]
    assert counted == [1, 2, 3, 4, 5, 6]
    assert two[0].add(["bo", "eve"], period=8, seconds=60) == [1, 1]
    assert two[1].add(["eve"], period=8, seconds=60, by=-1) == [0]


@pytest.mark.service
def test_the_broker_keeps_no_name_and_nothing_for_long(broker: str) -> None:
    shared = SharedCounts(broker)
    with patch.object(rates, "counts", return_value=shared):
        rates.wait(THREE, {PERSON: "bo@parley.example"}, now=NOW)
    (key,) = shared._client.keys()
    assert b"bo" not in key
    assert 0 < shared._client.ttl(key) <= 60


def test_without_a_broker_nobody_is_refused_and_a_flood_is_bounded(tmp_path: Path) -> None:
    shared = SharedCounts(f"unix://{tmp_path}/none.sock")
    with patch.object(rates, "counts", return_value=shared):
        assert [waits("bo") > 0 for _ in range(5)] == [False, False, False, True, True]


def test_a_broker_that_hangs_is_asked_once_and_then_left_alone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        shared = SharedCounts(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        shared.PAUSE_SECONDS = math.inf
        with patch.object(shared._client, "pipeline", wraps=shared._client.pipeline) as asked:
            for number in range(20):
                assert shared.add(["bo"], period=7, seconds=60) == [number + 1]
        assert asked.call_count == 1


def calls(browser: Client, times: int, address: str = SCHOOL) -> list[int]:
    return [browser.get(API, REMOTE_ADDR=address).status_code for _ in range(times)]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_person_is_told_when_to_call_again(few: None) -> None:
    browser = Client()
    browser.force_login(create_guest())
    assert calls(browser, 3) == [200, 200, 200]
    refused = browser.get(API, REMOTE_ADDR=SCHOOL)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) in range(1, 61)
    told = refused.json()["errors"][0]
    assert told["code"] == "throttled"
    assert "Too many attempts to call the API. Wait" in told["detail"]
    assert browser.get("/", REMOTE_ADDR=SCHOOL).status_code == 200, "pages are not calls"


@pytest.mark.django_db
def test_strangers_use_up_only_what_strangers_may(few: None) -> None:
    assert [calls(Client(), 1)[0] for _ in range(7)] == 5 * [200] + 2 * [429]
    assert calls(Client(), 1, HOME) == [200]
    account = Client()
    account.force_login(User.objects.create_user("ada"))
    assert calls(account, 3) == [200, 200, 200]


@pytest.mark.slow
@pytest.mark.django_db
def test_guests_share_what_an_address_may(few: None) -> None:
    answered = []
    for _ in range(4):
        browser = Client()
        browser.force_login(create_guest())
        answered += calls(browser, 3)
    assert answered == 8 * [200] + 4 * [429]


@pytest.mark.slow
@pytest.mark.django_db
def test_whoever_is_refused_uses_up_nothing_of_others_at_the_address(few: None) -> None:
    guest = Client()
    guest.force_login(create_guest())
    assert calls(guest, 20).count(200) == 3
    assert sum(calls(Client(), 1) == [200] for _ in range(20)) == 5
    other = Client()
    other.force_login(create_guest())
    assert calls(other, 1) == [429], "3 calls of the guest and 5 of strangers are all that the address may"
    assert calls(other, 1, HOME) == [200]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_flood_of_strangers_leaves_guests_their_calls(few: None) -> None:
    assert sum(calls(Client(), 1) == [200] for _ in range(30)) == 5
    guest = Client()
    guest.force_login(create_guest())
    assert calls(guest, 3) == [200, 200, 200]


@pytest.mark.slow
def test_six_classes_that_play_by_programs_stay_below() -> None:
    """180 people call every two seconds, 30 times in a minute, all from one address."""
    for number in range(180):
        traits = {PERSON: str(number), ADDRESS: SCHOOL}
        assert not any(rates.wait(CALL, traits, now=NOW) for _ in range(30))


@pytest.mark.slow
@pytest.mark.django_db
def test_solo_starts_are_limited_for_pages_and_programs(version: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.SOLO.most[STRANGERS] >= 180, "six classes of thirty at the same moment"
    for trait, most in {PERSON: 2, STRANGERS: 3, ADDRESS: 6}.items():
        monkeypatch.setitem(limits.SOLO.most, trait, most)  # type: ignore[arg-type]
    asked = {"scenario": "nine-past-nine", "seat": "KOR"}
    assert [Client().post("/solo/", asked).status_code for _ in range(4)] == [302, 302, 302, 429]
    refused = Client().post(API, asked, content_type="application/json")
    assert refused.status_code == 429
    assert "Too many attempts to start an exercise. Wait 10 min" in refused.json()["errors"][0]["detail"]
    guest, account = Client(), Client()
    guest.force_login(create_guest())
    account.force_login(User.objects.create_user("ada"))
    for browser in (guest, account):
        assert [browser.post("/solo/", asked).status_code for _ in range(3)] == [302, 302, 429]
    page = guest.post("/solo/", asked)
    assert "Wait 10 min and try again." in page.text
    assert int(page["Retry-After"]) in range(590, 601)


@pytest.mark.parametrize("limit", [limits.SOLO, limits.ENSEMBLE, limits.JOIN, limits.SIGN_UP, limits.RESET, CALL])
def test_six_classes_of_thirty_meet_no_limit_of_an_address(limit: Limit) -> None:
    assert all(most >= 180 for trait, most in limit.most.items() if trait != PERSON)
