"""A request repeated with its idempotency key gets the first answer again, and is done once."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.lobby.services import seating
from wargame.exercises.models import Exercise, KeptAnswer, OrderSheet
from wargame.exercises.orders.services import repeated_requests
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db

KEY = "0b2c6f0e-5a51-4f8e-9d1e-7d7a3f1f9a10"
HTMX = {"HX-Request": "true"}


class Program:
    """A client that plays by the API."""

    def __init__(self, user: User, code: str, row: object = None) -> None:
        self.client, self.row = Client(), row
        self.client.force_login(user)
        self.address = f"/api/v1/exercises/{code}/turns/1/orders/"

    def send(self, method: str, rows: object, revision: int, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        data = {"orders": rows, "revision": revision}
        return getattr(self.client, method)(self.address, data, content_type="application/json", headers=headers)


@pytest.fixture
def program(player: Player, bo: User) -> Program:
    return Program(bo, player.seat.exercise.code, player.legal(1)[0])


@pytest.mark.slow
def test_a_submit_that_comes_again_gets_its_receipt_although_it_closed_the_turn(
    program: Program, player: Player
) -> None:
    first = program.send("post", [program.row], 0, KEY)
    assert first.status_code == 200
    assert first.json()["is_turn_closed"]
    again = program.send("post", [program.row], 0, KEY)
    assert (again.status_code, again.json()) == (200, first.json())
    assert OrderSheet.objects.get(seat=player.seat).revision == 1
    turns.resolve(turn_id=player.turn.pk, now=timezone.now())
    assert program.send("post", [program.row], 0, KEY).json() == first.json()


def test_without_a_key_a_closed_turn_is_refused_as_before(program: Program) -> None:
    assert program.send("post", [program.row], 0).status_code == 200
    answer = program.send("post", [program.row], 0)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "turn_closed")
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize(("rows", "revision", "method"), [(0, 0, "post"), (1, 1, "post"), (1, 0, "put")])
def test_a_key_that_comes_with_another_request_is_refused(
    program: Program, rows: int, revision: int, method: str
) -> None:
    program.send("post", [program.row], 0, KEY)
    answer = program.send(method, [program.row][:rows], revision, KEY)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "idempotency_key_reused")
    assert "Use a new key" in answer.json()["errors"][0]["detail"]


def test_a_draft_that_comes_again_is_kept_once_and_answered_as_it_was(program: Program, player: Player) -> None:
    first = program.send("put", [program.row], 0, KEY)
    assert program.send("put", [], 1).json()["revision"] == 2
    assert program.send("put", [program.row], 0, KEY).json() == first.json()
    assert OrderSheet.objects.get(seat=player.seat).orders == []


def test_what_was_refused_may_be_sent_again_under_its_key(program: Program) -> None:
    assert program.send("post", [program.row], 3, KEY).status_code == 409
    assert program.send("post", [program.row], 3, KEY).status_code == 409
    assert program.send("post", [program.row], 0, KEY).status_code == 200


@pytest.mark.parametrize("key", ["short", "x" * 65, "with space", "schön-genug"])
def test_a_key_of_another_shape_is_refused(program: Program, key: str) -> None:
    answer = program.send("post", [program.row], 0, key)
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "Idempotency-Key")


def test_keys_are_a_persons_and_a_seats_alone(begun: Class) -> None:
    people = {person.name: person for person in begun.exercise.participants.select_related("user")}
    receipts = [Program(people[name].user, begun.exercise.code).send("post", [], 0, KEY) for name in ("Bo", "Cy")]
    assert [answer.status_code for answer in receipts] == [200, 200]
    assert [answer.json()["is_turn_closed"] for answer in receipts] == [False, True]
    assert KeptAnswer.objects.filter(key=KEY).count() == 2


def test_a_request_that_comes_again_does_nothing_in_the_seat_its_person_was_moved_to(begun: Class) -> None:
    bo = begun.exercise.participants.select_related("user").get(name="Bo")
    assert isinstance(bo.user, User)
    program = Program(bo.user, begun.exercise.code)
    assert program.send("post", [], 0, KEY).status_code == 200
    seating.assign(person=bo, seat=begun.seat("JPN"), by=begun.ada, now=begun.now)
    for method in ("post", "put"):
        answer = program.send(method, [], 0, KEY)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "not_in_seat")
    assert not OrderSheet.objects.filter(turn=begun.turn, seat__role="JPN").exists()
    assert begun.turn.is_open
    seating.assign(person=bo, seat=begun.seat("KOR"), by=begun.ada, now=begun.now)
    assert program.send("post", [], 0, KEY).status_code == 200
    assert begun.sheet("KOR").revision == 1


def test_a_receipt_is_kept_with_the_orders_or_not_at_all(begun: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    bo = begun.exercise.participants.get(name="Bo")

    def lost(**told: object) -> None:
        raise ConnectionError

    program = Program(bo.user, begun.exercise.code)  # type: ignore[arg-type]
    program.client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(KeptAnswer.objects, "create", lost)
        assert program.send("post", [], 0, KEY).status_code == 500
    assert not OrderSheet.objects.filter(seat__role="KOR", is_ready=True).exists()
    assert program.send("post", [], 0, KEY).status_code == 200


def browser(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def form_of(client: Client, code: str) -> dict[str, str]:
    """Return the fields of the submit form on the play page."""
    fields: dict[str, str] = {}

    class Reader(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = dict(attrs)
            self.inside = found.get("id") == "submit" if tag == "form" else self.inside
            if self.inside and tag == "input":
                fields[str(found["name"])] = str(found["value"])

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag != "form"

    Reader().feed(client.get(reverse("play", args=[code])).text)
    return fields


@pytest.mark.slow
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_form_that_is_sent_twice_leads_both_times_to_the_results(
    player: Player, bo: User, headers: dict[str, str]
) -> None:
    client, code = browser(bo), player.seat.exercise.code
    form = form_of(client, code)
    assert form["key"]
    answers = [client.post(reverse("submit", args=[code, 1]), form, headers=headers) for _ in range(2)]
    places = [answer.headers.get("HX-Redirect") or answer.headers["Location"] for answer in answers]
    assert places == [reverse("results", args=[code, 1])] * 2
    assert OrderSheet.objects.get(seat=player.seat).revision == 1


@pytest.mark.slow
def test_a_form_of_a_team_that_is_sent_twice_says_both_times_that_the_orders_are_in(begun: Class) -> None:
    bo = begun.exercise.participants.select_related("user").get(name="Bo")
    client, code = browser(bo.user), begun.exercise.code
    form = form_of(client, code)
    for _ in range(2):
        answer = client.post(reverse("submit", args=[code, 1]), form, headers=HTMX)
        assert (answer.status_code, "Your orders are in" in answer.text) == (200, True)
    assert begun.sheet("KOR").revision == 1


@pytest.mark.slow
def test_in_a_sandbox_a_form_that_is_sent_twice_submits_one_seat(make_class: Callable[..., Class], ada: User) -> None:
    table = make_class(mode=Exercise.Mode.SANDBOX)
    table.start()
    client, code = browser(ada), table.exercise.code
    form = form_of(client, code)
    for _ in range(2):
        assert client.post(reverse("submit", args=[code, 1]), form).status_code == 302
    ready = OrderSheet.objects.filter(seat__exercise=table.exercise, is_ready=True, policy="")
    assert [sheet.seat.role for sheet in ready] == [form["seat"]]
    assert form_of(client, code)["seat"] != form["seat"]


@pytest.mark.slow
def test_a_change_that_is_sent_twice_is_made_once_whatever_a_colleague_did_between(begun: Class) -> None:
    dee = begun.join("Dee", "KOR")
    bo = begun.exercise.participants.select_related("user").get(name="Bo")
    client, code = browser(bo.user), begun.exercise.code
    change = {"revision": 0, "seat": "KOR", "kind": "record", "key": KEY}
    assert client.post(reverse("add_order", args=[code, 1]), change, headers=HTMX).status_code == 200
    begun.draft(dee, [])
    again = client.post(reverse("add_order", args=[code, 1]), change, headers=HTMX)
    assert (again.status_code, begun.sheet("KOR").orders) == (200, [])
    other = client.post(reverse("add_order", args=[code, 1]), change | {"kind": "hail"}, headers=HTMX)
    assert (other.status_code, "sent before with something else" in other.text) == (422, True)


def test_a_key_says_what_is_asked_and_not_how_it_is_written(player: Player) -> None:
    by = player.seat.people.get()
    texts = ('{"a":1,"b":2}', '{"b":2,"a":1}')
    one, same = (repeated_requests.key_of(KEY, json.loads(text), seat=player.seat, by=by) for text in texts)
    assert one == same
    assert repeated_requests.key_of("", 1, seat=player.seat, by=by) is None
