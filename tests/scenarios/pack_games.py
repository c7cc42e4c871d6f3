"""Games of any pack of the repository for tests: the pack, its setting, and play by policies or by plans."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import takewhile
from pathlib import Path

import scenarios
from scenarios.schema.pack import Pack
from scenarios.schema.pack_reading import read_pack
from wargame.engine import (
    Order,
    Perspective,
    Setting,
    Sheet,
    World,
    compile_setting,
    opening_worlds,
    perspective,
    playouts,
    problems,
)

PACKS = Path(scenarios.__file__).parent / "packs"
SLUGS = sorted(path.parent.name for path in PACKS.glob("*/scenario.yaml"))
Plan = list[list[Order]]
Ordering = Callable[[Perspective], Sheet]


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


def play(slug: str, seed: int, plans: Mapping[str, Plan] | None = None, policy: str = "empirical") -> list[World]:
    """Return the opening world and that after each turn; seats with a plan follow it as far as it is legal."""
    return played(slug, [seed], plans, policy)[0]


def played(
    slug: str, seeds: Sequence[int], plans: Mapping[str, Plan] | None = None, policy: str = "empirical"
) -> list[list[World]]:
    """Return the same of the game of each seed. Once the rules are compiled, many take little longer than one."""
    setting, given = setting_of(slug), plans or {}
    ordering = {code: partial(planned, plan) for code, plan in given.items()}
    return played_by(setting, seeds, ordering, {code: policy for code in setting.seats if code not in given})


def played_by(
    setting: Setting, seeds: Sequence[int], ordering: Mapping[str, Ordering], policies: Mapping[str, str]
) -> list[list[World]]:
    """Return the same; some seats write their sheets from what they see, policies decide for the others."""
    stages = [opening_worlds(setting, seeds)]
    while not all(has_ended(world) for world in stages[-1]):
        sheets = [
            {}
            if has_ended(world)
            else {code: order(perspective(setting, world, code)) for code, order in ordering.items()}
            for world in stages[-1]
        ]
        rows = playouts(setting, stages[-1], sheets, seeds, policies, 1).rows
        stages.append([setting.world(row) for row in rows])
    games = zip(*stages, strict=True)
    return [[*takewhile(lambda world: not has_ended(world), worlds), worlds[-1]] for worlds in games]


def has_ended(world: World) -> bool:
    return bool(world.clock[1])


def planned(plan: Plan, view: Perspective) -> Sheet:
    """Return the orders of a plan for this turn, as far as they are legal."""
    sheet: Sheet = ()
    for order in plan[view.turn - 1]:
        if not problems(view, (*sheet, order)):
            sheet = (*sheet, order)
    return sheet


def ending_of(slug: str, world: World) -> str:
    """Return the key of the ending that a world has reached."""
    return setting_of(slug).spec.endings[int(world.clock[1]) - 1].key
