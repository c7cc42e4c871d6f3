"""Planted leaks in what policies answer: they let others hear of orders that those will not notice."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.secrecy import pairs, talking
from tests.secrecy.engine_leaks import fresh
from tests.secrecy.planting import Leak
from tests.secrecy.plants import swap
from wargame.engine import Setting
from wargame.engine.policies import talk


def _any_order(setting: Setting, order: Any, other: str) -> Any:
    return setting.order(order.kind)


def _any_plan(setting: Setting, sheet: Any, other: str) -> bool:
    return any(other in order.targets for order in sheet)


PLANTED = (
    ("friends read secret plans", swap(talk, "_spec_known_to", _any_order)),
    ("a promise is refused for a secret plan", swap(talk, "_plans_force", _any_plan)),
)


def in_talk(name: str) -> None:
    setting = fresh(name)
    for seat in setting.seats:
        for seed in range(2):
            talking.check_stances(setting, pairs.some_world(setting, seed), seat)


def leaks() -> Iterator[Leak]:
    """Return all of them."""
    for said, plant in PLANTED:
        yield Leak(f"islet: {said}", "talk", plant, partial(in_talk, "islet"))
