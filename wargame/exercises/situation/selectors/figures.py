"""Lists every figure of a perspective by name; a masked one is None."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from wargame.engine.values import Perspective
from wargame.exercises import bridge

_OF_PAIRS = ("relation", "tension", "exposure")
_OF_STATES = ("approval", "economy", "readiness", "standing", "resolve", "stake", "points")


class Keyed(Protocol):
    """A thing of the scenario that has a key."""

    @property
    def key(self) -> str: ...


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
    found = (*_pairs(view), *_states(view), *_beliefs(view), *_named(view), *_of_flows(view))
    return found if is_exact else tuple(replace(one, value=bridge.in_tenths(one.variable, one.value)) for one in found)


def incidents_of(view: Perspective) -> tuple[IncidentNow, ...]:
    """Return all incidents of the scenario as the view knows them."""
    return tuple(_incident(view, index) for index in range(len(view.setting.spec.incidents)))


def _pairs(view: Perspective) -> Iterator[Figure]:
    codes = view.setting.codes
    for variable in _OF_PAIRS:
        cells = getattr(view.world, variable)
        for i, who in enumerate(codes):
            for j, towards in enumerate(codes):
                if i != j:
                    yield Figure(variable, bridge.shown_amount(variable, int(cells[i, j])), who, towards)


def _states(view: Perspective) -> Iterator[Figure]:
    for variable in _OF_STATES:
        cells = getattr(view.world, variable)
        for i, who in enumerate(view.setting.codes):
            yield Figure(variable, bridge.shown_amount(variable, int(cells[i])), who)


def _beliefs(view: Perspective) -> Iterator[Figure]:
    for i, who in enumerate(view.setting.codes):
        for t, truth in enumerate(view.setting.spec.truths):
            yield Figure("belief", bridge.shown_amount("belief", int(view.world.belief[i, t])), who, name=truth.key)


def _named(view: Perspective) -> Iterator[Figure]:
    spec, world = view.setting.spec, view.world
    columns: tuple[tuple[str, tuple[Keyed, ...], Any], ...] = (
        ("strength", spec.agreements, world.strength),
        ("in_force", spec.agreements, world.in_force),
        ("mark", spec.marks, world.mark),
        ("fired", spec.injects, world.fired),
        ("rate", spec.lists, world.rate),
        ("announced", spec.lists, world.announced),
        ("truth", spec.truths, world.truth),
    )
    for variable, things, cells in columns:
        for index, thing in enumerate(things):
            yield Figure(variable, bridge.shown_amount(variable, int(cells[index])), name=thing.key)


def _of_flows(view: Perspective) -> Iterator[Figure]:
    for index, flow in enumerate(view.setting.spec.flows):
        for variable, cells in (("hit", view.world.hit), ("duty", view.world.duty)):
            yield Figure(variable, bridge.shown_amount(variable, int(cells[index])), flow.owner, flow.against)


def _incident(view: Perspective, index: int) -> IncidentNow:
    incident = view.setting.spec.incidents[index]
    stage, hostility, turns = (bridge.shown_amount("stage", int(cell)) for cell in view.world.incident[index])
    if stage is None or hostility is None or turns is None:
        return IncidentNow(incident.key, incident.name, None, None, None, None)
    now = incident.stages[int(stage)]
    return IncidentNow(incident.key, incident.name, now.key, now.name, int(hostility), int(turns))
