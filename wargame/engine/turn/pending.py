"""Orders under way, by their names: what was ordered by whom, since when, and when it takes effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wargame.engine.rules.delayed import due_turn, unpacked
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.sheet import Order
from wargame.engine.world.world import World


@dataclass(frozen=True)
class UnderWay:
    """An order of an earlier `turn` and `slot` (from 0) whose later effects come in the turn `due`.

    `detected` is False for a covert order that nobody else noticed.
    """

    seat: str
    order: Order
    turn: int
    slot: int
    due: int
    detected: bool


@lru_cache(maxsize=4096)
def read(setting: Setting, seat: str, number: int) -> UnderWay:
    """Name an order under way that a world keeps as `number`."""
    kept = unpacked(setting.at, number)
    row = setting.tables.later[kept.row]
    spec = setting.spec.orders[row.kind]
    order = Order(spec.kind, spec.levels[row.level].key, setting.blocs[kept.target], setting.blocs[kept.partner])
    return UnderWay(seat, order, kept.turn, kept.slot, due_turn(setting.plain, kept.row, kept.turn), bool(kept.noticed))


def falls_due(setting: Setting, order: Order, turn: int) -> int:
    """Give the turn in which an order given in `turn` has its later effects, 0 if it has none."""
    kind = setting.names.kinds[order.kind]
    level = setting.level_index(order.kind, order.level) if order.level else 0
    row = setting.tables.levels[setting.tables.orders[kind].level_from + level].later_row
    due = due_turn(setting.plain, row, turn) if row >= 0 else 0
    return due if due <= setting.at.turns else 0


def all_under_way(setting: Setting, world: World) -> Iterator[UnderWay]:
    """Give everything under way in a world, state by state."""
    for seat, row in zip(setting.codes, world.pending.tolist(), strict=True):
        yield from (read(setting, seat, number) for number in row if number)
