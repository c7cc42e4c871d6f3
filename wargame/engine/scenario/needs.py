"""Translates the needs (preconditions) of orders to conditions, one for each combination of states that they
distinguish. Where an order names several states, each of them must meet its needs.
"""

from itertools import product
from typing import NamedTuple

from wargame.engine.errors import SettingError
from wargame.engine.scenario.conditions import Asks
from wargame.engine.scenario.rows import Rows
from wargame.engine.spec import LevelSpec, OrderSpec
from wargame.engine.spec.blocs import Bloc
from wargame.engine.spec.needs import PARTS, casts_of, condition_for_cast, parts_in


class NeedColumns(NamedTuple):
    """The columns of an `OrderRow` that give the index of its condition in `needs`."""

    need_at: int
    need_by_actor: int
    need_by_target: int
    need_by_partner: int


FREE = NeedColumns(need_at=0, need_by_actor=0, need_by_target=0, need_by_partner=0)
"""The columns of an order without needs: they lead to the first entry, which always holds."""


def add_needs(order: OrderSpec, path: str, rows: Rows, needs: list[int]) -> NeedColumns:
    """Store the conditions of an order kind, and return where they begin and the step for each actor, target and
    partner.

    A part that the needs do not mention has step 0, so all its states share an entry.
    """
    if not order.needs:
        return FREE
    spoken = parts_in(order.needs)
    check_parts(order, path)
    choices = [list(rows.names.states), ["", *rows.names.blocs], ["", *rows.names.blocs]]
    actors, targets, partners = (blocs if part in spoken else [""] for part, blocs in zip(PARTS, choices, strict=True))
    begin, steps = len(needs), (len(targets) * len(partners), len(partners), 1)
    needs += [
        condition_of(order, path, rows, cast) if is_possible(order, cast) else 0
        for cast in product(actors, targets, partners)
    ]
    counted = {f"need_by_{part}": step if part in spoken else 0 for part, step in zip(PARTS, steps, strict=True)}
    return NeedColumns(need_at=begin, **counted)


def condition_of(order: OrderSpec, path: str, rows: Rows, cast: tuple[str, str, str]) -> int:
    """Store the needs of an order for these blocs, each by itself and together, and return the number of the whole
    condition.
    """
    said = [condition_for_cast(need.when, *one) for one in casts_of(*cast) for need in order.needs]
    for index, condition in enumerate(said):
        rows.condition(condition, f"{path}.needs[{index % len(order.needs)}].when", Asks.WORLD)
    return rows.condition(tuple(clause for one in said for clause in one), f"{path}.needs", Asks.WORLD)


def level_need(level: LevelSpec, path: str, rows: Rows) -> int:
    """Store the needs of a level, each by itself and together, and return the number of the whole condition."""
    for index, need in enumerate(level.needs):
        if parts := sorted(parts_in([need])):
            message = f'"{parts[0]}" is nobody in the needs of a level.'
            raise SettingError(f"{path}.needs[{index}].when", message, "Name a state, or write the need of the kind.")
        rows.condition(need.when, f"{path}.needs[{index}].when", Asks.WORLD)
    return rows.condition(tuple(clause for need in level.needs for clause in need.when), f"{path}.needs", Asks.WORLD)


def is_possible(order: OrderSpec, cast: tuple[str, str, str]) -> bool:
    """Return whether these blocs can play the parts; "" stands for nobody, or for anybody where needs do not mention
    the part.
    """
    played = [Bloc(bloc).states for bloc in cast]
    codes = [code for bloc in played for code in bloc]
    allowed = (order.seats, order.targets, order.partners)
    return len(set(codes)) == len(codes) and all(
        set(bloc) <= set(some) for bloc, some in zip(played, allowed, strict=True)
    )


def check_parts(order: OrderSpec, path: str) -> None:
    """Refuse a need of a target or partner where the order kind has none."""
    playable = {"actor"} | ({"target"} if order.targets else set()) | ({"partner"} if order.partners else set())
    for index, need in enumerate(order.needs):
        for part in sorted(parts_in([need]) - playable):
            remedy = f'Name a state, or list the "{part}s" of {order.kind}.'
            raise SettingError(f"{path}.needs[{index}].when", f'"{part}" is nobody here.', remedy)
