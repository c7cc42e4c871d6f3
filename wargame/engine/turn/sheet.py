"""Orders as seats hand them in, and their place in the row that the rules work on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wargame.engine.errors import OrderError
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec.blocs import Directed
from wargame.engine.spec.variants import partners_of, targets_of
from wargame.engine.world.cells import filed_order
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS
from wargame.engine.world.world import World


class WorldEnded(ValueError):
    """The world has reached an ending: no further turn can be adjudicated."""


@dataclass(frozen=True)
class Order(Directed):
    """An order of a seat to its state; `level` may be left out where a kind has only one.

    `target` and `partner` are blocs: the code of a state, or of several, "CHN+MNG".
    """

    kind: str
    level: str = ""
    target: str = ""
    partner: str = ""


NOTHING = Order("")
"""Keeps a slot free, so that the orders after it keep their dice; people cannot hand it in."""

Sheet = tuple[Order, ...]
"""One seat's orders in the order in which they are paid for."""


def hand_in(setting: Setting, row: Any, sheets: Mapping[str, Sheet]) -> None:
    """Write all sheets into a row from `Setting.facts`; `OrderError` on a name or part that does not exist."""
    at = setting.at
    for seat, sheet in sheets.items():
        if seat not in setting.seats:
            raise OrderError(f'"{seat}" is no seat of this scenario.')
        if len(sheet) > SLOTS:
            raise OrderError(f"{seat} hands in {len(sheet)} orders; {SLOTS} fit on a sheet.")
        row[at.filed + setting.names.states[seat]] = len(sheet)
        for slot, order in enumerate(sheet):
            start = at.sheet + (setting.names.states[seat] * SLOTS + slot) * SHEET_WIDTH
            row[start : start + SHEET_WIDTH] = numbers(setting, seat, order)


def read_sheet(setting: Setting, row: Any, seat: int) -> Sheet:
    """Read a seat's sheet from a row of the rules, or of the compiled rules."""
    slots = range(row[setting.at.filed + seat])
    return tuple(order for slot in slots if (order := read_order(setting, row, seat, slot)) != NOTHING)


def read_order(setting: Setting, row: Any, seat: int, slot: int) -> Order:
    """Read one order of a seat's sheet."""
    filed = filed_order(setting.at, row, seat, slot)
    if filed.kind < 0:
        return NOTHING
    spec = setting.spec.orders[filed.kind]
    return Order(spec.kind, spec.levels[filed.level].key, setting.blocs[filed.target], setting.blocs[filed.partner])


def refuse_ended(setting: Setting, world: World) -> None:
    """Raise WorldEnded if no further turn of this world can be played."""
    if world.clock[1] or world.clock[0] > len(setting.spec.turns):
        raise WorldEnded("This world has ended; fork an earlier turn to play on.")


def start(setting: Setting, world: World, sheets: Mapping[str, Sheet]) -> list[int]:
    """Lay out world and sheets as the row the rules begin with. Raises WorldEnded."""
    refuse_ended(setting, world)
    row = setting.facts(world)
    hand_in(setting, row, sheets)
    return row


@lru_cache(maxsize=8192)
def numbers(setting: Setting, seat: str, order: Order) -> tuple[int, int, int, int]:
    """Translate one order into kind, level, target and partner."""
    names = setting.names
    if order == NOTHING:
        return -1, -1, -1, -1
    if order.kind not in names.kinds:
        raise OrderError(f'There is no order kind "{order.kind}".')
    spec, kind = setting.order(order.kind), names.kinds[order.kind]
    if seat not in spec.seats:
        raise OrderError(f"{seat} cannot order {order.kind}.")
    if order.level and order.level not in names.levels[kind]:
        raise OrderError(f'{order.kind} has no level "{order.level}".')
    level = names.levels[kind].get(order.level, 0)
    target = part(setting, seat, order.target, targets_of(spec, seat), f"target of {order.kind}")
    partner = part(setting, seat, order.partner, partners_of(spec, seat), f"partner of {order.kind}")
    if spec.targets and target < 0:
        raise OrderError(f"{order.kind} needs a target.")
    if set(order.targets) & set(order.partners):
        raise OrderError(f"Nobody is target and partner of one {order.kind}.")
    return kind, level, target, partner


def part(setting: Setting, seat: str, bloc: str, allowed: tuple[str, ...], what: str) -> int:
    """Translate a target or partner, -1 for none."""
    if not bloc:
        return -1
    if bloc not in allowed:
        raise OrderError(f'"{bloc}" cannot be the {what} by {seat}.')
    return setting.names.blocs[bloc]
