"""The pages of an exercise: regions, refusals, secrets, and their cost."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.control.services import phases
from wargame.exercises.lobby.services import seating
from wargame.exercises.models import Exercise, OrderSheet, Participant, Turn
from wargame.exercises.play.views import REGIONS

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    """Return Bo's browser."""
    client.force_login(bo)
    return client


@pytest.fixture
def code(exercise: Exercise) -> str:
    return exercise.code


def page(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def sheet(exercise: Exercise) -> OrderSheet | None:
    return OrderSheet.objects.filter(seat__exercise=exercise, seat__policy="").first()


@pytest.mark.parametrize("name", list(REGIONS))
def test_a_region_is_the_same_alone_and_on_the_page(browser: Client, code: str, name: str) -> None:
    alone = browser.get(page(name, code), headers=HTMX).content.decode()
    assert f'id="{name}"' in alone
    assert "<html" not in alone
    assert browser.get(page("play", code)).content.decode().count(f'id="{name}"') == 1


def test_the_view_picks_the_partial_never_the_request(browser: Client, code: str) -> None:
    answer = browser.get(page("play", code), {"partial": "orders"}, headers={**HTMX, "HX-Target": "orders"})
    assert b"<html" in answer.content


def test_a_region_that_was_seen_as_it_is_is_not_sent_again(browser: Client, code: str) -> None:
    assert browser.get(page("board", code), {"seen": "KOR-1-1-open-0"}, headers=HTMX).status_code == 204
    assert browser.get(page("orders", code), {"seen": "KOR-1-1-open-0"}, headers=HTMX).status_code == 204
    assert browser.get(page("orders", code), {"seen": "KOR-1-1-open-5"}, headers=HTMX).status_code == 200


@pytest.mark.slow
def test_a_page_of_a_turn_that_is_over_is_sent_on(browser: Client, code: str, player: Player) -> None:
    player.play_turn()
    answer = browser.get(page("board", code), {"seen": "KOR-1-1-open-0"}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == page("play", code)


def test_an_order_is_added_changed_and_removed(browser: Client, exercise: Exercise, code: str) -> None:
    added = browser.post(page("add_order", code, 1), {"revision": 0, "kind": "shadow"})
    assert added.headers["Location"] == page("play", code) + "?o=1#pane-orders"
    browser.post(page("update_order", code, 1, 1), {"revision": 1, "level": "close"})
    stored = sheet(exercise)
    assert stored is not None
    assert [(row["kind"], row["level"]) for row in stored.orders] == [("shadow", "close")]
    browser.post(page("remove_order", code, 1, 1), {"revision": 2})
    stored.refresh_from_db()
    assert stored.orders == []


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"revision": 0, "kind": "no-such-order"}, "There is no order"),
        ({"revision": 0, "kind": "shadow", "level": "no-such-level"}, "has no level"),
        ({"revision": 0, "kind": "hail", "target": "XXX"}, "cannot be aimed at"),
        ({"revision": 0, "kind": "hold_course"}, "cannot order"),
        ({"revision": 0, "kind": "warn"}, "Not before turn 3"),
        ({"revision": 7, "kind": "shadow"}, "changed in another window"),
        ({"kind": "shadow"}, "The form was not complete"),
        ({"revision": 0}, "The form was not complete"),
        ({"revision": 0, "kind": "x" * 500}, "The form was not complete"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_bad_order_is_refused_and_nothing_changes(
    browser: Client, exercise: Exercise, code: str, posted: dict[str, object], said: str, headers: dict[str, str]
) -> None:
    answer = browser.post(page("add_order", code, 1), posted, headers=headers)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert (b"<html" in answer.content) is not bool(headers)
    assert sheet(exercise) is None


@pytest.mark.slow
def test_too_many_points_are_drafted_and_not_submitted(browser: Client, exercise: Exercise, code: str) -> None:
    for revision, kind in enumerate(("raise_alert", "shadow", "tell_tokyo", "record", "hail")):
        browser.post(page("add_order", code, 1), {"revision": revision, "kind": kind})
    browser.post(page("update_order", code, 1, 2), {"revision": 5, "level": "close"})
    browser.post(page("update_order", code, 1, 5), {"revision": 6, "level": "notice"})
    read = browser.get(page("play", code)).content.decode()
    assert "save at least" in read, "who comes back to the page reads how to save points, before submitting"
    assert 'id="faults"' in read
    assert not re.search(r'id="faults"[^>]*autofocus', read)
    answer = browser.post(page("submit", code, 1), {"revision": 7})
    assert answer.status_code == 422
    assert "save at least" in answer.content.decode()
    assert re.search(r'id="faults"[^>]*autofocus', answer.content.decode())
    assert re.search(r"/orders/\d/remove/", answer.content.decode())
    assert Turn.objects.get(branch__exercise=exercise).is_open


@pytest.mark.slow
def test_a_closed_turn_takes_no_orders(browser: Client, code: str, player: Player) -> None:
    player.play_turn()
    answer = browser.post(page("add_order", code, 1), {"revision": 1, "kind": "shadow"})
    assert answer.status_code == 422
    assert "Turn 1 is closed for orders" in answer.content.decode()
    assert browser.post(page("add_order", code, 5), {"revision": 0, "kind": "shadow"}).status_code == 404


@pytest.mark.slow
def test_what_is_not_mine_does_not_exist(client: Client, code: str, eve: User, player: Player) -> None:
    player.play_turn()
    client.force_login(eve)
    reads = [page(name, code) for name in ("exercise", "play", *REGIONS, "ending", "log", "log_json", "log_csv")]
    reads += [page(name, code, 1) for name in ("turn", "results")]
    assert {address: client.get(address).status_code for address in reads} == dict.fromkeys(reads, 404)
    writes = [page(name, code, 2) for name in ("add_order", "submit", "retry", "try")]
    writes += [page(name, code) for name in ("change_seat", "go_to_line", "hide_hints")]
    posted = {"revision": 0, "kind": "shadow", "role": "JPN", "line": 1}
    assert {address: client.post(address, posted).status_code for address in writes} == dict.fromkeys(writes, 404)


@pytest.mark.slow
def test_a_running_exercise_shows_no_other_seats_secrets(browser: Client, code: str, player: Player) -> None:
    """Secrets are other seats' covert orders, their rationales, and the hidden truth drawn at the start."""
    turn = player.play_turn()
    hidden = [sheet.reason for sheet in OrderSheet.objects.filter(turn=turn).exclude(reason="")]
    assert hidden
    for address in (page("log", code), page("results", code, 1), page("play", code), page("log_json", code)):
        shown = browser.get(address, {"as": "truth"}).content.decode()
        assert not [reason for reason in hidden if reason in shown], address
        assert "Full truth" not in shown
        told = set(re.findall(r"([A-Z][\w ]+)(?:&#x27;|')s belief in", shown))
        assert told <= {"South Korea"}, address


@pytest.mark.slow
def test_a_finished_exercise_is_read_in_full_truth_or_as_the_seat_saw_it(
    browser: Client, code: str, player: Player
) -> None:
    player.play_to_the_end()
    reason = OrderSheet.objects.exclude(reason="").earliest("pk").reason
    assert reason in browser.get(page("log", code)).content.decode()
    assert reason not in browser.get(page("log", code), {"as": "seat"}).content.decode()


def test_an_order_that_is_on_the_sheet_is_refused_without_offering_to_remove_what_was_not_taken_on(
    browser: Client, code: str, player: Player
) -> None:
    (row,) = player.legal(1)
    browser.post(page("add_order", code, 1), {**row, "revision": 0})
    answer = browser.post(page("add_order", code, 1), {**row, "revision": 1}, headers=HTMX)
    assert answer.status_code == 422
    assert "already on the sheet" in answer.content.decode()
    assert page("remove_order", code, 1, 1) in answer.content.decode()
    assert page("remove_order", code, 1, 2) not in answer.content.decode()


def test_a_failed_turn_is_shown_and_retried(browser: Client, code: str, player: Player) -> None:
    player.submit()
    Turn.objects.update(status=Turn.Status.FAILED, error="Traceback: a secret path")
    shown = browser.get(page("results", code, 1)).content.decode()
    assert "could not be adjudicated" in shown
    assert "a secret path" not in shown
    browser.post(page("retry", code, 1))
    assert Turn.objects.get().status == Turn.Status.ADJUDICATING


@pytest.mark.slow
def test_the_seat_is_changed_only_before_the_first_submit(browser: Client, exercise: Exercise, player: Player) -> None:
    browser.post(page("change_seat", exercise.code), {"role": "JPN"})
    assert exercise.seats.get(policy="").role == "JPN"
    Player(exercise.seats.get(policy="")).play_turn()
    browser.post(page("change_seat", exercise.code), {"role": "USA"})
    assert exercise.seats.get(policy="").role == "JPN"


def test_solo_refuses_what_does_not_exist(client: Client, version: ScenarioVersion) -> None:
    for posted in ({}, {"scenario": "nothing"}, {"scenario": "nine-past-nine", "seat": "XXX"}):
        assert client.post(page("solo"), posted).status_code == 404
    assert not User.objects.exists()


@pytest.mark.slow
def test_the_play_page_asks_the_same_number_of_questions_in_every_turn(
    browser: Client, code: str, player: Player, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for _ in range(3):
        player.draft(player.legal(2))
        browser.get(page("play", code))
        with django_assert_num_queries(19, exact=False) as asked:
            assert browser.get(page("play", code)).status_code == 200
        counts.append(len(asked))
        player.play_turn([])
    # A turn with an offer asks for its answers and for what was asked of it; the first turn has none before it.
    assert abs(counts[1] - counts[2]) <= 2
    assert counts[0] <= counts[1]


def test_a_region_is_sent_again_when_orders_open_or_the_clock_moves(
    make_class: Callable[..., Class], client: Client
) -> None:
    klass = make_class(brief_seconds=60)
    person = klass.join("Bo", "KOR")
    turn = klass.start()
    client.force_login(person.user)
    seen = f"KOR-1-1-{turn.stage}"
    assert client.get(page("clock", klass.exercise.code), {"seen": seen}, headers=HTMX).status_code == 204
    phases.extend(turn=turn, seconds=300, by=klass.ada, now=klass.now)
    assert client.get(page("clock", klass.exercise.code), {"seen": seen}, headers=HTMX).status_code == 200
    phases.open_orders(turn=turn, by=klass.ada, now=klass.now)
    answer = client.get(page("orders", klass.exercise.code), {"seen": f"{seen}-0"}, headers=HTMX)
    assert b"Search all orders" in answer.content


def test_a_paused_clock_that_is_extended_is_sent_again(make_class: Callable[..., Class], client: Client) -> None:
    klass = make_class(orders_seconds=600)
    person = klass.join("Bo", "KOR")
    phases.pause(turn=klass.start(), by=klass.ada, now=klass.now)
    client.force_login(person.user)
    seen = client.get(page("play", klass.exercise.code)).context["frame"].seen_clock
    assert client.get(page("clock", klass.exercise.code), {"seen": seen}, headers=HTMX).status_code == 204
    phases.extend(turn=klass.turn, seconds=300, by=klass.ada, now=klass.now)
    assert client.get(page("clock", klass.exercise.code), {"seen": seen}, headers=HTMX).status_code == 200


@pytest.mark.parametrize(("brief", "purpose"), [(60, b"to read the brief"), (0, b"for orders")])
def test_the_clock_says_what_it_runs_for(
    make_class: Callable[..., Class], client: Client, brief: int, purpose: bytes
) -> None:
    klass = make_class(brief_seconds=brief, orders_seconds=600)
    person = klass.join("Bo", "KOR")
    klass.start()
    client.force_login(person.user)
    assert b'data-purpose="' + purpose in client.get(page("play", klass.exercise.code)).content


def test_who_waits_for_the_next_turn_without_script_has_a_way_on(
    make_class: Callable[..., Class], client: Client
) -> None:
    klass = make_class()
    person = klass.join("Bo", "KOR")
    klass.start()
    klass.submit(person)
    klass.resolve()
    client.force_login(person.user)
    shown = client.get(page("results", klass.exercise.code, 1)).content.decode()
    plain = re.findall(r"<noscript>(.*?)</noscript>", shown, re.DOTALL)
    assert any(f'href="{page("exercise", klass.exercise.code)}"' in each for each in plain)


def test_a_page_of_a_seat_that_was_left_is_sent_on(make_class: Callable[..., Class], client: Client) -> None:
    klass = make_class()
    person = klass.join("Bo", "KOR")
    klass.start()
    client.force_login(person.user)
    seen = client.get(page("play", klass.exercise.code)).context["frame"].seen
    seating.assign(person=person, seat=klass.seat("JPN"), by=klass.ada, now=klass.now)
    answer = client.get(page("board", klass.exercise.code), {"seen": seen}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == page("play", klass.exercise.code)


@pytest.mark.parametrize(("name", "rest"), [("play", ()), ("board", ()), ("results", (1,))])
def test_who_plays_is_here(make_class: Callable[..., Class], client: Client, name: str, rest: tuple[int, ...]) -> None:
    klass = make_class()
    person = klass.join("Bo", "KOR")
    klass.start()
    Participant.objects.filter(pk=person.pk).update(seen_at=None)
    client.force_login(person.user)
    client.get(page(name, klass.exercise.code, *rest))
    person.refresh_from_db()
    assert person.seen_at is not None
