"""The splits of groups side by side: the share of each ending at the start, and the worth of each seat's orders.

The review of every group is split by itself when it ends. Until then these figures are missing, and the page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.split_rows import MovedCell, cell_of
from wargame.engine.values import PARTS_OF_SPLIT, Split
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Branch, Participant
from wargame.exercises.results.selectors.groups_compared import GivenOrder, GroupPanel, GroupsCompared

OWN = PARTS_OF_SPLIT.index("own")


@dataclass(frozen=True)
class EndingOfGroup:
    """The ending of a group; `in_100` is its share before anything was drawn or decided, None without a split."""

    title: str
    ending: str
    in_100: int | None


@dataclass(frozen=True)
class JudgedOrders:
    """The orders of a seat in one turn of a group, and how far they moved the seat's aims; None without a split."""

    orders: tuple[GivenOrder, ...] | None
    worth: MovedCell | None


@dataclass(frozen=True)
class JudgedRow:
    """The orders of a seat in the chosen turn, one cell for each ended group."""

    seat: str
    cells: tuple[JudgedOrders, ...]
    differs: bool


@dataclass(frozen=True)
class GroupsSplit:
    """Endings and orders with what the splits of the groups say of them; `is_whole` once each ended group has one."""

    endings: tuple[EndingOfGroup, ...]
    rows: tuple[JudgedRow, ...]
    is_whole: bool


def groups_split_of(leaders: Sequence[Participant], compared: GroupsCompared) -> GroupsSplit:
    """Return the comparison's orders and endings with their figures, for the white cell of these groups."""
    lines = {dashed_code(leader.exercise.code): leader.exercise.current_branch for leader in leaders}
    ended = [lines[panel.code] for panel in compared.ended]
    splits = _splits([line for line in ended if line])
    found = [splits.get(line.pk) if line else None for line in ended]
    endings = (_ending(*each) for each in zip(compared.ended, ended, found, strict=True))
    rows = (
        JudgedRow(
            row.seat,
            tuple(
                JudgedOrders(orders, _worth(split, row.seat, compared.turn) if orders else None)
                for orders, split in zip(row.cells, found, strict=True)
            ),
            row.differs,
        )
        for row in compared.rows
    )
    return GroupsSplit(tuple(endings), tuple(rows), is_whole=None not in found)


def _splits(lines: Sequence[Branch]) -> dict[int, Split]:
    """Return the newest split of each line that has been played to its end, by the line's primary key."""
    done = Ensemble.objects.filter(branch__in=lines, kind=Ensemble.Kind.SPLIT, status=Ensemble.Status.DONE)
    counted = ((ensemble.branch_id, counts_of(ensemble)) for ensemble in done.order_by("number"))
    return {line: split for line, split in counted if line and isinstance(split, Split)}


def _ending(panel: GroupPanel, line: Branch | None, split: Split | None) -> EndingOfGroup:
    share = None
    if split and line and line.ending in split.endings:
        share = round(split.value(0, split.seats[0], 1 + split.endings.index(line.ending)))
    return EndingOfGroup(panel.title, panel.ending, share)


def _worth(split: Split | None, seat: str, turn: int) -> MovedCell | None:
    return cell_of(split.moved(turn, seat)[OWN], 1) if split and turn <= split.turns else None
