"""Writing order sheets, with an account of who wrote what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from wargame.exercises.models import OrderSheet, Participant, SheetChange

Rows = Sequence[Mapping[str, str]]

_COLUMNS = ("kind", "level", "target", "partner")


def write(*, sheet: OrderSheet, orders: Rows, now: datetime, by: Participant | None = None, policy: str = "") -> None:
    """Save the sheet as its next revision and keep the change; needs a transaction that holds the turn.

    The forecast of other orders, or of people's for a policy, goes with them.
    """
    stored = _stored(orders)
    if policy or sheet.orders != stored:
        sheet.told = None
    sheet.orders = stored
    sheet.policy = policy
    sheet.revision += 1
    sheet.save()
    _change(sheet=sheet, by=by, now=now).save()


def is_filed(*, sheet: OrderSheet, orders: Rows, revision: int) -> bool:
    """Return whether these orders are submitted and were on the sheet that the author saw (`revision`, 0: none)."""
    if not sheet.is_ready or sheet.orders != _stored(orders):
        return False
    before = sheet.changes.filter(revision=revision).values_list("orders", flat=True)
    return bool(sheet.orders == (before.first() if revision else []))


def insert(*, sheets: Iterable[OrderSheet], now: datetime) -> None:
    """Insert the first revision of sheets that policies or the rules have written."""
    stored = OrderSheet.objects.bulk_create(sheets)
    SheetChange.objects.bulk_create(_change(sheet=sheet, by=None, now=now) for sheet in stored)


def _stored(orders: Rows) -> list[dict[str, str]]:
    """Return the orders as forms and the API give them, with "" for what was left out."""
    return [{name: row.get(name, "") for name in _COLUMNS} for row in orders]


def _change(*, sheet: OrderSheet, by: Participant | None, now: datetime) -> SheetChange:
    return SheetChange(
        sheet=sheet,
        revision=sheet.revision,
        by=by,
        policy=sheet.policy,
        orders=sheet.orders,
        is_ready=sheet.is_ready,
        at=now,
    )
