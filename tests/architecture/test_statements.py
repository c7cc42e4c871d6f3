"""A second database is asked every statement that the first was asked, and by few tests."""

import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests import statements
from tests.statements import Sent, chosen, kinds, note
from wargame.accounts.models import User


def test_of_tests_that_send_the_same_only_two_are_kept_and_the_cheapest_first() -> None:
    same = {f"test_{number}": Sent(number / 10, frozenset({"a", "b"})) for number in range(1, 6)}
    assert chosen(same | {"other": Sent(9.0, frozenset({"c"}))}) == {"test_1", "test_2", "other"}


def test_every_statement_is_sent_as_often_as_wanted_or_as_it_was() -> None:
    sent = {f"test_{n}": Sent(n % 5 / 10, frozenset({f"{n % 7}", f"{n % 11}", f"{n}"[:1]})) for n in range(60)}
    kept = chosen(sent)
    for statement in {each for one in sent.values() for each in one.statements}:
        sends = {name for name, one in sent.items() if statement in one.statements}
        assert len(sends & kept) >= min(2, len(sends))


def test_a_test_that_sends_nothing_of_parley_is_dropped() -> None:
    assert chosen({"silent": Sent(0.1, frozenset())}) == set()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Seoul", ""),
        ("a\0b", "N"),
        ('{"text": "\\u0000"}', "N"),
        ("\ud800", "S"),
        ("x" * 41, "L"),
        ("x" * 201, "T"),
        (True, ""),
        (32_768, "I"),
        (2**32, "B"),
        (2**64, "H"),
        (float("nan"), "F"),
    ],
)
def test_what_a_database_may_refuse_is_another_statement(value: object, kind: str) -> None:
    assert kinds(["plain", 7, value]) == kind
    assert kinds([("plain", 7), ("plain", value)]) == kind


def add(name: str) -> None:
    """Add a user, as a line of Parley might."""
    with transaction.atomic():
        User.objects.create(username=name)


@pytest.fixture
def sent(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], set[str]]:
    """Return a function that adds a user of a name and returns what is sent for it."""
    monkeypatch.setattr(statements, "SENDS", (__file__,))

    def of(name: str) -> set[str]:
        found: set[str] = set()
        with connection.execute_wrapper(partial(note, found)):
            try:
                add(name)
            except DatabaseError:
                return found
        return found

    return of


def test_a_nul_byte_is_sent_anew(sent: Callable[[str], set[str]]) -> None:
    """SQLite takes it, and PostgreSQL refuses it."""
    assert sent("bo") == sent("cy")
    assert sent("d\0e") != sent("eve")


def test_what_the_database_refuses_is_sent_anew(sent: Callable[[str], set[str]]) -> None:
    """The transaction goes on as it can; on PostgreSQL it takes nothing more."""
    usual = sent("bo")
    assert sent("bo") - usual


def test_what_tests_send_themselves_does_not_count(db: None) -> None:
    found: set[str] = set()
    with connection.execute_wrapper(partial(note, found)):
        User.objects.count()
    assert found == set()


def run(node: str, *, fails: bool = False) -> None:
    """Let the hook write down a test of that name that sends nothing."""
    session = SimpleNamespace(testsfailed=3)
    item: Any = SimpleNamespace(nodeid=node, session=session, get_closest_marker=lambda name: name == "database")
    protocol = statements.pytest_runtest_protocol(item)
    next(protocol)
    session.testsfailed += fails
    assert list(protocol) == []


def left(nodes: Iterable[str], config: Any) -> list[str]:
    """Return the names of the tests that are left of these, by the hook."""
    items: Any = [SimpleNamespace(nodeid=node, get_closest_marker=lambda name: None, fixturenames=()) for node in nodes]
    statements.pytest_collection_modifyitems(config, items)
    return [item.nodeid for item in items]


def test_what_failed_or_left_no_line_runs_and_what_is_dropped_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(statements.TO, str(tmp_path))
    monkeypatch.setenv(statements.FROM, str(tmp_path))
    run("passed")
    run("failed", fails=True)
    written = [json.loads(line)[0] for path in tmp_path.glob("*.jsonl") for line in path.read_text().splitlines()]
    assert written == ["passed"]
    dropped: list[str] = []
    hook = SimpleNamespace(pytest_deselected=lambda items: dropped.extend(item.nodeid for item in items))
    config: Any = SimpleNamespace(hook=hook, stash=pytest.Stash(), workeroutput={})
    assert left(["passed", "failed", "new"], config) == ["failed", "new"]
    assert dropped == ["passed"]
    assert config.stash[statements.DROPPED] == config.workeroutput["dropped"] == 1
