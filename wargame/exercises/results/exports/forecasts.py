"""The forecasts of orders that people gave, and the answers of their staff, for the files of the log."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from wargame.engine.values import Aims, Answers, Bloc, ExpectedEffect, Odds, Setting
from wargame.exercises.forecasts import Forecast, forecast_from
from wargame.exercises.models import OrderSheet
from wargame.exercises.orders.selectors.staff import answers_of

NOT_KEPT = "The forecasts for these orders were not kept."
NO_CHANCE = "It goes ahead"


def forecast_document(sheet: OrderSheet) -> dict[str, Any]:
    """Return the forecast of a sheet: of each order in their order, and of all together, in figures and as `text`.

    Policies saw no forecast. `told` is None where nothing was kept, and `told_note` says so.
    """
    told = forecast_from(sheet.told)
    if told is None:
        is_lost = _may_have_read_forecasts(sheet)
        return {"told": None if is_lost else [], "told_together": None, "told_note": NOT_KEPT if is_lost else ""}
    together = {
        "aims": asdict(told.whole) if told.whole else None,
        "aims_without": asdict(told.without) if told.without else None,
        "effects": [asdict(effect) | {"text": _effect_in_words(effect)} for effect in told.effects],
        "futures": told.futures,
        "text": "; ".join(_aims_in_words(told.whole, sign="")),
    }
    return {"told": [_document(each) for each in told.orders], "told_together": together, "told_note": ""}


def staff_document(setting: Setting, sheet: OrderSheet) -> list[dict[str, Any]]:
    """Return the questions to the staff about a sheet, with its answers in points and as `text`."""
    asked = sorted(sheet.questions.all(), key=lambda one: one.number)
    return [
        {
            "number": one.number,
            "order": one.order,
            "orders": one.orders,
            "aims": one.answer,
            "by": one.by.name,
            "text": f"{said.question} {'; '.join(_aims_in_words(said.aims))}, against {said.against}",
        }
        for one, said in zip(asked, answers_of(setting, asked), strict=True)
    ]


def _may_have_read_forecasts(sheet: OrderSheet) -> bool:
    """Return whether people gave the orders, so that they may have seen forecasts."""
    return not sheet.policy and bool(sheet.orders)


def _effect_in_words(effect: ExpectedEffect) -> str:
    return f"{effect.label} {effect.mean:+.1f}, from {effect.low:+.1f} to {effect.high:+.1f}"


def _label(odds: Odds) -> str:
    return f"{odds.label}, in turn {odds.turn} at the earliest" if odds.turn else odds.label


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


def _document(told: Forecast) -> dict[str, Any]:
    odds, answers = told.odds, told.answers
    said = _label(odds) if odds else NO_CHANCE
    return {
        "odds": {"in_100": odds.in_100, "low": odds.low, "high": odds.high, "label": said} if odds else None,
        "aims": asdict(told.aims) if told.aims else None,
        "answers": asdict(answers) if answers else None,
        "text": "; ".join((said, *_aims_in_words(told.aims), *_answers_in_words(answers))),
    }
