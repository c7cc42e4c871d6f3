"""Which SQL statements each test sends, and few tests that together send them all.

With `PARLEY_STATEMENTS_TO=folder` a test that uses the database leaves a line in the folder: what it sent, and how long
it took. With `PARLEY_STATEMENTS_FROM=folder` a test is dropped if others send all that it sends. So a second database
is asked everything that the first was asked, without repeating it for hundreds of pages.

Two statements are the same if one line of Parley sent the same SQL, with parameters of the same kinds, to the same
effect: a database may refuse what is too long, too large or no text, and goes on in its own way after an error. What
commits its transactions, starts processes or is marked `postgresql` runs in any case, and so does what left no line: a
test that failed leaves none, for it may have ended before it had sent all.
"""

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from heapq import heapify, heappop, heappush
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import connection

ROOT = f"{Path(__file__).parents[1]}/"
TO, FROM = "PARLEY_STATEMENTS_TO", "PARLEY_STATEMENTS_FROM"
SENDS = (f"{ROOT}wargame/", f"{ROOT}scenarios/")
TIMES = 2
"""So many tests are kept for each statement: where one does not look at what came of it, another may."""
ALWAYS = ("postgresql", "service")
ANY_LENGTH = re.compile(r"%s(?:, %s)+|(\([%s, ]+\))(?:, \([%s, ]+\))+|\"s\d+_x\d+\"")
"""Lists of parameters, rows of them, and the names of savepoints: they differ from test to test."""


DROPPED = pytest.StashKey[int]()
"""Number of tests that were dropped."""


@dataclass(frozen=True)
class Sent:
    """Statements of a test, and the seconds of the processor that it took."""

    seconds: float
    statements: frozenset[str]


def chosen(sent: Mapping[str, Sent], times: int = TIMES) -> set[str]:
    """Choose tests until each statement is sent by `times` of them, or by all that send it.

    The next one is that with the most new statements for its seconds. Equal lines, equal choice.
    """
    wanted = Counter(statement for each in sent.values() for statement in each.statements)
    left = {statement: min(count, times) for statement, count in wanted.items()}
    found: set[str] = set()
    # A test is worth at most as much as before: only the first one needs a new figure.
    waiting = [(-_worth(each, left), name) for name, each in sent.items()]
    heapify(waiting)
    while waiting:
        _, name = heappop(waiting)
        worth = _worth(sent[name], left)
        if worth and waiting and worth < -waiting[0][0]:
            heappush(waiting, (-worth, name))
        elif worth:
            found.add(name)
            left.update({each: max(left[each] - 1, 0) for each in sent[name].statements})
    return found


def _worth(each: Sent, left: Mapping[str, int]) -> float:
    return sum(left[statement] > 0 for statement in each.statements) / (each.seconds + 0.05)


def kinds(params: object) -> str:
    """Return the kinds of values that a database may refuse among the parameters, as a word."""
    rows = params if isinstance(params, (list, tuple)) else ()
    values = (value for row in rows for value in (row if isinstance(row, (list, tuple)) else (row,)))
    return "".join(sorted({kind for value in values for kind in _kinds(value)}))


def _kinds(value: object) -> str:
    """N: a NUL; S: half a character; L: a long word, T: a long text; I, B, H: beyond 16, 32, 64 bits; F: no finite."""
    if isinstance(value, str):
        text = "" if value[:1] in "[{" else "T" * (len(value) > 200) or "L" * (len(value) > 40)
        is_half = not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value)
        return "N" * ("\0" in value or "\\u0000" in value) + "S" * is_half + text
    if isinstance(value, float):
        return "" if abs(value) < float("inf") else "F"
    if isinstance(value, int):
        bits = value.bit_length()
        return "" if bits < 16 else "I" if bits < 32 else "B" if bits < 64 else "H"
    return ""


def note(
    into: set[str], execute: Callable[..., object], sql: str, params: object, many: bool, context: Mapping[str, object]
) -> object:
    """Keep Parley's statements; a wrapper of `connection.execute_wrapper`."""
    fault = ""
    try:
        return execute(sql, params, many, context)
    except Exception as raised:
        fault = type(raised).__name__
        raise
    finally:
        if line := _sender():
            into.add(f"{line} {ANY_LENGTH.sub('%s', sql)} {kinds(params)} {fault} {connection.in_atomic_block}")


def _sender() -> str:
    """Return the line of Parley that sends something; "" if a test does so, or Django by itself."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(SENDS):
            return f"{name.removeprefix(ROOT)}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def read(folder: Path) -> dict[str, Sent]:
    """Return the statements of the tests of a run, by name."""
    lines = (json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines())
    return {name: Sent(seconds, frozenset(statements)) for name, seconds, statements in lines}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Write down the statements of a test, if the environment names a folder."""
    folder = os.environ.get(TO)
    if not folder or not item.get_closest_marker("database"):
        return (yield)
    begun, failed, statements = time.process_time(), item.session.testsfailed, set[str]()
    with connection.execute_wrapper(partial(note, statements)):
        result = yield
    if item.session.testsfailed > failed:
        return result
    path = Path(folder, f"{os.getpid()}.jsonl")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(json.dumps([item.nodeid, round(time.process_time() - begun, 3), sorted(statements)]) + "\n")
    return result


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drop the tests whose statements others send as well, if the environment names a folder."""
    if folder := os.environ.get(FROM):
        sent = read(Path(folder))
        asked = {item.nodeid: sent[item.nodeid] for item in items if item.nodeid in sent and not _always(item)}
        dropped = asked.keys() - chosen(asked)
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in dropped])
        items[:] = [item for item in items if item.nodeid not in dropped]
        config.stash[DROPPED] = len(dropped)
        if hasattr(config, "workeroutput"):
            config.workeroutput["dropped"] = len(dropped)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from a worker how many tests it has dropped: all of them drop the same."""
    dropped = getattr(node, "workeroutput", {}).get("dropped")
    if dropped is not None:
        node.config.stash[DROPPED] = dropped


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the number of tests that did not run."""
    if DROPPED in config.stash:
        terminalreporter.write_line(f"{config.stash[DROPPED]} tests were not run: others send all that they send.")


def _always(item: pytest.Item) -> bool:
    return commits(item) or any(item.get_closest_marker(name) for name in ALWAYS)


def commits(item: pytest.Item) -> bool:
    """Return whether the test commits its transactions, so that the database must be emptied after it."""
    marker = item.get_closest_marker("django_db")
    names: Iterable[str] = getattr(item, "fixturenames", ())
    return "transactional_db" in names or bool(marker and marker.kwargs.get("transaction"))
