"""The mark on every function of the rules: plain Python that the compiled build may take over as it stands."""

from collections.abc import Callable
from dataclasses import make_dataclass
from functools import cache
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
Fields = TypeVar("Fields")

RULES: list[Callable[..., Any]] = []
"""Every function of the rules in order of definition; the compiled build hands them to numba."""

INNER_RULES: set[Callable[..., Any]] = set()
"""Rules that the compiled build sets into their callers."""


def rule(function: Function) -> Function:
    """Note a function as one that stays within numba's subset; it is returned unchanged."""
    RULES.append(function)
    return function


def inner_rule(function: Function) -> Function:
    """Note a rule that a walk over all pairs, sheets or acts calls at every step: set into it, or the call costs more.

    More of them would take longer to compile and gain nothing.
    """
    INNER_RULES.add(function)
    return rule(function)


def address(row: Any) -> Any:
    """Give a row as the rules pass it on: in plain Python the row itself, in the compiled build where it begins."""
    return row


def as_tables(tables: Any) -> Any:
    """Give the compiled scenario as the rules read it: plain tables as they are, one row of cells by table and name."""
    return tables


def carry_over(source: Any, target: Any, first: int, end: int) -> None:
    """Copy a range of cells from one row to another, all of them at once in either build."""
    target[first:end] = source[first:end]


def lowest(states: int) -> int:
    """Give the first state of a bit mask that has one, in either build without a walk over all of them."""
    return (states & -states).bit_length() - 1


def at_hand(record: Fields) -> Fields:
    """Give a named tuple as the rules look into it: the compiled build as it is, plain Python with its fields in slots.

    Those are read in a quarter of the time.
    """
    return cast("Fields", slotted(type(record))(*record)) if isinstance(record, tuple) else record


@cache
def slotted(named: Any) -> Any:
    """Make the class that has the fields of a named tuple in slots."""
    return make_dataclass(named.__name__, named._fields, slots=True)
