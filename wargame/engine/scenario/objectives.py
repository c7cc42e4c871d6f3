"""Objectives as rows."""

from wargame.engine.errors import SettingError
from wargame.engine.scenario.conditions import BETWEEN_TURNS
from wargame.engine.scenario.rows import Rows, milli
from wargame.engine.spec import ObjectiveSpec, ScenarioSpec

WIDEST = 1000.0
"""Most points that a score may begin with, or that a modifier of it may be."""
NOTHING = (-1, 0, 1)
"""Cell, low and high of an objective without a variable."""


def compile_objectives(spec: ScenarioSpec, rows: Rows) -> list[tuple[int, ...]]:
    """Translate every objective, in the order of the scenario."""
    return [objective_row(one, f"objectives[{index}]", rows) for index, one in enumerate(spec.objectives)]


def objective_row(objective: ObjectiveSpec, path: str, rows: Rows) -> tuple[int, ...]:
    """Translate one objective."""
    return (
        rows.names.find("states", objective.seat, f"{path}.seat"),
        objective.weight,
        milli(objective.base, f"{path}.base", -WIDEST, WIDEST),
        *(span_row(objective, path, rows) if objective.variable else NOTHING),
        *rows.add_modifiers(objective.modifiers, f"{path}.modifiers", BETWEEN_TURNS, WIDEST),
    )


def span_row(objective: ObjectiveSpec, path: str, rows: Rows) -> tuple[int, int, int]:
    """Give the cell of an objective's variable, and where its score is 0 and 100, in the cell's own unit."""
    cell, unit = rows.reader.variable(objective.variable.split(), objective.variable, f"{path}.variable")
    low, high = round(objective.low * unit), round(objective.high * unit)
    if low == high:
        raise SettingError(f"{path}.high", "It equals low: nothing lies between.", "Write the best value here.")
    return cell, low, high
