"""The layout of the flat row of integers that the rules work on: which cell holds what.

The rules see one row per game: first the cells of the `World`, field by field, then the *facts of the turn* (the sheets
handed in, what was ordered, what worked, rolls). So a condition is a few comparisons of cells, and a ledger row is a
cell and a difference.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import prod
from typing import Any, NamedTuple

import numpy as np

from wargame.engine.world.cell_view import CellView
from wargame.engine.world.figures import FIELDS
from wargame.engine.world.world import Ints, World

SLOTS = 8
"""Most orders on a sheet."""
KEPT_ORDERS = 3
"""Orders of last turn that a seat remembers, as many as a scripted seat gives."""
MOST_SHIFTS = 64
"""The most cells that the white cell can move by hand in a turn."""


class FiledOrder(CellView):
    """An order on a sheet. All columns are indexes; -1 stands for none (no order, no target, no partner). Target and
    partner are blocs: the number of a state, or a higher one that names several together.
    """

    kind: int
    level: int
    target: int
    partner: int


class OrderResult(CellView):
    """The result of an order. Rolls and the chance are in 1/65536."""

    status: int
    chance: int
    roll: int
    detected: int
    detection_roll: int


class IncidentMove(CellView):
    """How an incident moves: 1 + the transition drawn (0 for none), and the roll."""

    transition: int
    roll: int


class RuledOrder(CellView):
    """The white cell's ruling on an order: its status, and whether a covert order is noticed; 0 for no ruling."""

    status: int
    notice: int


class OpenOrder(CellView):
    """A candidate that a leaning pulls to and that is legal by itself: its pull, 0 where it does not go with the orders
    on the sheet; its price and MID hostility; and in a draw the sum of pulls up to it, -1 where it is left out.
    """

    candidate: int
    pull: int
    price: int
    force: int
    reach: int


SHEET_WIDTH, RESULT_WIDTH, MOVE_WIDTH, RULED_WIDTH, OPEN_WIDTH = (
    len(view.columns) for view in (FiledOrder, OrderResult, IncidentMove, RuledOrder, OpenOrder)
)
SHEET_KIND, SHEET_LEVEL = (FiledOrder.columns.index(name) for name in ("kind", "level"))
STATUS = OrderResult.columns.index("status")
"""Positions of columns, for code that reads many sheets or results at once as arrays."""

NO_ORDER, REFUSED, DONE, WORKED, FAILED = range(5)
"""Status of an order. `DONE` is an order that needed no success roll; with a roll it is `WORKED` or `FAILED`."""

NOTICED, UNNOTICED = 1, 2
INTERVENED, AS_NOTICED = 1, 2
"""Values of `has_interventions`: people intervened in the turn, or it is played as a seat noticed it."""
DICE_WORKED = 8
"""Added to the status of an order, as a seat noticed it, where the dice let it work, though it may have been ruled."""
WAYS = 4096
"""More transitions than a scenario has: two numbers of transitions share a cell."""
KEPT, BROKEN = 1, 2
FIRED, SKIPPED, JUDGED = 1, 2, 3
SETTLED, ENDED = 1, 2
"""Decisions by hand: on notice of an order, a support call, an inject and an agreement. 0 leaves it to the rules."""


class Sizes(NamedTuple):
    """How many of each thing a scenario has."""

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
    """The number of leanings of the seat that has most."""
    later: int
    """How many levels of orders have later effects."""
    places: int
    """The most orders of one state that can be under way at once; 0 in a scenario without later effects."""
    lists: int
    flows: int
    blocs: int
    """How many targets or partners an order can name, counting several together as one."""


class Layout(NamedTuple):
    """The index of the first cell of each field, and the sizes over which the rules loop."""

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
    provocation: int
    provoked: int
    grudge: int
    kept: int
    fired: int
    pending: int
    rate: int
    rate_turn: int
    announced: int
    announced_turn: int
    hit: int
    duty: int
    truth: int
    sheet: int
    """(S, SLOTS, SHEET_WIDTH) the orders handed in."""
    filed: int
    """(S,) how many slots of each sheet are used; the slots after them hold no order."""
    result: int
    """(S, SLOTS, RESULT_WIDTH) the result of each order."""
    move: int
    """(I, MOVE_WIDTH) the move of each incident."""
    draw: int
    """(J,) each inject's roll."""
    allies: int
    """(S,) bit mask of the states bound to this one by a defence pact in force."""
    pulls: int
    """(L,) the present weight of each leaning of the scripted seat that is deciding; meaningless at other times."""
    has_interventions: int
    """(1,) 0, INTERVENED or AS_NOTICED. The cells from here to `asked` are filled if it is not 0."""
    ruled: int
    """(S, SLOTS, RULED_WIDTH) the white cell's rulings on orders."""
    ruled_move: int
    """(I,) 1 + the transition that the white cell ruled, 0 for none."""
    ruled_call: int
    """(S, A) the white cell's ruling on whether an ally honours its pact."""
    cued: int
    """(J,) the white cell's decision on each inject: fire it, skip it, or judge it outside its turns."""
    accord: int
    """(A,) which agreements seats have settled or ended by proposal, beside their orders."""
    shift: int
    """(MOST_SHIFTS, 2) 1 + a cell of the world that the white cell moves, 0 for none; the amount."""
    asked: int
    """(F,) the `Fact`s of this turn (ordered, worked, tagged) that some condition of the scenario asks for."""
    open_orders: int
    """(1 + O * OPEN_WIDTH,) how many orders are open to the scripted seat that is deciding, these, and room for those
    of a reply; meaningless at other times.
    """
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
    lists: int
    flows: int
    blocs: int


def shapes(sizes: Sizes) -> dict[str, tuple[int, ...]]:
    """Return the shape of every field of a `World` of this scenario, in field order."""
    lengths = sizes._asdict() | {"kept_orders": KEPT_ORDERS}
    return {
        field: (*(lengths[axis] for axis in figures[0].of), *((len(figures),) if len(figures) > 1 else ()))
        for field, figures in FIELDS.items()
    }


@lru_cache(maxsize=32)
def field_slices(sizes: Sizes) -> tuple[tuple[slice, tuple[int, ...]], ...]:
    """Return the slice of a row that holds each field of a `World`, and the field's shape."""
    found, at = [], 0
    for shape in shapes(sizes).values():
        found.append((slice(at, at + prod(shape)), shape))
        at += prod(shape)
    return tuple(found)


def lay_out(sizes: Sizes) -> Layout:
    """Place the fields of the world and the facts of the turn one after the other.

    The facts that conditions ask for, and what is open to a scripted seat, come last: their numbers are known only
    when all conditions and leanings have been read.
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
        "has_interventions": (1,),
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
    return Layout(**starts, asked=at, open_orders=at, size=at, **counts)


def with_late_areas(at: Layout, asked: int, may_open: int) -> Layout:
    """Add the cells whose number is known last: of the facts asked for, and of what is open to a scripted seat."""
    open_orders = at.asked + asked
    return at._replace(open_orders=open_orders, size=open_orders + 1 + may_open * OPEN_WIDTH)


def as_cells(numbers: Any) -> Any:
    """Return tables, or rows of games, as int32 arrays in C order for the compiled rules.

    Raises OverflowError beyond 32 bits.
    """
    cells = np.array(numbers, dtype=np.int32, order="C")
    # Of lists numpy itself refuses numbers that are too large; of arrays it cuts them off.
    if isinstance(numbers, np.ndarray) and not np.array_equal(cells, numbers):
        raise OverflowError("A number is beyond 32 bits.")
    return cells


def as_record(at: Layout) -> Any:
    """Return a layout as a numpy record of int64, which compiled rules pass on as one address."""
    return np.array([tuple(at)], dtype=[(name, np.int64) for name in Layout._fields])[0]


def flatten(world: World) -> list[int]:
    """Concatenate the fields of a world into one row of cells."""
    row: list[int] = flatten_all([world])[0].tolist()
    return row


def flatten_all(worlds: Sequence[World]) -> Any:
    """Concatenate the fields of worlds of one scenario into a row of cells for each (worlds, cells)."""
    return np.concatenate([field.ravel() for world in worlds for field in world[:-1]]).reshape(len(worlds), -1)


def unflatten(row: Any, sizes: Sizes) -> World:
    """Rebuild a world from the first cells of a row; further cells are ignored."""
    cells: Ints = np.array(row, dtype=np.int32)
    return World(*(cells[place].reshape(shape) for place, shape in field_slices(sizes)))
