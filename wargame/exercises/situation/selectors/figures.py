"""Lists every figure of a perspective by name; a masked one is None."""

from dataclasses import dataclass

from wargame.engine.values import FIGURES, Perspective
from wargame.exercises import bridge


@dataclass(frozen=True)
class Figure:
    """The value of a variable of `who`, towards `towards`, or of the thing called `name`; None if the seat may not know
    it.
    """

    variable: str
    value: float | None
    who: str = ""
    towards: str = ""
    name: str = ""


@dataclass(frozen=True)
class IncidentNow:
    """The stage of an incident, and its hostility on the scale 0..5 of militarised disputes; None if the seat may not
    know.
    """

    key: str
    name: str
    stage: str | None
    stage_name: str | None
    hostility: int | None
    turns_in_stage: int | None


def figures_of(view: Perspective, *, is_exact: bool) -> tuple[Figure, ...]:
    """Return all figures of the view, in the order of the world's fields; for a seat in tenths of a point."""
    found = []
    for (variable, who, towards, name), amount in view.cells():
        if FIGURES[variable].is_listed and (not who or who != towards):
            value = bridge.display_amount(variable, amount)
            found.append(Figure(variable, value if is_exact else bridge.in_tenths(variable, value), who, towards, name))
    return tuple(found)


def incidents_of(view: Perspective) -> tuple[IncidentNow, ...]:
    """Return all incidents of the scenario as the view knows them."""
    return tuple(_incident(view, index) for index in range(len(view.setting.spec.incidents)))


def _incident(view: Perspective, index: int) -> IncidentNow:
    incident = view.setting.spec.incidents[index]
    stage, hostility, turns = (bridge.display_amount("stage", int(cell)) for cell in view.world.incident[index])
    if stage is None or hostility is None or turns is None:
        return IncidentNow(incident.key, incident.name, None, None, None, None)
    now = incident.stages[int(stage)]
    return IncidentNow(incident.key, incident.name, now.key, now.name, int(hostility), int(turns))
