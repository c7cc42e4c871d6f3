"""The shape of a scenario pack: its card, its seats, the facts it uses and what it invents.

The seam to the loader: `read_pack(folder, known)` returns a `Pack`. The loader turns these attributes into rows
and needs no others: `meta`, `seats`, `facts`, `notes`, and `objectives` (each with seat, key, text, weight,
public) and `injects` (each with key, title, when, turns). Whatever else a Pack carries is kept in the content
of the scenario version, as `Pack.model_dump(mode="json")`, for the opening to read back.
"""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.messages import checked
from scenarios.schema.mistakes import mistake
from scenarios.schema.references import FactRef, Known, PlaceRef, StateRef
from scenarios.schema.scalars import Code, Flag, Line, Slug, Text, Title, Whole
from scenarios.vocabulary import Readiness, Shape, Status
from scenarios.yamlsafe import read_file

Minutes = Annotated[Whole, Field(ge=5, le=1440)]
Turn = Annotated[Whole, Field(ge=1, le=99)]


class MetaEntry(Entry):
    """The card of a scenario in the library. `focus` is the place its small map is centred on."""

    slug: Slug
    title: Title
    subtitle: Line
    category: Line
    summary: Text
    minutes: tuple[Minutes, Minutes]
    turns: Turn
    status: Readiness
    focus: PlaceRef


class SeatEntry(Entry):
    """A post on offer. `task` and `dilemma` are for everybody, `brief` for who holds it."""

    code: Code
    name: Title
    state: StateRef | None = None
    shape: Shape
    task: Text
    dilemma: Text
    brief: Text | None = None
    solo_default: Flag = False


class ObjectiveEntry(Entry):
    """What a seat is after, with its weight in the score; secret unless public."""

    seat: Code
    key: Slug
    text: Text
    weight: Whole = Field(ge=1, le=100)
    public: Flag = False


class InjectEntry(Entry):
    """One line of the list of injects."""

    key: Slug
    title: Title
    when: tuple[Line, ...] = ()
    turns: tuple[Turn, Turn]


class NoteEntry(Entry):
    """Something in the scenario that no source gives: worked out, or made up for play."""

    status: Status
    subject: Title
    text: Text


class Pack(Entry):
    """One scenario as its author wrote it. Claims about the facts it uses come along by themselves."""

    meta: MetaEntry
    seats: tuple[SeatEntry, ...] = Field(min_length=1, max_length=24)
    facts: tuple[FactRef, ...] = Field(default=(), max_length=200)
    notes: tuple[NoteEntry, ...] = Field(default=(), max_length=60)
    objectives: tuple[ObjectiveEntry, ...] = Field(default=(), max_length=200)
    injects: tuple[InjectEntry, ...] = Field(default=(), max_length=100)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        codes = [seat.code for seat in self.seats]
        if len(set(codes)) < len(codes):
            raise mistake("seats", "two seats have the same code.", "Give each seat its own code.")
        if sum(seat.solo_default for seat in self.seats) > 1:
            raise mistake("solo", "two seats are the solo default.", "Keep one.")
        if strangers := {objective.seat for objective in self.objectives} - set(codes):
            raise mistake("objectives", f"no seat has the code {min(strangers)}.", "Correct the objective's seat.")
        return self


def read_pack(folder: Path, known: Known | None = None) -> Pack:
    """The pack in the folder; references are checked against `known`. Raises PackError."""
    return checked(Pack, read_file(folder / "scenario.yaml", name=f"{folder.name}/scenario.yaml"), known)
