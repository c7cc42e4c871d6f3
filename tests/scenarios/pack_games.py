"""Games of any pack of the repository for tests: the pack, its setting, and play by policies or by plans."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import scenarios
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

PACKS = Path(scenarios.__file__).parent / "packs"
SLUGS = sorted(path.parent.name for path in PACKS.glob("*/scenario.yaml"))
Plan = list[list[Order]]


@lru_cache
def pack_of(slug: str) -> Pack:
    """Read a pack from its folder."""
    return read_pack(PACKS / slug)


@lru_cache
def setting_of(slug: str) -> Setting:
    """Compile a pack."""
    return compile_setting(pack_of(slug).rules)


def seats_of(slug: str) -> tuple[str, ...]:
    """Return the codes of a pack's seats."""
    return setting_of(slug).seats


def play(slug: str, seed: int, plans: Mapping[str, Plan] | None = None, policy: str = "empirical") -> Iterator[World]:
    """Give the opening world and that after each turn; seats with a plan follow it as far as it is legal."""
    setting = setting_of(slug)
    world = opening_world(setting, seed)
    yield world
    while not world.clock[1]:
        views = {code: perspective(setting, world, code) for code in setting.seats}
        sheets = {code: _sheet(view, (plans or {}).get(code), policy, seed) for code, view in views.items()}
        world = adjudicate(setting, world, sheets, seed).world
        yield world


def _sheet(view: Perspective, plan: Plan | None, policy: str, seed: int) -> tuple[Order, ...]:
    if plan is None:
        return choose(policy, view, seed).sheet
    sheet: tuple[Order, ...] = ()
    for order in plan[view.turn - 1]:
        if not problems(view, (*sheet, order)):
            sheet = (*sheet, order)
    return sheet


def ending_of(slug: str, world: World) -> str:
    """Return the key of the ending that a world has reached."""
    return setting_of(slug).spec.endings[int(world.clock[1]) - 1].key
