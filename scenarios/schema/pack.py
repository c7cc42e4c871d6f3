"""A scenario pack as one value: its card, its seats, the facts it uses, its rules and its texts.

The seam to the loader: `read_pack(folder, known)` returns a `Pack`. The loader turns these attributes into rows
and needs no others: `meta`, `seats`, `facts`, `notes`, `objectives` (each with seat, key, text, weight, public) and
`injects` (each with key, title, when, turns). The whole is kept in the content of the scenario version, as
`Pack.model_dump(mode="json")`, for the opening to read back.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.pack_texts import Texts
from scenarios.schema.references import FactRef, PlaceRef, StateRef
from scenarios.schema.scalars import Code, Flag, Line, Number, Slug, Text, Title, Whole
from scenarios.schema.stakes import StakesEntry
from scenarios.vocabulary import Readiness, Shape, Status
from wargame.engine import InjectSpec, ObjectiveSpec, ScenarioSpec

Minutes = Annotated[Whole, Field(ge=5, le=1440)]
Longitude = Annotated[Number, Field(ge=-180, le=180)]
Latitude = Annotated[Number, Field(ge=-90, le=90)]


class MetaEntry(Entry):
    """The card of a scenario in the library. `focus` is the place its small map is centred on."""

    slug: Slug
    title: Title
    subtitle: Line
    category: Line
    place: Line
    summary: Text
    minutes: tuple[Minutes, Minutes]
    turns: Annotated[Whole, Field(ge=1, le=99)]
    status: Readiness
    focus: PlaceRef
    learning: tuple[Line, ...] = Field(min_length=1, max_length=12)
    tags: tuple[Line, ...] = Field(default=(), max_length=12)


class TermEntry(Entry):
    """A word as this government uses it."""

    term: Line
    meaning: Line


class SeatEntry(Entry):
    """A post on offer, in its government's own terms. `task` and `dilemma` are public, `brief` and `aims` are not."""

    code: Code
    name: Title
    post: Line
    state: StateRef | None = None
    shape: Shape
    task: Text
    dilemma: Text
    brief: Text
    aims: Text
    terms: tuple[TermEntry, ...] = Field(default=(), max_length=12)
    solo_default: Flag = False


class NoteEntry(Entry):
    """Something in the scenario that is sourced, worked out from sources, or made up for play."""

    status: Status
    subject: Title
    text: Text


class MapWindow(Entry):
    """What the map shows, in degrees."""

    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude

    @model_validator(mode="after")
    def _has_an_inside(self) -> Self:
        if self.west >= self.east or self.south >= self.north:
            raise mistake("window", "the window has no inside.", "Let west be below east and south below north.")
        return self


class Pack(Entry):
    """One scenario as its author wrote it. Claims about the facts it uses come along by themselves."""

    meta: MetaEntry
    seats: tuple[SeatEntry, ...] = Field(min_length=1, max_length=24)
    facts: tuple[FactRef, ...] = Field(default=(), max_length=200)
    notes: tuple[NoteEntry, ...] = Field(default=(), max_length=60)
    map_window: MapWindow
    stakes: StakesEntry = StakesEntry()
    rules: ScenarioSpec
    texts: Texts

    @property
    def objectives(self) -> tuple[ObjectiveSpec, ...]:
        """What each seat is after, with weights that add up to 100 a seat."""
        return self.rules.objectives

    @property
    def injects(self) -> tuple[InjectSpec, ...]:
        """The list of injects, in order."""
        return self.rules.injects
