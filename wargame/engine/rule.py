"""The mark on every function of the rules: plain Python that the compiled build may take over as it stands."""

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

RULES: list[Callable[..., Any]] = []
"""Every function of the rules in order of definition; `compiled.py` hands them to numba."""


def rule(function: Function) -> Function:
    """Note a function as one that stays within numba's subset; it is returned unchanged."""
    RULES.append(function)
    return function


def address(row: Any) -> Any:
    """Give a row as the rules pass it on: in plain Python the row itself, in the compiled build where it begins."""
    return row
