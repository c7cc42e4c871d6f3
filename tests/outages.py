"""Database errors as drivers raise them, without a database that has them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

_WRITES = ("INSERT", "UPDATE", "DELETE")


def full() -> OperationalError:
    """Return SQLite's error for a full disk, as Django raises it."""
    driver = sqlite3.OperationalError("database or disk is full")
    driver.sqlite_errorname = "SQLITE_FULL"  # type: ignore[misc]
    fault = OperationalError("database or disk is full")
    fault.__cause__ = driver
    return fault


class Failing:
    """Makes statements fail from one on; `refused` counts them."""

    def __init__(self, fails: Callable[[str], bool], after: int = 0) -> None:
        self._fails, self._left, self.refused = fails, after, 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self._fails(sql):
            return execute(sql, params, many, context)
        if self._left:
            self._left -= 1
            return execute(sql, params, many, context)
        self.refused += 1
        raise full()


@contextmanager
def nothing_written(after: int = 0) -> Iterator[Failing]:
    """Make every statement that writes fail, after the first `after` ones."""
    failing = Failing(lambda sql: sql.lstrip().startswith(_WRITES), after)
    with connection.execute_wrapper(failing):
        yield failing


@contextmanager
def nothing_answered() -> Iterator[Failing]:
    """Make every statement fail."""
    failing = Failing(lambda sql: True)
    with connection.execute_wrapper(failing):
        yield failing
