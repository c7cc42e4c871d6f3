"""What people are told of the orders that they gave, as parts of the files of the log.

Nothing of it is stored: it is computed again from what the seat knew then, by the rules and dice of the page of orders.
Rules that have changed since give other figures than people saw.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wargame.engine.values import Aims
from wargame.exercises.models import Branch, OrderSheet, Turn
from wargame.exercises.orders.selectors.told import Told, told_then
from wargame.exercises.situation.selectors.seat_view import seat_view_of


def told_document(sheet: OrderSheet, turn: Turn, line: Branch) -> list[dict[str, Any]]:
    """What was told of each order of a sheet for the JSON file, in their order; policies were told nothing."""
    return [_document(told) for told in _told(sheet, turn, line)]


def told_cells(sheet: OrderSheet, turn: Turn, line: Branch) -> Iterator[dict[str, Any]]:
    """What was told of the orders of a sheet as rows of the table."""
    for order, told in zip(sheet.orders, _told(sheet, turn, line), strict=False):
        yield {
            "branch": turn.branch.number,
            "turn": turn.number,
            "type": "told",
            "actor": sheet.seat.role,
            **order,
            "chance_in_100": told.odds.in_100 if told.odds else None,
            "odds_in_100": f"{told.odds.low} to {told.odds.high}" if told.odds else "",
            "change": round(told.aims.turn.mean, 1),
            "text": "; ".join(_in_words(told.aims)),
        }


def _told(sheet: OrderSheet, turn: Turn, line: Branch) -> tuple[Told, ...]:
    if sheet.policy or not sheet.orders:
        return ()
    sheet.seat.exercise = turn.branch.exercise
    return told_then(seat_view_of(sheet.seat, line, turn), sheet.orders)


def _in_words(aims: Aims) -> Iterator[str]:
    """What an order was to do for the aims, in points, with the range of the middle 80 of 100 futures."""
    for when, each in (("in this turn", aims.turn), ("to the end", aims.end)):
        if each is not None:
            yield f"Aims {when} {each.mean:+.1f}, from {each.low:+.1f} to {each.high:+.1f}"


def _document(told: Told) -> dict[str, Any]:
    odds = told.odds
    return {
        "odds": {"in_100": odds.in_100, "low": odds.low, "high": odds.high, "label": odds.label} if odds else None,
        "aims": asdict(told.aims),
    }
