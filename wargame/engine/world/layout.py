"""Where everything stands in the flat row of integers that the rules work on.

The rules see one row per game: first the cells of the `World`, field by field, then the *facts of the turn*
(the sheets handed in, what was ordered, what worked, rolls). A condition is then no more than a few
comparisons of cells, a ledger row no more than a cell and a difference.
"""

from functools import lru_cache
from math import prod
from typing import Any, NamedTuple

import numpy as np

from wargame.engine.world.cell_view import CellView
from wargame.engine.world.world import Ints, World

SLOTS = 8
"""Most orders on a sheet."""
MOST_SHIFTS = 64
"""Most cells that a white cell moves by hand in a turn."""


class FiledOrder(CellView):
    """An order handed in; -1 stands for none (no order, no target, no partner)."""

    kind: int
    level: int
    target: int
    partner: int


class OrderResult(CellView):
    """What became of an order; rolls and the chance in 1/65536."""

    status: int
    chance: int
    roll: int
    detected: int
    detection_roll: int


class IncidentMove(CellView):
    """An incident's move: 1 + the transition drawn (0 none), and the roll."""

    transition: int
    roll: int


class RuledOrder(CellView):
    """What is ruled about an order: what becomes of it, and whether a covert one is noticed; 0 for no ruling."""

    status: int
    notice: int


SHEET_WIDTH, RESULT_WIDTH, MOVE_WIDTH, RULED_WIDTH = (
    len(view.columns) for view in (FiledOrder, OrderResult, IncidentMove, RuledOrder)
)
SHEET_KIND, SHEET_LEVEL = (FiledOrder.columns.index(name) for name in ("kind", "level"))
STATUS = OrderResult.columns.index("status")
"""Columns of many sheets and results at once, where they are looked at as arrays."""

NO_ORDER, REFUSED, DONE, WORKED, FAILED = range(5)
"""What became of an order: `DONE` needed no success roll."""

NOTICED, UNNOTICED = 1, 2
KEPT, BROKEN = 1, 2
FIRED, SKIPPED, JUDGED = 1, 2, 3
SETTLED, ENDED = 1, 2
"""What is decided by hand about notice, a support call, an inject and an agreement; 0 leaves it to the rules."""


class Sizes(NamedTuple):
    """How many of each a scenario has."""

    states: int
    classes: int
    agreements: int
    marks: int
    incidents: int
    injects: int
    truths: int
    endings: int
    objectives: int
    turns: int
    leanings: int
    """Most leanings of one seat."""
    later: int
    """Levels of orders with later effects."""
    places: int
    """Most orders of one state that can be under way at once; 0 in a scenario without delays."""


class Layout(NamedTuple):
    """First cell of each field, and the sizes that the rules loop over."""

    clock: int
    relation: int
    tension: int
    exposure: int
    familiarity: int
    approval: int
    economy: int
    readiness: int
    standing: int
    resolve: int
    stake: int
    points: int
    belief: int
    strength: int
    in_force: int
    mark: int
    incident: int
    stimulus: int
    fired: int
    pending: int
    truth: int
    sheet: int
    """(S, SLOTS, SHEET_WIDTH) the orders handed in."""
    filed: int
    """(S,) how many slots of each sheet are used; those after them hold no order."""
    result: int
    """(S, SLOTS, RESULT_WIDTH) what became of each."""
    move: int
    """(I, MOVE_WIDTH) each incident's move."""
    draw: int
    """(J,) each inject's roll."""
    allies: int
    """(S,) bit mask of the states bound to this one by a defence pact in force."""
    pulls: int
    """(L,) how much each leaning of the scripted seat that decides pulls now; of no meaning otherwise."""
    swayed: int
    """(1,) 1 where people intervened in this turn: only then do the cells from here to `asked` hold anything."""
    ruled: int
    """(S, SLOTS, RULED_WIDTH) what the white cell ruled about each order."""
    ruled_move: int
    """(I,) 1 + the transition that it ruled, 0 for none."""
    ruled_call: int
    """(S, A) what it ruled that an ally does about its pact."""
    cued: int
    """(J,) which injects are let happen, kept from it, or judged out of their time, by hand."""
    accord: int
    """(A,) which agreements seats have settled or ended beside their orders."""
    shift: int
    """(MOST_SHIFTS, 2) 1 + a cell of the world that the white cell moves, 0 for none; by how much."""
    asked: int
    """(F,) what was ordered, worked or tagged this turn, as far as a condition of the scenario asks: its `Fact`s."""
    size: int
    states: int
    classes: int
    agreements: int
    incidents: int
    injects: int
    truths: int
    endings: int
    objectives: int
    turns: int
    places: int


def shapes(sizes: Sizes) -> dict[str, tuple[int, ...]]:
    """Give the shape of every field of a `World` of this scenario, in the order of its fields."""
    n = sizes.states
    pair, each = (n, n), (n,)
    by_name: dict[str, tuple[int, ...]] = {
        "clock": (2,),
        "relation": pair,
        "tension": pair,
        "exposure": pair,
        "familiarity": (n, sizes.classes, n),
        "belief": (n, sizes.truths),
        "strength": (sizes.agreements,),
        "in_force": (sizes.agreements,),
        "mark": (sizes.marks,),
        "incident": (sizes.incidents, 3),
        "stimulus": pair,
        "fired": (sizes.injects,),
        "pending": (n, sizes.places),
        "truth": (sizes.truths,),
    }
    return {name: by_name.get(name, each) for name in World._fields}


@lru_cache(maxsize=32)
def pieces(sizes: Sizes) -> tuple[tuple[slice, tuple[int, ...]], ...]:
    """Give where each field of a `World` stands in a row, and its shape."""
    found, at = [], 0
    for shape in shapes(sizes).values():
        found.append((slice(at, at + prod(shape)), shape))
        at += prod(shape)
    return tuple(found)


def lay_out(sizes: Sizes) -> Layout:
    """Place the fields of the world and the facts of the turn one after the other.

    What conditions ask for comes last: how much that is shows when all of them have been read.
    """
    n = sizes.states
    areas = shapes(sizes) | {
        "sheet": (n, SLOTS, SHEET_WIDTH),
        "filed": (n,),
        "result": (n, SLOTS, RESULT_WIDTH),
        "move": (sizes.incidents, MOVE_WIDTH),
        "draw": (sizes.injects,),
        "allies": (n,),
        "pulls": (sizes.leanings,),
        "swayed": (1,),
        "ruled": (n, SLOTS, RULED_WIDTH),
        "ruled_move": (sizes.incidents,),
        "ruled_call": (n, sizes.agreements),
        "cued": (sizes.injects,),
        "accord": (sizes.agreements,),
        "shift": (MOST_SHIFTS, 2),
    }
    starts, at = {}, 0
    for name, shape in areas.items():
        starts[name] = at
        at += prod(shape)
    counts = {name: size for name, size in sizes._asdict().items() if name in Layout._fields}
    return Layout(**starts, asked=at, size=at, **counts)


def as_cells(numbers: Any) -> Any:
    """Give tables, or rows of games, as the compiled rules take them. Raises OverflowError beyond 32 bits."""
    return np.array(numbers, dtype=np.int32)


def as_record(at: Layout) -> Any:
    """Give a layout as a record of int64, which compiled rules pass on by its address: one number instead of each."""
    return np.array([tuple(at)], dtype=[(name, np.int64) for name in Layout._fields])[0]


def flatten(world: World) -> list[int]:
    """Put the cells of a world in a row."""
    row: list[int] = np.concatenate([field.ravel() for field in world]).tolist()
    return row


def unflatten(row: Any, sizes: Sizes) -> World:
    """Cut a row of cells (of the world, further ones are ignored) back into a world."""
    cells: Ints = np.array(row, dtype=np.int32)
    return World(*(cells[place].reshape(shape) for place, shape in pieces(sizes)))
