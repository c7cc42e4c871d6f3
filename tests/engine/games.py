"""Helpers to set up a game, and hypothesis strategies for whole sheets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from tests.engine.invented import SEATS
from wargame.engine import (
    POLICIES,
    Adjudication,
    LedgerEntry,
    Order,
    OrderSpec,
    Perspective,
    Setting,
    Sheet,
    World,
    adjudicate,
    compile_setting,
    opening_world,
)
from wargame.engine.perspective.options import objections, out_of_turn
from wargame.engine.rules.policies.kinds import PLANNER
from wargame.engine.spec import LevelSpec
from wargame.engine.spec.variants import variants
from wargame.engine.world.layout import flatten

SEEDS = st.integers(min_value=0, max_value=2**128 - 1)

PLAIN_POLICIES = tuple(sorted(set(POLICIES) - {PLANNER}))
"""Those that decide in plain Python without waiting; a planner differs from a quick one by its effort alone."""


def turn(setting: Setting, sheets: Mapping[str, Sheet], seed: int = 1, world: World | None = None) -> Adjudication:
    """Adjudicate one turn, from the opening unless a world is given."""
    return adjudicate(setting, opening_world(setting, seed) if world is None else world, sheets, seed)


def moved(result: Adjudication, rule: str, variable: str) -> dict[tuple[str, str], int]:
    """Return by how much a rule changed a variable, by (who, towards)."""
    total: dict[tuple[str, str], int] = defaultdict(int)
    for entry in result.entries:
        if entry.rule == rule and entry.variable == variable:
            total[entry.who, entry.towards] += entry.delta
    return dict(total)


def rows_of(result: Adjudication, rule: str) -> list[LedgerEntry]:
    """Return the ledger entries of a rule."""
    return [entry for entry in result.entries if entry.rule == rule]


def cells(world: World) -> list[int]:
    """Return every integer of a world."""
    return flatten(world)


def with_cells(setting: Setting, world: World, **values: int) -> World:
    """Return the world with some cells set; names are as in clauses, with _ for a space."""
    row = flatten(world)
    for subject, value in values.items():
        row[setting.cell(subject.replace("_", " "))] = value
    return setting.world(row)


def asking(setting: Setting, *condition: str) -> Setting:
    """Return the scenario with an inject that never fires and has this condition, so that its facts are part of the
    layout.
    """
    inject = replace(setting.spec.injects[0], key="asking", when=condition, turns=(99, 99))
    return compile_setting(replace(setting.spec, injects=(*setting.spec.injects, inject)))


def orders_of(setting: Setting, seat: str) -> st.SearchStrategy[Order]:
    """Draw any order that a seat can write on a sheet."""
    choices = [
        Order(spec.kind, level.key, target, partner)
        for spec in setting.spec.orders
        if seat in spec.seats
        for level in spec.levels
        for target in ([code for code in spec.targets if code != seat] or [""])
        for partner in ("", *spec.partners)
    ]
    return st.sampled_from(choices)


def sheets_of(setting: Setting) -> st.SearchStrategy[dict[str, Sheet]]:
    """Draw a sheet of up to four orders for every seat, affordable or not."""
    return st.fixed_dictionaries({seat: st.lists(orders_of(setting, seat), max_size=4).map(tuple) for seat in SEATS})


LONG_AGO = 999
"""More turns, and more acts of a class, than any exercise has: no game comes near the end of these counts' range."""


def worlds_of(setting: Setting) -> st.SearchStrategy[World]:
    """Draw any world within its ranges that is still being played."""
    limits = setting.tables.cells
    fixed = {setting.at.clock: (1, 6), setting.at.clock + 1: (0, 0)}
    for index, incident in enumerate(setting.spec.incidents):
        fixed[setting.at.incident + 3 * index] = (0, len(incident.stages) - 1)
        fixed[setting.at.incident + 3 * index + 2] = (0, LONG_AGO)
    fixed |= dict.fromkeys(range(setting.at.familiarity, setting.at.approval), (0, LONG_AGO))
    spans = [fixed.get(cell, (low, high)) for cell, (low, high, _) in enumerate(limits)]
    return st.builds(lambda seed: setting.world(scatter(spans, seed)), SEEDS)


def scatter(spans: list[tuple[int, int]], seed: int) -> list[int]:
    """Spread values over ranges from one seed, because drawing hundreds of cells one by one is slow."""
    row = []
    for low, high in spans:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        row.append(low + (seed >> 33) % (high - low + 1))
    return row


def legal_orders(view: Perspective) -> Iterator[tuple[OrderSpec, LevelSpec, Order]]:
    """Return every single order that the seat can give and pay for this turn."""
    for spec in view.setting.spec.orders:
        if view.seat not in spec.seats or out_of_turn(view, spec):
            continue
        met = {parts: not reason for parts, reason in objections(view, spec).items()}
        for number, target, partner in variants(spec, view.seat):
            level = spec.levels[number]
            if level.cost <= view.points and met[target, partner]:
                yield spec, level, Order(spec.kind, level.key, target, partner)
