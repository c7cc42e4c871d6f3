"""Changing a sheet that several people share: each change is applied to the sheet as it stands, not as it was seen."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from wargame.exercises.models import OrderSheet, Participant, Seat, SheetChange, Turn
from wargame.exercises.orders.services import merging, orders
from wargame.exercises.orders.services.merging import Rows

TRIES = 5
"""Times that a change is applied again when the sheet moves between reading and writing, before it is refused."""


@dataclass(frozen=True)
class History:
    """The sheets from the one that somebody saw to the one that stands, and the saves between, oldest first."""

    states: Sequence[Rows]
    changes: Sequence[SheetChange] = ()

    def differences(self) -> tuple[merging.Difference, ...]:
        """Return the differences between the two."""
        return merging.differences(self.states)

    def author_of(self, difference: merging.Difference) -> SheetChange:
        """Return the save that made the difference."""
        return self.changes[difference.current.since - 1]


class SheetConflict(orders.OrdersRefused):
    """The change is not made: a colleague has changed or removed the very order, by the save `change` of the sheet."""

    def __init__(self, conflict: merging.MergeConflict, sheet: OrderSheet, change: SheetChange) -> None:
        super().__init__(str(conflict))
        self.conflict, self.sheet, self.change = conflict, sheet, change


@dataclass(frozen=True)
class SavedChange:
    """The sheet with the change, and the slot (from 0) where its order stands, or stood."""

    sheet: OrderSheet
    slot: int


def change(
    *,
    seat: Seat,
    turn: Turn,
    revision: int,
    intend: Callable[[Rows], merging.Intent],
    now: datetime,
    by: Participant | None = None,
) -> SavedChange:
    """Change the sheet of which the author saw `revision` (0 for none); `intend` says how, told what was seen there.

    Nothing is written where a colleague has done the same. Raises `SheetConflict` and the refusals of `orders`.
    """
    for _ in range(TRIES):
        sheet = orders.sheet_of(seat=seat, turn=turn)
        try:
            merged = _merged(sheet, revision, intend)
        except orders.OrdersRefused:
            # A person who may change nothing here any more reads that, and nothing of their colleagues' changes.
            with orders.locked(turn, seat, by):
                orders.refuse_submitted(sheet)
                raise
        if merged.rows is sheet.orders:
            with orders.locked(turn, seat, by):
                return SavedChange(sheet, merged.slot)
        with suppress(orders.OutdatedSheet):
            kept = orders.save_draft(seat=seat, turn=turn, orders=merged.rows, revision=sheet.revision, now=now, by=by)
            return SavedChange(kept, merged.slot)
    raise orders.OutdatedSheet(sheet.revision)


def history_of(sheet: OrderSheet, revision: int) -> History:
    """From the sheet that was seen to this one; asks the database only where they differ.

    Raises `orders.OutdatedSheet` where nobody can have seen that revision.
    """
    if revision == sheet.revision:
        return History([sheet.orders])
    between = {"revision__gte": revision, "revision__lte": sheet.revision}
    stored = list(SheetChange.objects.filter(sheet=sheet.pk, **between).select_related("by").order_by("revision"))
    seen = stored.pop(0).orders if revision and stored else []
    if len(stored) != sheet.revision - revision:
        raise orders.OutdatedSheet(sheet.revision)
    return History([seen, *(each.orders for each in stored[:-1]), sheet.orders], stored)


def _merged(sheet: OrderSheet, revision: int, intend: Callable[[Rows], merging.Intent]) -> merging.Merged:
    history = history_of(sheet, revision)
    try:
        return merging.merge(history.states, intend(history.states[0]))
    except merging.MergeConflict as conflict:
        raise SheetConflict(conflict, sheet, history.author_of(conflict.changed)) from conflict
