"""URLs that no page links to: odd numbers, codes and methods get an answer and store nothing."""

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.exercises import every_answer
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.archives.services import writing

pytestmark = pytest.mark.django_db

ODD_NUMBERS = ("000001" + 5000 * "0", 5000 * "9", "²", "٣", "-1", "1e3", "\x00")


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    """Bo's browser, after the first turn."""
    player.play_turn([])
    client.force_login(bo)
    return client


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "asked"), [("log/", "b"), ("log/", "with"), ("play/", "o"), ("map/table/", "turn"), ("map/table/", "b")]
)
def test_a_number_that_makes_no_sense_counts_as_not_asked(
    browser: Client, player: Player, name: str, asked: str
) -> None:
    address = f"/x/{player.seat.exercise.code}/{name}"
    answers = {number: browser.get(address, {asked: number}).status_code for number in ODD_NUMBERS}
    assert answers == dict.fromkeys(ODD_NUMBERS, 200)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["", "%0A", "%20"])
def test_a_file_is_called_by_the_code_as_it_is_stored(browser: Client, player: Player, ending: str) -> None:
    code = player.seat.exercise.code
    for kind in ("json", "csv"):
        answer = browser.get(f"/x/{code.lower()}{ending}/log.{kind}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{code}-log.{kind}"'


@pytest.mark.parametrize("name", ["as/\0/", "room/injects/\0/", "proposals/\0/answer/", "proposals/\0/withdraw/"])
def test_a_name_that_no_database_takes_is_no_address(name: str) -> None:
    for address in (f"/x/ABC/{name}", "/api/v1/exercises/ABC/proposals/\0/"):
        with pytest.raises(Resolver404):
            resolve(address)


@pytest.mark.slow
@pytest.mark.postgresql
def test_nothing_about_an_exercise_is_kept_on_the_way_or_framed(player: Player, bo: User) -> None:
    player.play_turn([])
    found = every_answer.answers(bo, player.seat.exercise, (1, 2))
    for address, (status, _, headers) in found.items():
        assert "default-src 'none'" in headers["Content-Security-Policy"], address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        if status == 200:
            assert "no-store" in headers["Cache-Control"], address


@pytest.mark.slow
@pytest.mark.postgresql
def test_reading_changes_nothing(player: Player, bo: User) -> None:
    player.play_turn([])
    # Advisers speak once a turn, when somebody first asks for them, and what they said is kept.
    reader = Client()
    reader.force_login(bo)
    reader.get(reverse("cabinet", args=[player.seat.exercise.code]))
    before = exports_of(player)
    every_answer.answers(bo, player.seat.exercise, (1, 2))
    assert exports_of(player) == before


def exports_of(player: Player) -> object:
    """Return the export of the whole exercise, with every secret."""
    player.seat.exercise.refresh_from_db()
    return writing.rows_of(player.seat.exercise)


@pytest.mark.slow
@pytest.mark.postgresql
def test_whoever_comes_without_a_token_changes_nothing(player: Player, bo: User) -> None:
    player.play_turn([])
    before = exports_of(player)
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(bo)
    for address in {address.partition("?")[0] for address in every_answer.addresses(player.seat.exercise, (1, 2))}:
        for method in (forger.post, forger.put, forger.patch, forger.delete):
            assert method(address, "{}", content_type="application/json").status_code in (403, 405), address
    assert exports_of(player) == before


@pytest.mark.parametrize("method", ["options", "post", "put", "patch", "delete"])
def test_the_documentation_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/api/v1/docs/").status_code == 405
