"""The code that planted leaks of what people were told put in place of the secure code."""

from typing import Any

from tests.secrecy.plants import swap
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.results.selectors import told_chances
from wargame.exercises.results.views import cache, view_as


def _told_of_another(*, seat: Any, turn: Turn) -> OrderSheet:
    sheet = orders.sheet_of(seat=seat, turn=turn)
    other = OrderSheet.objects.filter(turn=turn, seat__role="JPN").first()
    if other and other.told:
        sheet.told = other.told | {"orders": (other.told["orders"] * 9)[: len(sheet.orders)]}
    return sheet


def _with_what_was_said(at: Any, sheet: OrderSheet) -> Any:
    return TRUE_RESULTS(at, sheet, told_chances.told_chances_of(at))


TRUE_RESULTS = view_as.results_of
OTHER_TOLD = swap(cache, "sheet_of", _told_of_another)
SAID = swap(view_as, "results_of", _with_what_was_said)
