"""What each cell of a world is about (its subject), and which seats may know it (its audience)."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from wargame.engine.spec import ScenarioSpec
from wargame.engine.spec.names import Names
from wargame.engine.world.layout import Sizes, shapes

COUNTS = frozenset(
    (
        "points",
        "mark",
        "in_force",
        "stage",
        "hostility",
        "turns in stage",
        "familiarity",
        "stimulus",
        "provocation",
        "kept",
        "fired",
        "pending",
        "rate_turn",
        "announced_turn",
        "turn",
        "ending",
        "truth",
    )
)
"""Variables in whole numbers; all others are in milli-points, or have a unit of their own."""

UNITS = {"rate": 10, "announced": 10, "duty": 10, "hit": 100}
"""How many of a cell stand for one: tenths of a per cent, hundredths of US$ bn."""

OWN = frozenset(("readiness", "resolve", "points", "belief", "pending", "kept", "grudge"))
"""Variables that only their own state knows."""

MOVES = frozenset(("provocation", "provoked"))
"""Variables known to whom all incidents are known that can write them."""

OF_LIST = ("rate", "rate_turn", "announced", "announced_turn")
"""Variables of lists of goods: laws, which everybody reads."""

OF_FLOW = ("hit", "duty")
"""Variables of what one state buys of another, known to everybody as well."""

KNOWN_BY = {
    "mark": "marks",
    "strength": "agreements",
    "in_force": "agreements",
    "fired": "injects",
    "stage": "incidents",
    "hostility": "incidents",
    "turns in stage": "incidents",
}
"""Variables whose audience is the `known_to` of their mark, agreement, inject or incident."""


@dataclass(frozen=True, eq=False)
class Declarations:
    """What a scenario declares by name, before its rules are translated."""

    spec: ScenarioSpec
    codes: tuple[str, ...]
    seats: tuple[str, ...]
    names: Names
    sizes: Sizes


class Subject(NamedTuple):
    """What a cell is about: its variable, whose it is, towards whom, and the key of its mark, agreement, inject or
    incident.
    """

    variable: str
    who: str
    towards: str
    name: str


@lru_cache(maxsize=32)
def subjects(setting: Declarations) -> tuple[Subject, ...]:
    """Return the subject of every cell of a world, in the order of the row."""
    spec = setting.spec
    keys = {
        "strength": [pact.key for pact in spec.agreements],
        "in_force": [pact.key for pact in spec.agreements],
        "mark": [mark.key for mark in spec.marks],
        "fired": [inject.key for inject in spec.injects],
        "truth": [truth.key for truth in spec.truths],
    } | {field: [one.key for one in spec.lists] for field in OF_LIST}
    return tuple(
        subject_of(setting, field, index, keys)
        for field, shape in shapes(setting.sizes).items()
        for index in product(*(range(length) for length in shape))
    )


def subject_of(setting: Declarations, field: str, index: tuple[int, ...], keys: dict[str, list[str]]) -> Subject:
    """Return the subject of one cell."""
    codes = setting.codes
    if field in keys:
        return Subject(field, "", "", keys[field][index[0]])
    if field in OF_FLOW:
        flow = setting.spec.flows[index[0]]
        index = codes.index(flow.owner), codes.index(flow.against)
    match field:
        case "clock":
            return Subject(("turn", "ending")[index[0]], "", "", "")
        case "incident":
            variable = ("stage", "hostility", "turns in stage")[index[1]]
            return Subject(variable, "", "", setting.spec.incidents[index[0]].key)
        case "belief" | "pending" | "kept":
            name = setting.spec.truths[index[1]].key if field == "belief" else str(index[1] + 1)
            return Subject(field, codes[index[0]], "", name)
        case "familiarity":
            return Subject(field, codes[index[0]], codes[index[2]], list(setting.names.classes)[index[1]])
    return Subject(field, codes[index[0]], codes[index[1]] if len(index) > 1 else "", "")


def seats_of(setting: Declarations, known_to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the seats that a `known_to` list names."""
    if "all" in known_to:
        return setting.seats
    return tuple(seat for seat in setting.seats if seat in known_to)


@lru_cache(maxsize=16384)
def audience_of(setting: Declarations, subject: Subject) -> tuple[str, ...]:
    """Return the seats that may know the value of a cell."""
    if subject.variable in OWN:
        is_grudge = subject.variable == "grudge"
        told = moves_known_to(setting, subject.towards, subject.who) if is_grudge else setting.seats
        return tuple(seat for seat in told if seat == subject.who)
    if subject.variable in MOVES:
        return moves_known_to(setting, subject.who, subject.towards)
    if subject.variable == "truth":
        return ()
    if subject.variable in KNOWN_BY:
        field = KNOWN_BY[subject.variable]
        index = getattr(setting.names, field)[subject.name]
        return seats_of(setting, getattr(setting.spec, field)[index].known_to)
    sides = (subject.who, subject.towards) if counts_private_acts(setting, subject) else setting.seats
    return tuple(seat for seat in setting.seats if seat in sides)


def moves_known_to(setting: Declarations, actor: str, touched: str) -> tuple[str, ...]:
    """Say which seats know of every incident by which one state may touch another."""
    known = setting.seats
    for incident in setting.spec.incidents:
        if incident.actor == actor and touched in (incident.target, *incident.claimants):
            known = tuple(seat for seat in known if seat in seats_of(setting, incident.known_to))
    return known


def counts_private_acts(setting: Declarations, subject: Subject) -> bool:
    """Return whether a count of acts may include acts that only actor and target noticed."""
    private = [order for order in setting.spec.orders if order.visibility == "private"]
    if subject.variable == "familiarity":
        return any(order.order_class == subject.name for order in private)
    codes = (level.codes or order.codes for order in private for level in order.levels)
    return subject.variable == "stimulus" and any(code.mid_action for code in codes)


def seen_masks(setting: Declarations) -> list[int]:
    """Return for each cell of a world the bit mask of the states that may know it."""
    places = setting.names.states
    return [sum(1 << places[seat] for seat in audience_of(setting, subject)) for subject in subjects(setting)]
