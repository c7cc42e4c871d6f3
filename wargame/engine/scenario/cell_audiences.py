"""The subject of each cell of a world, and the seats that may know it (its audience)."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from wargame.engine.spec import ScenarioSpec
from wargame.engine.spec.names import Names
from wargame.engine.world.figures import FIELDS, FIGURES, Audience
from wargame.engine.world.layout import Sizes, shapes


@dataclass(frozen=True, eq=False)
class Declarations:
    """The names that a scenario declares, before its rules are translated."""

    spec: ScenarioSpec
    codes: tuple[str, ...]
    seats: tuple[str, ...]
    names: Names
    sizes: Sizes


class Subject(NamedTuple):
    """The subject of a cell: its variable, whose it is, towards whom, and the key of its mark, agreement, inject or
    incident.
    """

    variable: str
    who: str
    towards: str
    name: str


@lru_cache(maxsize=32)
def subjects(setting: Declarations) -> tuple[Subject, ...]:
    """Return the subject of every cell of a world, in the order of the row."""
    return tuple(
        subject_of(setting, field, index)
        for field, shape in shapes(setting.sizes).items()
        for index in product(*(range(length) for length in shape))
    )


def subject_of(setting: Declarations, field: str, index: tuple[int, ...]) -> Subject:
    """Return the subject of one cell."""
    figures = FIELDS[field]
    figure = figures[index[-1]] if len(figures) > 1 else figures[0]
    states: list[str] = []
    name = ""
    for axis, place in zip(figure.of, index, strict=False):
        match axis:
            case "states":
                states.append(setting.codes[place])
            case "flows":
                states += [setting.spec.flows[place].owner, setting.spec.flows[place].against]
            case "classes":
                name = list(setting.names.classes)[place]
            case "places" | "kept_orders":
                name = str(place + 1)
            case _:
                name = getattr(setting.spec, axis)[place].key
    who, towards = [*states, "", ""][:2]
    return Subject(figure.key, who, towards, name)


def seats_of(setting: Declarations, known_to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the seats that a `known_to` list names."""
    if "all" in known_to:
        return setting.seats
    return tuple(seat for seat in setting.seats if seat in known_to)


@lru_cache(maxsize=16384)
def audience_of(setting: Declarations, subject: Subject) -> tuple[str, ...]:
    """Return the seats that may know the value of a cell."""
    figure = FIGURES[subject.variable]
    known = setting.seats
    match figure.audience:
        case Audience.NOBODY:
            known = ()
        case Audience.OWN:
            known = (subject.who,)
        case Audience.MEMORY:
            known = tuple(seat for seat in moves_known_to(setting, subject.towards, subject.who) if seat == subject.who)
        case Audience.MOVES:
            known = moves_known_to(setting, subject.who, subject.towards)
        case Audience.NAMED:
            (field,) = figure.of
            index = getattr(setting.names, field)[subject.name]
            known = seats_of(setting, getattr(setting.spec, field)[index].known_to)
        case Audience.ACTS if counts_private_acts(setting, subject):
            known = (subject.who, subject.towards)
    return tuple(seat for seat in setting.seats if seat in known)


def moves_known_to(setting: Declarations, actor: str, touched: str) -> tuple[str, ...]:
    """Return the seats that know of every incident by which one state may touch another."""
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
