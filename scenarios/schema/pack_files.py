"""The files of a pack and the schema of each. Gameplay is validated directly into the engine's own dataclasses."""

from typing import Annotated

from pydantic import Field

from scenarios.schema.base import Entry
from scenarios.schema.pack import MapWindow, MetaEntry, NoteEntry, SeatEntry
from scenarios.schema.pack_advisers import AdviserText
from scenarios.schema.pack_format import FORMAT
from scenarios.schema.pack_lists import OrderEntry
from scenarios.schema.pack_texts import (
    CoachText,
    EndingText,
    InjectText,
    MessageText,
    MoveText,
    OutletText,
    PromptText,
    ReportText,
    SentenceText,
    SituationText,
    StakeText,
    SuggestionText,
    TrackText,
)
from scenarios.schema.references import FactRef
from scenarios.schema.scalars import Key, Line, Whole
from scenarios.schema.stakes import StakesEntry
from wargame.engine import (
    AgreementSpec,
    ContradictionSpec,
    DyadSpec,
    EndingSpec,
    IncidentSpec,
    InjectSpec,
    LeaningSpec,
    MarkSpec,
    ObjectiveSpec,
    RecordSpec,
    StateSpec,
    TruthSpec,
    TurnSpec,
)


class CoverFile(Entry):
    """`scenario.yaml`: the card, the world at the start, the endings, and the outcomes that the white cell judges.

    `format`, `authors` and `licence` belong to the file: no version of a scenario depends on them.
    """

    format: Annotated[Whole, Field(ge=1, le=FORMAT)] = FORMAT
    authors: tuple[Line, ...] = Field(default=(), max_length=20)
    licence: Line | None = None
    meta: MetaEntry
    facts: tuple[FactRef, ...] = Field(default=(), max_length=200)
    notes: tuple[NoteEntry, ...] = Field(default=(), max_length=60)
    map_window: MapWindow
    states: tuple[StateSpec, ...]
    dyads: tuple[DyadSpec, ...]
    turns: tuple[TurnSpec, ...]
    agreements: tuple[AgreementSpec, ...] = ()
    marks: tuple[MarkSpec, ...] = ()
    truths: tuple[TruthSpec, ...] = ()
    endings: tuple[EndingSpec, ...]
    stakes: StakesEntry = StakesEntry()
    # Scalars are read as text, so a number is tried first and the name of a preset second.
    dials: tuple[tuple[str, Annotated[float | str, Field(union_mode="left_to_right")]], ...] = ()


class OrdersFile(Entry):
    """`orders.yaml`."""

    orders: tuple[OrderEntry, ...] = Field(max_length=400)
    contradictions: tuple[ContradictionSpec, ...] = Field(default=(), max_length=400)


class IncidentsFile(Entry):
    """`incidents.yaml`."""

    incidents: tuple[IncidentSpec, ...] = Field(default=(), max_length=60)


class MselFile(Entry):
    """`msel.yaml`: the injects and what seats read when they fire."""

    injects: tuple[InjectSpec, ...] = Field(default=(), max_length=100)
    texts: tuple[InjectText, ...] = Field(default=(), max_length=300)


class TracksFile(Entry):
    """`tracks.yaml`."""

    tracks: tuple[TrackText, ...] = Field(default=(), max_length=400)
    moves: tuple[MoveText, ...] = Field(default=(), max_length=100)


class LeaningsFile(Entry):
    """`leanings.yaml`."""

    leanings: tuple[LeaningSpec, ...] = Field(default=(), max_length=1000)


class RecordFile(Entry):
    """`record.yaml`: what was done historically, how it ended, and the pages of the endings, which compare with it."""

    record: tuple[RecordSpec, ...] = Field(max_length=300)
    endings: tuple[EndingText, ...] = Field(max_length=30)
    ended: Key | None = None


class WireFile(Entry):
    """`wire.yaml`: the outlets of the press, reports for several seats, lines of help, prompts, and what people say."""

    outlets: tuple[OutletText, ...] = Field(default=(), max_length=40)
    reports: tuple[ReportText, ...] = Field(default=(), max_length=300)
    coach: tuple[CoachText, ...] = Field(default=(), max_length=60)
    prompts: tuple[PromptText, ...] = Field(default=(), max_length=120)
    sentences: tuple[SentenceText, ...] = Field(default=(), max_length=6)


class SeatFile(Entry):
    """`seats/<CODE>.yaml`: everything for one seat. Its items need not name the seat."""

    brief: SeatEntry
    objectives: tuple[ObjectiveSpec, ...] = Field(min_length=1, max_length=20)
    advisers: tuple[AdviserText, ...] = Field(default=(), max_length=12)
    situations: tuple[SituationText, ...] = Field(min_length=1, max_length=120)
    at_stake: tuple[StakeText, ...] = Field(default=(), max_length=120)
    reports: tuple[ReportText, ...] = Field(default=(), max_length=300)
    messages: tuple[MessageText, ...] = Field(default=(), max_length=200)
    suggestions: tuple[SuggestionText, ...] = Field(default=(), max_length=200)
