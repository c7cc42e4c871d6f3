"""The `rule` decorator, which marks a function that numba compiles unchanged, and helpers that the two builds share."""

from collections.abc import Callable
from dataclasses import make_dataclass
from functools import cache
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
Fields = TypeVar("Fields")

RULES: list[Callable[..., Any]] = []
"""Every rule in order of definition. The compiled build passes them to numba."""

INNER_RULES: set[Callable[..., Any]] = set()
"""Rules that the compiled build inlines into their callers."""


def rule(function: Function) -> Function:
    """Register a function that uses only the subset of Python that numba compiles. Returns it unchanged."""
    RULES.append(function)
    return function


def inner_rule(function: Function) -> Function:
    """Register a rule that loops over pairs, sheets or acts call at every step, so that it is inlined into its callers.

    Use it only where the call itself is costly: every inlined rule makes compiling slower.
    """
    INNER_RULES.add(function)
    return rule(function)


def address(row: Any) -> Any:
    """Return a row as the rules pass it on: the row itself in plain Python, the address of its first cell when
    compiled.
    """
    return row


def as_tables(tables: Any) -> Any:
    """Return the compiled scenario as the rules read it.

    Plain Python returns `tables` unchanged. The compiled build takes one row of cells and reads it by table and column
    name.
    """
    return tables


def carry_over(source: Any, target: Any, first: int, end: int) -> None:
    """Copy the cells from `first` up to `end` from one row to another."""
    target[first:end] = source[first:end]


def lowest(states: int) -> int:
    """Return the index of the lowest set bit of a mask of states; `states` must not be 0."""
    return (states & -states).bit_length() - 1


def quick_record(record: Fields) -> Fields:
    """Return a record whose fields are quick to read.

    The compiled build returns the named tuple unchanged. Plain Python copies it into a class with slots, whose fields
    are read in a quarter of the time.
    """
    return cast("Fields", slotted(type(record))(*record)) if isinstance(record, tuple) else record


@cache
def slotted(named: Any) -> Any:
    """Make a class with slots that has the fields of a named tuple."""
    return make_dataclass(named.__name__, named._fields, slots=True)
