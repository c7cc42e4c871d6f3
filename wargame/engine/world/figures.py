"""The one table of the figures of a world: what each belongs to, its range, unit, labels and audience.

Everything else derives from it: the layout of a row, the bounds of cells, who may know them, sentences of the log,
gauges of pages, what people and packs can move, and the figures of the API. docs/decisions/0089-declared-figures.md
"""

from collections.abc import Callable
from enum import Enum
from itertools import groupby
from typing import NamedTuple

MILLI, HUNDREDTHS, TENTHS, COUNT = 1000, 100, 10, 1
"""How many of a cell stand for one: of a point, of US$ bn, of a per cent, of a thing that is counted."""

LARGEST_CELL = 2**31 - 1
"""The bound of figures that a scenario bounds itself: they pack several numbers in one."""


class Audience(Enum):
    """The seats that may know a figure."""

    EVERYBODY = "all seats"
    OWN = "the state itself"
    NAMED = "the seats that `known_to` of its agreement, mark, incident or inject names"
    ACTS = "all seats; but only actor and target where it may count acts that they alone noticed"
    MOVES = "the seats that know every incident which can write it"
    MEMORY = "the state itself, if it knows every incident which can write it"
    NOBODY = "no seat"


class Figure(NamedTuple):
    """One figure of the world, as every part of the product knows it.

    `of` names what it belongs to, one word for each axis: ("states", "states") is a figure of each pair. Its cells hold
    `low` to `high`; `unit` of them are one point, or one of what is counted. `label` begins a line, and `in_sentence`
    stands inside one.

    `gauge` is its place among the figures that people follow in points from turn to turn, 0 for the others. An author's
    effects can move it if `is_authored`; the list of figures in the API has it if `is_listed`; the log tells its
    changes as something that happened if `is_event`. Figures with one `field` share an array of the world.
    """

    key: str
    label: str
    of: tuple[str, ...]
    audience: Audience
    unit: int = MILLI
    low: int = 0
    high: int = 100_000
    gauge: int = 0
    is_authored: bool = False
    is_listed: bool = False
    is_event: bool = False
    field: str = ""

    @property
    def in_sentence(self) -> str:
        """Return the label as it stands inside a sentence."""
        return self.label[0].lower() + self.label[1:]

    @property
    def is_count(self) -> bool:
        """Return whether its cells hold whole numbers of something."""
        return self.unit == COUNT

    @property
    def is_in_points(self) -> bool:
        """Return whether its cells hold thousandths of a point."""
        return self.unit == MILLI


STATE, PAIR = ("states",), ("states", "states")
AGREEMENT, INCIDENT, LIST, FLOW = ("agreements",), ("incidents",), ("lists",), ("flows",)
EVERYBODY, OWN, NAMED, ACTS, MOVES, MEMORY, NOBODY = Audience
WIDE = -100_000

# The order is that of the fields of `World`. `fmt: off` keeps one figure on one line.
# fmt: off
TABLE = (
    Figure("turn", "Turn", (), EVERYBODY, COUNT, 0, 999, is_event=True, field="clock"),
    Figure("ending", "Ending", (), EVERYBODY, COUNT, 0, 999, is_event=True, field="clock"),
    Figure("relation", "Relations", PAIR, EVERYBODY, low=WIDE, gauge=2, is_authored=True, is_listed=True),
    Figure("tension", "Tension", PAIR, EVERYBODY, gauge=1, is_authored=True, is_listed=True),
    Figure("exposure", "Economic exposure", PAIR, EVERYBODY, is_authored=True, is_listed=True),
    Figure("familiarity", "Number of seen acts", ("states", "classes", "states"), ACTS, COUNT, 0, 9999),
    Figure("approval", "Home confidence", STATE, EVERYBODY, gauge=3, is_authored=True, is_listed=True),
    Figure("economy", "Economy", STATE, EVERYBODY, gauge=6, is_authored=True, is_listed=True),
    Figure("readiness", "Readiness", STATE, OWN, gauge=7, is_authored=True, is_listed=True),
    Figure("standing", "Standing", STATE, EVERYBODY, gauge=4, is_authored=True, is_listed=True),
    Figure("resolve", "Resolve", STATE, OWN, gauge=8, is_authored=True, is_listed=True),
    Figure("stake", "Public stake", STATE, EVERYBODY, gauge=5, is_authored=True, is_listed=True),
    Figure("points", "Order points", STATE, OWN, COUNT, 0, 99, is_authored=True, is_listed=True),
    Figure("belief", "Belief", ("states", "truths"), OWN, is_authored=True, is_listed=True),
    Figure("strength", "Strength", AGREEMENT, NAMED, gauge=9, is_authored=True, is_listed=True),
    Figure("in_force", "In force", AGREEMENT, NAMED, COUNT, 0, 1, is_authored=True, is_listed=True, is_event=True),
    Figure("mark", "Mark", ("marks",), NAMED, COUNT, 0, 100, is_authored=True, is_listed=True, is_event=True),
    Figure("stage", "Stage", INCIDENT, NAMED, COUNT, 0, 9999, is_event=True, field="incident"),
    Figure("hostility", "Hostility", INCIDENT, NAMED, COUNT, 0, 9999, field="incident"),
    Figure("turns in stage", "Turns in stage", INCIDENT, NAMED, COUNT, 0, 9999, field="incident"),
    Figure("stimulus", "Most hostile act (MID number)", PAIR, ACTS, COUNT, 0, 99),
    Figure("provocation", "Most hostile move of an incident (MID number)", PAIR, MOVES, COUNT, 0, 99),
    Figure("provoked", "Resolve from a move of an incident", PAIR, MOVES, high=50_000),
    Figure("grudge", "Memory of force (MID level)", PAIR, MEMORY, high=5_000),
    Figure("kept", "Order to go on with", ("states", "kept_orders"), OWN, COUNT, high=LARGEST_CELL, is_event=True),
    Figure("fired", "Turn of an inject", ("injects",), NAMED, COUNT, 0, 999, is_listed=True, is_event=True),
    Figure("pending", "Order under way", ("states", "places"), OWN, COUNT, high=LARGEST_CELL, is_event=True),
    Figure("rate", "Duty", LIST, EVERYBODY, TENTHS, 0, 1_000, is_listed=True, is_event=True),
    Figure("rate_turn", "Turn of the duty", LIST, EVERYBODY, COUNT, 0, 999, is_event=True),
    Figure("announced", "Announced duty", LIST, EVERYBODY, TENTHS, -10, 1_000, is_listed=True, is_event=True),
    Figure("announced_turn", "Turn of the announced duty", LIST, EVERYBODY, COUNT, 0, 999, is_event=True),
    Figure("hit", "Imports taxed", FLOW, EVERYBODY, HUNDREDTHS, 0, 2_000_000, is_listed=True),
    Figure("duty", "Average duty", FLOW, EVERYBODY, TENTHS, 0, 1_000, is_listed=True),
    Figure("truth", "Truth", ("truths",), NOBODY, COUNT, 0, 1, is_listed=True),
)
# fmt: on

FIGURES = {figure.key: figure for figure in TABLE}
FIELDS = {field: tuple(figures) for field, figures in groupby(TABLE, lambda figure: figure.field or figure.key)}
"""The figures of each array of the world. Where there are several, they are its last axis."""


def keys_where(holds: Callable[[Figure], bool]) -> tuple[str, ...]:
    """Return the keys of the figures for which something holds, in the order of the table."""
    return tuple(figure.key for figure in TABLE if holds(figure))


GAUGES = tuple(sorted((figure for figure in TABLE if figure.gauge), key=lambda figure: figure.gauge))
"""The figures in points that people follow from turn to turn, in the order of pages."""
GAUGES_OF_A_PAIR = tuple(figure.key for figure in GAUGES if figure.of == PAIR)
GAUGES_OF_A_STATE = tuple(figure.key for figure in GAUGES if figure.of == STATE)
AUTHORED = keys_where(lambda figure: figure.is_authored)
"""The figures that effects of a scenario can move."""
