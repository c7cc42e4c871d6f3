"""Translates objectives with their caps to rows, and checks what contradicts them."""

from collections.abc import Sequence

from wargame.engine.errors import SettingError
from wargame.engine.scenario.cell_audiences import Declarations, subjects
from wargame.engine.scenario.conditions import BETWEEN_TURNS
from wargame.engine.scenario.rows import Rows, milli
from wargame.engine.spec import CapSpec, ObjectiveSpec, ScenarioSpec
from wargame.engine.world.table_rows import CapRow, ObjectiveRow

WIDEST = 1000.0
"""The largest base of a score, and the largest modifier of one, in points."""
NOTHING = (-1, 0, 1)
"""Cell, low and high of an objective without a variable."""
HIGHEST = 99.0
"""The highest cap, in points: 100 would cap nothing."""


def compile_objectives(spec: ScenarioSpec, rows: Rows) -> tuple[list[ObjectiveRow], list[CapRow]]:
    """Return the row of every objective, in the scenario's order, and those of all caps."""
    caps: list[CapRow] = []
    found = [objective_row(one, f"objectives[{index}]", rows, caps) for index, one in enumerate(spec.objectives)]
    return found, caps


def objective_row(objective: ObjectiveSpec, path: str, rows: Rows, caps: list[CapRow]) -> ObjectiveRow:
    """Return the row of one objective, and add those of its caps to `caps`."""
    seat = rows.names.find("states", objective.seat, f"{path}.seat")
    base = milli(objective.base, f"{path}.base", -WIDEST, WIDEST)
    cell, low, high = span_of(objective, path, rows) if objective.variable else NOTHING
    modifier_from, modifier_to = rows.add_modifiers(objective.modifiers, f"{path}.modifiers", BETWEEN_TURNS, WIDEST)
    first = len(caps)
    caps += [cap_row(cap, f"{path}.caps[{index}]", rows) for index, cap in enumerate(objective.caps)]
    check_exclusions(objective, path, rows)
    return ObjectiveRow(
        seat=seat,
        weight=objective.weight,
        base=base,
        cell=cell,
        low=low,
        high=high,
        modifier_from=modifier_from,
        modifier_to=modifier_to,
        cap_from=first,
        cap_to=len(caps),
    )


def cap_row(cap: CapSpec, path: str, rows: Rows) -> CapRow:
    """Return the row of one cap. Raises SettingError."""
    if not cap.says.strip():
        raise SettingError(f"{path}.says", "The cap has no sentence.", "Say in a sentence what stands in the way.")
    most = milli(cap.most, f"{path}.most", 0, HIGHEST)
    return CapRow(most=most, when=rows.condition(cap.when, f"{path}.when", BETWEEN_TURNS))


def check_exclusions(objective: ObjectiveSpec, path: str, rows: Rows) -> None:
    """Check the conditions of the events that an objective excludes."""
    for index, event in enumerate(objective.excludes):
        place = f"{path}.excludes[{index}].when"
        if not event.when:
            raise SettingError(place, "It names no event.", 'Write what begins, for example "stage talks = broken".')
        rows.condition(event.when, place, BETWEEN_TURNS)


def check_caps_are_seen(declared: Declarations, rows: Rows, seen: Sequence[int]) -> None:
    """Refuse a cap that asks for something that its seat may not know: on the seat's page the cap would be missing, or
    betray it. Raises SettingError.
    """
    for index, objective in enumerate(declared.spec.objectives):
        place = declared.names.states[objective.seat]
        for number, cap in enumerate(objective.caps):
            span = rows.conditions[rows.known[cap.when]]
            for clause in rows.clauses[span.clause_from : span.clause_to]:
                if not seen[clause.cell] >> place & 1:
                    asked = " ".join(filter(None, subjects(declared)[clause.cell]))
                    message = f"{objective.seat} may not know: {asked}."
                    remedy = f"Ask for something that {objective.seat} knows, or write a modifier."
                    raise SettingError(f"objectives[{index}].caps[{number}].when", message, remedy)


def span_of(objective: ObjectiveSpec, path: str, rows: Rows) -> tuple[int, int, int]:
    """Return the cell of an objective's variable and the values at which its score is 0 and 100, in the cell's unit."""
    cell, unit = rows.reader.variable(objective.variable, f"{path}.variable")
    low, high = round(objective.low * unit), round(objective.high * unit)
    if low == high:
        raise SettingError(f"{path}.high", "It equals low: nothing lies between.", "Write the best value here.")
    return cell, low, high
