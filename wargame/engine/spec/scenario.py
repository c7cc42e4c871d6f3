"""A whole scenario, and its turns."""

from dataclasses import dataclass

from wargame.engine.spec.events import AssertionSpec, CueSpec, EndingSpec, IncidentSpec, InjectSpec
from wargame.engine.spec.lists import FlowSpec, ListSpec
from wargame.engine.spec.orders import ContradictionSpec, OrderSpec
from wargame.engine.spec.policies import LeaningSpec, RecordSpec
from wargame.engine.spec.states import AgreementSpec, DyadSpec, MarkSpec, ObjectiveSpec, StateSpec, TruthSpec


@dataclass(frozen=True)
class TurnSpec:
    """The simulated time of a turn. Every rate a day is converted by `minutes`."""

    number: int
    title: str
    starts_at: str
    ends_at: str
    minutes: int


@dataclass(frozen=True)
class ScenarioSpec:
    """Everything that the engine needs to know about a scenario.

    `dials` overrides defaults by key, with a figure or with the name of a preset.
    """

    slug: str
    states: tuple[StateSpec, ...]
    dyads: tuple[DyadSpec, ...]
    turns: tuple[TurnSpec, ...]
    orders: tuple[OrderSpec, ...]
    incidents: tuple[IncidentSpec, ...]
    endings: tuple[EndingSpec, ...]
    objectives: tuple[ObjectiveSpec, ...]
    agreements: tuple[AgreementSpec, ...] = ()
    marks: tuple[MarkSpec, ...] = ()
    truths: tuple[TruthSpec, ...] = ()
    injects: tuple[InjectSpec, ...] = ()
    leanings: tuple[LeaningSpec, ...] = ()
    record: tuple[RecordSpec, ...] = ()
    cues: tuple[CueSpec, ...] = ()
    assertions: tuple[AssertionSpec, ...] = ()
    dials: tuple[tuple[str, float | str], ...] = ()
    contradictions: tuple[ContradictionSpec, ...] = ()
    flows: tuple[FlowSpec, ...] = ()
    lists: tuple[ListSpec, ...] = ()
