"""Changes of several people to one order sheet at once, put together: pure functions on the rows of sheets.

A change speaks of the sheet that its author saw. `states` are the sheets from that one (first) to the one that stands
now (last), one for each save between; slots count from 0. An order is known by what it says: the rules allow no sheet
that says the same twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Row = Mapping[str, str]
Rows = Sequence[Row]


@dataclass(frozen=True)
class Add:
    """Puts an order at the end."""

    row: Row


@dataclass(frozen=True)
class Update:
    """Has the order in the slot say `row`."""

    slot: int
    row: Row


@dataclass(frozen=True)
class Remove:
    """Takes the order in the slot off."""

    slot: int


Intent = Add | Update | Remove


@dataclass(frozen=True)
class Merged:
    """The sheet with the change, the very same one where the change is made already; `slot` is where its order stands,
    or stood."""

    rows: Rows
    slot: int


@dataclass(frozen=True)
class CurrentRow:
    """An order of an earlier sheet as it stands now: its `row` and `slot`, both None where it is gone.

    `since` is the place in `states` of the sheet that last changed it, 0 where nothing did.
    """

    row: Row | None
    slot: int | None
    since: int


@dataclass(frozen=True)
class Difference:
    """An order that differs between two sheets, as it was (None: it is new) and what has become of it."""

    before: Row | None
    was_at: int
    current: CurrentRow


class MergeConflict(ValueError):
    """A colleague has changed or removed the very order; `mine` is what its author wants of it, None to remove it."""

    def __init__(self, changed: Difference, mine: Row | None) -> None:
        super().__init__("The order was changed by a colleague.")
        self.changed, self.mine = changed, mine


def merge(states: Sequence[Rows], intent: Intent) -> Merged:
    """Return the change applied to the sheet that stands now.

    Raises `MergeConflict`, and `IndexError` for a slot that none saw.
    """
    if isinstance(intent, Add):
        return _add(states, intent.row)
    if isinstance(intent, Update):
        return _update(states, intent)
    return _remove(states, intent.slot)


def current_row_of(states: Sequence[Rows], slot: int) -> CurrentRow:
    """Follows the order in the slot of the first sheet to the last; where it stands there unchanged, nothing did."""
    row = states[0][slot]
    if row in states[-1]:
        return CurrentRow(row, states[-1].index(row), 0)
    since = 0
    for number, (before, after) in enumerate(pairwise(states), 1):
        found = _followed(before, after)[slot]
        if found is None:
            return CurrentRow(None, None, number)
        if after[found] != row:
            row, since = after[found], number
        slot = found
    return CurrentRow(row, slot, since)


def differences(states: Sequence[Rows]) -> tuple[Difference, ...]:
    """Return the differences between the first sheet and the last, in their order."""
    seen, now = states[0], states[-1]
    followed = [current_row_of(states, slot) for slot in range(len(seen))]
    changed = [Difference(row, slot, followed[slot]) for slot, row in enumerate(seen) if followed[slot].since]
    kept = {current.slot for current in followed}
    new = [slot for slot in range(len(now)) if slot not in kept]
    return (*changed, *(Difference(None, slot, CurrentRow(now[slot], slot, _since(states, now[slot]))) for slot in new))


def _add(states: Sequence[Rows], row: Row) -> Merged:
    seen, now = states[0], states[-1]
    if row in now and row not in seen:
        return Merged(now, now.index(row))
    return Merged([*now, row], len(now))


def _update(states: Sequence[Rows], intent: Update) -> Merged:
    seen, now, mine = states[0][intent.slot], states[-1], intent.row
    if seen in now:
        slot = now.index(seen)
        return Merged([*now[:slot], mine, *now[slot + 1 :]] if mine != seen else now, slot)
    if mine in now:
        return Merged(now, now.index(mine))
    current = current_row_of(states, intent.slot)
    if mine == seen:
        return Merged(now, intent.slot if current.slot is None else current.slot)
    raise MergeConflict(Difference(seen, intent.slot, current), mine)


def _remove(states: Sequence[Rows], slot: int) -> Merged:
    now, current = states[-1], current_row_of(states, slot)
    if current.slot is None:
        return Merged(now, slot)
    if current.since:
        raise MergeConflict(Difference(states[0][slot], slot, current), None)
    return Merged([*now[: current.slot], *now[current.slot + 1 :]], current.slot)


def _since(states: Sequence[Rows], row: Row) -> int:
    """Return the place of the sheet from which on the row stands to the last."""
    absent = [number for number, rows in enumerate(states) if row not in rows]
    return absent[-1] + 1 if absent else 0


def _followed(before: Rows, after: Rows) -> list[int | None]:
    """For each order of a sheet its slot in the sheet of the next save, None where it is gone.

    It is the order that says the same, else one that speaks of the same kind and target, else of the same kind.
    """
    found: list[int | None] = [None] * len(before)
    free = list(range(len(after)))
    for names in (("kind", "level", "target", "partner"), ("kind", "target"), ("kind",)):
        for slot, row in enumerate(before):
            if found[slot] is None:
                like = [other for other in free if all(row[name] == after[other][name] for name in names)]
                if like:
                    found[slot] = like[0]
                    free.remove(like[0])
    return found
