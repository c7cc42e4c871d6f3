"""Outcomes as rows of data, the same in the API and in files. Only full truth has the roll."""

from collections.abc import Iterable
from dataclasses import asdict

from wargame.engine.values import Outcome
from wargame.exercises import bridge

_INSIDE = ("roll", "threshold", "seen")
"""The engine's form of the full truth that `draw` tells; a seat's outcome has none of it."""


def rows_of(outcomes: Iterable[Outcome]) -> list[bridge.Row]:
    """Return outcomes for readers; `draw` is the roll with the odds that every seat saw, None for readers who may not
    know it."""
    return [_row(outcome) for outcome in outcomes]


def chance_of(outcome: Outcome) -> int | None:
    """Return the chance in 100 of the result, as far as the reader may know; None where nothing was drawn."""
    return next((option.in_100 for option in outcome.options if option.key == outcome.chosen), None)


def _row(outcome: Outcome) -> bridge.Row:
    draw = outcome.draw
    row = {name: value for name, value in asdict(outcome).items() if name not in _INSIDE}
    named = {"targets": list(outcome.targets), "partners": list(outcome.partners)}
    return row | named | {"draw": None if draw is None else asdict(draw)}
