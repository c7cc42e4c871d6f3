"""Rows that a request which only reads asks for once, whichever parts of its page need them.

They are gone when the request is answered. A request that may change something keeps none: what it reads after the
change is to be what it changed.
"""

from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Found = TypeVar("Found")

_rows: ContextVar[dict[Hashable, Any] | None] = ContextVar("rows_of_the_request", default=None)


@contextmanager
def once_a_read() -> Generator[None]:
    """Within it `read_once` asks each question once."""
    token = _rows.set({})
    try:
        yield
    finally:
        _rows.reset(token)


def read_once(key: Hashable, read: Callable[[], Found]) -> Found:
    """Return the value that `read` returns; the key says all on which that depends. An exception of `read` is not
    kept."""
    rows = _rows.get()
    if rows is None:
        return read()
    if key not in rows:
        rows[key] = read()
    found: Found = rows[key]
    return found
