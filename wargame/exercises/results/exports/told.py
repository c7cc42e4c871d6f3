"""The forecasts of orders that people gave, and the answers of their staff, for the files of the log."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wargame.engine.values import Aims, Answers, Bloc, Odds
from wargame.exercises import bridge
from wargame.exercises.forecasts import Told, ToldThen, told_from
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.orders.selectors.staff import answers_of

NOT_KEPT = "The forecasts for these orders were not kept."
NO_CHANCE = "It goes ahead"


def told_document(sheet: OrderSheet) -> dict[str, Any]:
    """Return the forecast of a sheet for the JSON file: of each order in their order, and of all together.

    Policies saw no forecast. `told` is None where nothing was kept, and `told_note` says so.
    """
    told = told_from(sheet.told)
    if told is None:
        is_lost = _has_been_told(sheet)
        return {"told": None if is_lost else [], "told_together": None, "told_note": NOT_KEPT if is_lost else ""}
    together = {
        "aims": asdict(told.whole) if told.whole else None,
        "aims_without": asdict(told.without) if told.without else None,
        "effects": [asdict(effect) for effect in told.effects],
        "futures": told.futures,
    }
    return {"told": [_document(each) for each in told.orders], "told_together": together, "told_note": ""}


def told_cells(sheet: OrderSheet, turn: Turn) -> Iterator[dict[str, Any]]:
    """Yield the forecasts of the orders of a sheet as rows of the table."""
    head = {"branch": turn.branch.number, "turn": turn.number, "type": "told", "actor": sheet.seat.role}
    told = told_from(sheet.told)
    if told is None:
        if _has_been_told(sheet):
            yield head | {"text": NOT_KEPT}
        return
    for order, each in zip(sheet.orders, told.orders, strict=True):
        of = _label(each.odds) if each.odds else NO_CHANCE
        yield (
            head
            | order
            | _odds_cells(each.odds)
            | ({"change": round(each.aims.turn.mean, 1)} if each.aims else {})
            | {"text": "; ".join((of, *_aims_in_words(each.aims), *_answers_in_words(each.answers)))}
        )
    yield from (head | cells for cells in _together_cells(told))


def staff_document(sheet: OrderSheet) -> list[dict[str, Any]]:
    """Return the questions to the staff about a sheet, with its answers in points."""
    return [
        {"number": one.number, "order": one.order, "orders": one.orders, "aims": one.answer, "by": one.by.name}
        for one in sheet.questions.all()
    ]


def staff_cells(sheet: OrderSheet, turn: Turn) -> Iterator[dict[str, Any]]:
    """Yield the answers of the staff about a sheet as rows of the table."""
    head = {"branch": turn.branch.number, "turn": turn.number, "type": "staff", "actor": sheet.seat.role}
    for one in answers_of(bridge.setting_for(turn), sheet.questions.all()):
        said = "; ".join(_aims_in_words(one.aims))
        text = f"{one.question} {said}, against {one.against}"
        yield head | {"sequence": one.number, "change": round(one.aims.turn.mean, 1), "text": text}


def _has_been_told(sheet: OrderSheet) -> bool:
    """Return whether people gave the orders, so that they may have seen forecasts."""
    return not sheet.policy and bool(sheet.orders)


def _together_cells(told: ToldThen) -> Iterator[dict[str, Any]]:
    """Yield the forecast of all orders together: the expected aims, and the figures that would move."""
    if told.whole:
        yield {"name": "all orders together", "text": "; ".join(_aims_in_words(told.whole, sign=""))}
    for effect in told.effects:
        yield {
            "variable": effect.variable,
            "who": effect.who,
            "towards": effect.towards,
            "name": "all orders together",
            "change": round(effect.mean, 1),
            "text": f"{effect.label} {effect.mean:+.1f}, from {effect.low:+.1f} to {effect.high:+.1f}",
        }


def _label(odds: Odds) -> str:
    return f"{odds.label}, in turn {odds.turn} at the earliest" if odds.turn else odds.label


def _odds_cells(odds: Odds | None) -> dict[str, Any]:
    if odds is None:
        return {}
    return {"chance_in_100": odds.in_100, "odds_in_100": f"{odds.low} to {odds.high}"}


def _aims_in_words(aims: Aims | None, sign: str = "+") -> Iterator[str]:
    """Yield what orders were to do for the aims, in points, with the range of the middle 80 of 100 futures."""
    ranges = (("in this turn", aims.turn), ("to the end", aims.end)) if aims else ()
    for when, each in ranges:
        if each is not None:
            yield f"Aims {when} {each.mean:{sign}.1f}, from {each.low:{sign}.1f} to {each.high:{sign}.1f}"


def _answers_in_words(answers: Answers | None) -> Iterator[str]:
    """Yield how the seat at which an order was aimed was to answer in the next turn."""
    if answers is not None and answers.moved:
        shares = ", ".join(f"{share.in_100} in 100 {share.label}" for share in answers.moved)
        yield f"{Bloc(answers.seat).listed} in the next turn: {shares}"


def _document(told: Told) -> dict[str, Any]:
    odds, answers = told.odds, told.answers
    return {
        "odds": {"in_100": odds.in_100, "low": odds.low, "high": odds.high, "label": _label(odds)} if odds else None,
        "aims": asdict(told.aims) if told.aims else None,
        "answers": asdict(answers) if answers else None,
    }
