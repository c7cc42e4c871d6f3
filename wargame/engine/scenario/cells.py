"""The range and the opening value of every cell of the world."""

from math import prod

from wargame.engine.errors import SettingError
from wargame.engine.rules.actions import Kept, packed_kept
from wargame.engine.rules.delayed import Pending, packed
from wargame.engine.scenario.lists import put_lists
from wargame.engine.spec import DyadSpec, ScenarioSpec
from wargame.engine.spec.names import Names
from wargame.engine.world.figures import FIELDS, LARGEST_CELL
from wargame.engine.world.layout import SLOTS, Layout, Sizes, shapes
from wargame.engine.world.table_rows import CellRow

SHORTEST, LONGEST = 0.05, 3650.0
"""Bounds of a half-life in days."""
SCORES = ("openness", "approval", "economy", "readiness", "standing", "resolve")


def opening_cells(spec: ScenarioSpec, names: Names, at: Layout, sizes: Sizes) -> list[CellRow]:
    """Return the lowest, highest and opening value of each cell. Hidden truths open at 0 and are drawn later."""
    opening = [0] * at.sheet
    opening[at.clock] = 1
    put_states(spec, names, at, opening)
    put_dyads(spec, names, at, opening)
    for index, agreement in enumerate(spec.agreements):
        path = f"agreements[{index}]"
        for code in agreement.parties:
            names.find("states", code, f"{path}.parties")
        opening[at.strength + index] = score(agreement.strength, f"{path}.strength")
        opening[at.in_force + index] = int(agreement.in_force)
    for index, incident in enumerate(spec.incidents):
        stage = names.stages[index][incident.start]
        opening[at.incident + 3 * index] = stage
        opening[at.incident + 3 * index + 1] = incident.stages[stage].hostility
    put_lists(spec, names, at, opening)
    limits: list[tuple[int, int]] = []
    highest = {"pending": last_pending(at, sizes), "kept": last_kept(spec, at)}
    for field, shape in shapes(sizes).items():
        spans = [(figure.low, highest.get(figure.key, figure.high)) for figure in FIELDS[field]]
        limits += spans * (prod(shape) // len(spans))
    return [
        CellRow(lowest=low, highest=high, opening=value) for (low, high), value in zip(limits, opening, strict=True)
    ]


def last_pending(at: Layout, sizes: Sizes) -> int:
    """Return the highest number that can encode an order under way. Raises SettingError if it does not fit a cell."""
    last = packed(at, Pending(sizes.later - 1, at.turns, at.blocs - 1, at.blocs - 1, 1, SLOTS - 1))
    if last > LARGEST_CELL:
        message = f"{sizes.later} levels with later effects in {at.turns} turns are too many to keep apart."
        raise SettingError("orders", message, "Drop some, or play fewer turns.")
    return max(last, 0)


def last_kept(spec: ScenarioSpec, at: Layout) -> int:
    """Give the highest number that an order of last turn is written as."""
    levels = sum(len(order.levels) for order in spec.orders)
    return packed_kept(at, Kept(max(levels - 1, 0), at.blocs - 1, at.blocs - 1))


def put_states(spec: ScenarioSpec, names: Names, at: Layout, opening: list[int]) -> None:
    """Enter each state's opening values; its beliefs open at the chance of each truth."""
    for index, state in enumerate(spec.states):
        path = f"states[{index}]"
        for name in SCORES:
            value = score(getattr(state, name), f"{path}.{name}")
            if name != "openness":
                opening[getattr(at, name) + index] = value
        if not 0 <= state.points <= 20 or (state.seat and state.points > SLOTS * 2):
            raise SettingError(f"{path}.points", f"{state.points} is outside 0..{SLOTS * 2}.", "Choose fewer points.")
        opening[at.points + index] = state.points
        for number, truth in enumerate(spec.truths):
            opening[at.belief + index * at.truths + number] = score(truth.chance, f"truths[{number}].chance")


def put_dyads(spec: ScenarioSpec, names: Names, at: Layout, opening: list[int]) -> None:
    """Enter how each state stands towards every other at the opening."""
    seen: set[tuple[int, int]] = set()
    for index, dyad in enumerate(spec.dyads):
        path = f"dyads[{index}]"
        who = names.find("states", dyad.who, f"{path}.who")
        towards = names.find("states", dyad.towards, f"{path}.towards")
        if who == towards or (who, towards) in seen:
            raise SettingError(path, f"{dyad.who} towards {dyad.towards} cannot stand here.", "Name each pair once.")
        seen.add((who, towards))
        pair = who * at.states + towards
        opening[at.relation + pair] = score(dyad.relation, f"{path}.relation", -100)
        opening[at.tension + pair] = score(dyad.tension, f"{path}.tension")
        opening[at.exposure + pair] = score(dyad.exposure, f"{path}.exposure")


def half_lives(spec: ScenarioSpec) -> list[float]:
    """Give in how many days half of each pair's excess of tension fades, row by row."""
    places = {state.code: index for index, state in enumerate(spec.states)}
    found = [DyadSpec.half_life] * len(places) ** 2
    for index, dyad in enumerate(spec.dyads):
        if not SHORTEST <= dyad.half_life <= LONGEST:
            message = f"{dyad.half_life:g} days are outside {SHORTEST:g}..{LONGEST:g}."
            raise SettingError(f"dyads[{index}].half_life", message, "Choose a time within these bounds.")
        found[places[dyad.who] * len(places) + places[dyad.towards]] = dyad.half_life
    return found


def score(value: float, path: str, low: float = 0) -> int:
    """Return a figure on a scale of 0..100 (or -100..100) in milli-points. Raises SettingError outside the scale."""
    if not low <= value <= 100:
        raise SettingError(path, f"{value:g} is outside {low:g}..100.", "Choose a figure within these bounds.")
    return round(value * 1000)
