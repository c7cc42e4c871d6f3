"""Messages, press and proposals in the API: the same as on the pages, and nothing of others."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from tests.exercises.class_with_people import Class
from tests.exercises.diplomacy.test_press import gather
from wargame.exercises.models import Participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(kept_class: Callable[..., Class]) -> Class:
    """Bo plays South Korea, Cy plays Japan, Mo plays China; turn 1 is open."""
    return kept_class(gather)


def ask(group: Class, name: str, part: str, body: object = None) -> tuple[int, object]:
    person: Participant = group.ada if name == "Ada" else group.exercise.participants.get(name=name)
    client = Client()
    client.force_login(person.user)
    address = f"/api/v1/exercises/{group.exercise.code}/{part}/"
    answer = client.post(address, json.dumps(body), "application/json") if body is not None else client.get(address)
    return answer.status_code, answer.json()


@pytest.mark.slow
def test_a_message_is_read_by_whom_it_is_for(table: Class) -> None:
    status, _ = ask(table, "Bo", "messages", {"to": ["JPN"], "text": "Shall we?"})
    assert status == 200
    read = {name: "Shall we?" in json.dumps(ask(table, name, "messages")[1]) for name in ("Bo", "Cy", "Mo", "Ada")}
    assert read == {"Bo": True, "Cy": True, "Mo": False, "Ada": True}


def test_what_cannot_be_sent_is_answered_with_a_reason(table: Class) -> None:
    for body, wanted in (
        ({"to": ["XXX"], "text": "Hm."}, 409),
        ({"to": [], "text": "Hm."}, 409),
        ({"to": ["JPN"], "text": "x" * 10_000}, 400),
        ({"to": ["JPN"]}, 400),
    ):
        status, told = ask(table, "Bo", "messages", body)
        assert (status, bool(told)) == (wanted, True)


@pytest.mark.slow
def test_a_statement_is_in_the_press_and_an_outlet_is_the_white_cells(table: Class) -> None:
    assert ask(table, "Bo", "press", {"text": "We protest."})[0] == 200
    assert ask(table, "Bo", "press", {"text": "Extra!", "outlet": "seoul"})[0] == 409
    assert ask(table, "Ada", "press", {"text": "Quiet seas.", "outlet": "wire"})[0] == 200
    found = json.dumps(ask(table, "Mo", "press")[1])
    assert [word in found for word in ("We protest.", "Quiet seas.", "Extra!")] == [True, True, False]


@pytest.mark.slow
def test_a_proposal_is_answered_by_its_parties_alone(table: Class) -> None:
    status, told = ask(table, "Bo", "proposals", {"agreement": "staff_talks", "terms": "From Monday."})
    assert status == 200
    assert isinstance(told, dict)
    key = told["items"][0]["key"]
    for unknown in (f"proposals/{key}", "proposals/0123456789abcdef"):
        assert ask(table, "Mo", unknown, {"say": "yes"})[0] == 404
    assert "From Monday." not in json.dumps(ask(table, "Mo", "proposals")[1])
    status, told = ask(table, "Cy", f"proposals/{key}", {"say": "yes"})
    assert isinstance(told, dict)
    assert (status, told["items"][0]["status"]) == (200, "accepted")
    assert ask(table, "Bo", f"proposals/{key}", {"say": "withdraw"})[0] == 409
    assert ask(table, "Ada", "proposals", {"agreement": "staff_talks"})[0] == 409


def test_who_waits_finds_nothing(table: Class) -> None:
    table.join("Flo")
    for part in ("messages", "press", "proposals"):
        assert ask(table, "Flo", part)[0] == 404
        assert ask(table, "Flo", part, {"to": ["KOR"], "text": "Hm.", "agreement": "gsomia"})[0] == 404
