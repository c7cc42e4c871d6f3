"""Games of Nine Past Nine for tests: the pack, its setting, and play by policies or by a plan."""

from collections.abc import Iterator
from functools import lru_cache

from scenarios.loader import PACKS
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from wargame.engine import (
    Order,
    Perspective,
    Setting,
    World,
    adjudicate,
    choose,
    compile_setting,
    opening_world,
    perspective,
    problems,
)

SEATS = ("RUS", "CHN", "JPN", "KOR", "USA")


@lru_cache(maxsize=1)
def pack() -> Pack:
    return read_pack(PACKS / "nine-past-nine")


@lru_cache(maxsize=1)
def setting() -> Setting:
    return compile_setting(pack().rules)


def play(seed: int, plans: dict[str, list[list[Order]]] | None = None, policy: str = "empirical") -> Iterator[World]:
    """The opening world and that after each turn; seats with a plan follow it as far as it is legal."""
    world = opening_world(setting(), seed)
    yield world
    while not world.clock[1]:
        views = {code: perspective(setting(), world, code) for code in SEATS}
        sheets = {code: _sheet(view, (plans or {}).get(code), policy, seed) for code, view in views.items()}
        world = adjudicate(setting(), world, sheets, seed).world
        yield world


def _sheet(view: Perspective, plan: list[list[Order]] | None, policy: str, seed: int) -> tuple[Order, ...]:
    if plan is None:
        return choose(policy, view, seed).sheet
    sheet: tuple[Order, ...] = ()
    for order in plan[view.turn - 1]:
        if not problems(view, (*sheet, order)):
            sheet = (*sheet, order)
    return sheet


def orders(text: str) -> list[list[Order]]:
    """A plan: turns on lines, orders between commas, each a kind, a level and a target."""
    return [[Order(*order.split()) for order in line.split(",")] for line in text.strip().splitlines()]


def ending_of(world: World) -> str:
    return pack().rules.endings[int(world.clock[1]) - 1].key
