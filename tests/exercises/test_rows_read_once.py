"""Rows that a request has read are kept for the rest of it if it only reads, and for nothing else."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from wargame.exercises.access.read_once import once_a_read, read_once
from wargame.exercises.middleware import WorldsOnce


@pytest.fixture
def questions() -> list[str]:
    """Return the keys of the questions that were really asked."""
    return []


@pytest.fixture
def ask(questions: list[str]) -> Callable[[str], str]:
    """Return a function that asks a question of this key through `read_once`."""

    def question(key: str) -> str:
        def read() -> str:
            questions.append(key)
            return f"row of {key}"

        return read_once(key, read)

    return question


@pytest.mark.parametrize(("method", "times"), [("GET", 1), ("HEAD", 1), ("POST", 2), ("PUT", 2)])
def test_a_request_that_may_change_something_asks_each_time(
    questions: list[str], ask: Callable[[str], str], method: str, times: int
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        assert [ask("bo"), ask("bo")] == ["row of bo"] * 2
        return HttpResponse()

    respond = WorldsOnce(view)
    respond(RequestFactory().generic(method, "/"))
    assert questions == ["bo"] * times
    respond(RequestFactory().generic(method, "/"))
    assert questions == ["bo"] * times * 2, "nothing is left for the next request"


def test_each_key_has_its_own_row_and_nothing_is_kept_outside(questions: list[str], ask: Callable[[str], str]) -> None:
    with once_a_read():
        assert [ask("bo"), ask("cy"), ask("bo")] == ["row of bo", "row of cy", "row of bo"]
    ask("bo")
    assert questions == ["bo", "cy", "bo"]


def test_what_is_raised_is_not_kept(ask: Callable[[str], str]) -> None:
    def refuse() -> str:
        raise LookupError

    with once_a_read():
        with pytest.raises(LookupError):
            read_once("bo", refuse)
        assert ask("bo") == "row of bo"
