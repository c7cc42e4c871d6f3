"""Translates objectives to rows."""

from wargame.engine.errors import SettingError
from wargame.engine.scenario.conditions import BETWEEN_TURNS
from wargame.engine.scenario.rows import Rows, milli
from wargame.engine.spec import ObjectiveSpec, ScenarioSpec
from wargame.engine.world.table_rows import ObjectiveRow

WIDEST = 1000.0
"""The largest base of a score, and the largest modifier of one, in points."""
NOTHING = (-1, 0, 1)
"""Cell, low and high of an objective without a variable."""


def compile_objectives(spec: ScenarioSpec, rows: Rows) -> list[ObjectiveRow]:
    """Return the row of every objective, in the scenario's order."""
    return [objective_row(one, f"objectives[{index}]", rows) for index, one in enumerate(spec.objectives)]


def objective_row(objective: ObjectiveSpec, path: str, rows: Rows) -> ObjectiveRow:
    """Return the row of one objective."""
    seat = rows.names.find("states", objective.seat, f"{path}.seat")
    base = milli(objective.base, f"{path}.base", -WIDEST, WIDEST)
    cell, low, high = span_of(objective, path, rows) if objective.variable else NOTHING
    modifier_from, modifier_to = rows.add_modifiers(objective.modifiers, f"{path}.modifiers", BETWEEN_TURNS, WIDEST)
    return ObjectiveRow(
        seat=seat,
        weight=objective.weight,
        base=base,
        cell=cell,
        low=low,
        high=high,
        modifier_from=modifier_from,
        modifier_to=modifier_to,
    )


def span_of(objective: ObjectiveSpec, path: str, rows: Rows) -> tuple[int, int, int]:
    """Return the cell of an objective's variable and the values at which its score is 0 and 100, in the cell's unit."""
    cell, unit = rows.reader.variable(objective.variable.split(), objective.variable, f"{path}.variable")
    low, high = round(objective.low * unit), round(objective.high * unit)
    if low == high:
        raise SettingError(f"{path}.high", "It equals low: nothing lies between.", "Write the best value here.")
    return cell, low, high
