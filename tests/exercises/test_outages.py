"""During an outage people can read; changes are answered with 503, and nothing is half done."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from scenarios.models import ScenarioVersion
from tests.exercises import test_route_matrix as matrix
from tests.exercises.class_with_people import Class
from tests.outages import nothing_answered, nothing_written

# In a transaction of a test one statement that fails would take the others with it, as it does not on a page.
pytestmark = pytest.mark.django_db(transaction=True)
cast = matrix.cast  # the fixture

HTMX = {"HX-Request": "true"}
MOST_WRITES = 40
# Who asks how the server is must be told by the part that knows.
OPEN = ("/", "/scenarios/nine-past-nine/", "/j/", "/account/sign-in/", "/method/", "/help/keys/", "/exercises/")


def theirs(cast: matrix.Cast) -> Iterator[tuple[str, str, Client]]:
    """Give every address of the exercise for everybody who may request it: its name, the address, their browser."""
    code = cast.group.exercise.code
    for name, route in matrix.routes():
        for who in matrix.allowed(name) if name not in matrix.BY_CODE else cast.browsers:
            yield name, matrix.filled(route, code), cast.browsers[who]


@pytest.mark.slow
@pytest.mark.postgresql
def test_every_page_can_be_read_while_nothing_can_be_written(cast: matrix.Cast) -> None:
    refused, spared = [], 0
    for name, address, client in theirs(cast):
        for headers in ({}, HTMX):
            with nothing_written() as failing:
                status = client.get(address, headers=headers).status_code
            spared += failing.refused
            if status >= 500:
                refused.append((name, status, failing.refused))
    assert refused == []
    assert spared > 20, "signs of life are written on many pages"


@pytest.mark.slow
@pytest.mark.postgresql
def test_whatever_fails_is_answered_calmly_in_the_form_that_was_asked_for(cast: matrix.Cast) -> None:
    wrong = []
    for name, address, client in theirs(cast):
        for method in matrix.methods(name):
            for headers in ({}, HTMX):
                answer = ask_without_database(client, method, address, headers)
                if answer.status_code != 405 and not is_calm(answer, address, headers):
                    wrong.append((name, method, headers, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("address", OPEN)
def test_public_pages_are_shown_or_calm(address: str) -> None:
    with nothing_answered():
        answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == 200 or is_calm(answer, address, {})


def ask_without_database(client: Client, method: str, address: str, headers: dict[str, str]) -> Any:
    """Return the answer to a request while every database query fails."""
    with nothing_answered():
        if method == "get":
            return client.get(address, headers=headers)
        kind = {"content_type": "application/json"} if address.startswith("/api/") or method == "put" else {}
        return getattr(client, method)(address, matrix.POSTED, headers=headers, **kind)


def is_calm(answer: Any, address: str, headers: dict[str, str]) -> bool:
    """Return whether the answer is a 503 in the right format that says when to retry and nothing about the cause."""
    text = answer.content.decode()
    if answer.status_code != 503 or int(answer.headers["Retry-After"]) < 1 or "disk is full" in text:
        return False
    if address.startswith("/api/"):
        told = json.loads(text)
        return answer.headers["Content-Type"] == "application/json" and told["errors"][0]["code"] == "unavailable"
    return ("<html" in text) != bool(headers) and "Nothing was changed" in text


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that people's actions can change; of sessions only their number."""
    names = ("accounts", "exercises", "analysis")
    models = [model for name in names for model in apps.get_app_config(name).get_models(include_auto_created=True)]
    kept = {model.__name__: sorted(map(repr, model._default_manager.values_list())) for model in models}  # type: ignore[misc]
    return {**kept, "sessions": [(Session.objects.count(),)]}  # type: ignore[dict-item]


def act(code: str, name: str) -> Callable[[Client], Any]:
    """Return the request with this name."""
    acts: dict[str, Callable[[Client], Any]] = {
        "solo": lambda client: Client(raise_request_exception=False).post(
            "/solo/", {"scenario": "nine-past-nine", "seat": "KOR"}
        ),
        "solo by api": lambda client: Client(raise_request_exception=False).post(
            "/api/v1/exercises/", {"scenario": "nine-past-nine", "seat": "KOR"}, content_type="application/json"
        ),
        "join": lambda client: Client(raise_request_exception=False).post(
            f"/j/{code}/", {"name": "Fay", "tap": "a-word-long-enough"}
        ),
        "add": lambda client: client.post(f"/x/{code}/t/1/orders/", {"revision": 1, "kind": "record"}),
        "submit": lambda client: client.post(f"/x/{code}/t/1/submit/", {"revision": 1}),
        "message": lambda client: client.post(f"/x/{code}/messages/", {"to": "JPN", "text": "We hold."}),
    }
    return acts[name]


@pytest.mark.slow
@pytest.mark.postgresql
@pytest.mark.parametrize("name", ["solo", "solo by api", "join", "add", "submit", "message"])
def test_nothing_is_half_done_wherever_writing_stops(cast: matrix.Cast, name: str) -> None:
    client, do = cast.browsers["player"], act(cast.group.exercise.code, name)
    before = contents()
    for after in range(MOST_WRITES):
        with nothing_written(after):
            answer = do(client)
        if answer.status_code < 400:
            assert after, "something is written"
            return
        assert answer.status_code == 503, answer.content[:500]
        assert contents() == before, f"half done after {after} writes"
    raise AssertionError("so much is not written")


@pytest.mark.slow
def test_who_starts_alone_keeps_the_exercise(version: ScenarioVersion, client: Client) -> None:
    answer = client.post("/solo/", {"scenario": "nine-past-nine", "seat": "KOR"})
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.slow
def test_a_form_that_could_not_be_kept_can_be_sent_again(cast: matrix.Cast) -> None:
    group: Class = cast.group
    client = cast.browsers["player"]
    address = f"/x/{group.exercise.code}/t/1/orders/"
    with nothing_written():
        page = client.post(address, {"revision": 1, "kind": "record"}).content.decode()
    assert f'action="{address}"' in page
    assert '<input type="hidden" name="kind" value="record">' in page
    with nothing_written():
        page = client.post("/account/sign-in/", {"username": "bo", "password": "hunter2"}).content.decode()
    assert "hunter2" not in page
    assert "Go back" in page
