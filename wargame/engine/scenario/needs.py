"""Needs as rows: one condition for each cast that an order's needs tell apart."""

from itertools import product
from typing import NamedTuple

from wargame.engine.errors import SettingError
from wargame.engine.scenario.conditions import Asks
from wargame.engine.scenario.rows import Rows
from wargame.engine.spec import OrderSpec
from wargame.engine.spec.needs import PARTS, parts_in, said_of


class NeedColumns(NamedTuple):
    """The columns of an `OrderRow` that lead to its needs."""

    need_at: int
    need_by_actor: int
    need_by_target: int
    need_by_partner: int


FREE = NeedColumns(need_at=0, need_by_actor=0, need_by_target=0, need_by_partner=0)
"""An order without needs: the first of all entries, which always holds."""


def add_needs(order: OrderSpec, path: str, rows: Rows, needs: list[int]) -> NeedColumns:
    """Store the conditions of an order kind; give where they begin and how far actor, target and partner count on.

    Where the needs do not speak of a part, its states share an entry and its column is 0.
    """
    if not order.needs:
        return FREE
    spoken = parts_in(order.needs)
    check_parts(order, path)
    codes = list(rows.names.states)
    actors, targets, partners = (
        (codes if part == "actor" else ["", *codes]) if part in spoken else [""] for part in PARTS
    )
    begin, steps = len(needs), (len(targets) * len(partners), len(partners), 1)
    needs += [
        condition_of(order, path, rows, cast) if is_possible(order, cast) else 0
        for cast in product(actors, targets, partners)
    ]
    counted = {f"need_by_{part}": step if part in spoken else 0 for part, step in zip(PARTS, steps, strict=True)}
    return NeedColumns(need_at=begin, **counted)


def condition_of(order: OrderSpec, path: str, rows: Rows, cast: tuple[str, str, str]) -> int:
    """Store each need of an order as it is said of a cast, and give the condition that all of them hold."""
    said = [said_of(need.when, *cast) for need in order.needs]
    for index, condition in enumerate(said):
        rows.condition(condition, f"{path}.needs[{index}].when", Asks.WORLD)
    return rows.condition(tuple(clause for one in said for clause in one), f"{path}.needs", Asks.WORLD)


def is_possible(order: OrderSpec, cast: tuple[str, str, str]) -> bool:
    """Say whether these states can play the parts; "" stands for nobody, or for anybody where needs do not ask."""
    played = [code for code in cast if code]
    allowed = (order.seats, order.targets, order.partners)
    return len(set(played)) == len(played) and all(
        not code or code in some for code, some in zip(cast, allowed, strict=True)
    )


def check_parts(order: OrderSpec, path: str) -> None:
    """Refuse a need of somebody that no order of the kind has."""
    playable = {"actor"} | ({"target"} if order.targets else set()) | ({"partner"} if order.partners else set())
    for index, need in enumerate(order.needs):
        for part in sorted(parts_in([need]) - playable):
            remedy = f'Name a state, or list the "{part}s" of {order.kind}.'
            raise SettingError(f"{path}.needs[{index}].when", f'"{part}" is nobody here.', remedy)
