"""Schema of a board: what the middle of the play page shows of a manoeuvre beside the map, of a trade war below its
bars, and of a queue.

A board text is shown to its seats in a range of turns, while its condition holds as far as the seat knows; a text that
is to be known otherwise says so by `reveals`, as other texts do. Amounts are soldiers.
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.pack_queue import QueueText
from scenarios.schema.pack_texts import Position, Seats, Sublabel, Turn, When
from scenarios.schema.scalars import Code, Flag, Key, Line, Slug, Title, Whole

Soldiers: TypeAlias = Annotated[Whole, Field(ge=1, le=10_000_000)]
Points: TypeAlias = Annotated[Whole, Field(ge=1, le=100)]
Kilometres: TypeAlias = Annotated[Whole, Field(ge=1, le=2000)]


class BoardText(Entry):
    """A part of a board, shown to chosen seats from one turn to another, if its condition holds."""

    key: Slug
    turns: tuple[Turn, Turn]
    seats: Seats
    when: When = ()
    reveals: Flag = False

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.turns[0] > self.turns[1]:
            raise mistake("turns", "the turns end before they begin.", "Write the first turn before the last.")
        return self


class RangeText(BoardText):
    """A training range: a ring of `km` around a position. Of several texts on one `range`, the first shown counts.

    `use` is whether troops train there: in the plan, left out of it, or not settled.
    """

    range: Key
    names: Annotated[tuple[Line, ...], Field(min_length=1, max_length=2)]
    note: Sublabel = ""
    at: Position
    km: Kilometres
    use: Literal["planned", "left_out", "open"] = "planned"


class ForceText(BoardText):
    """How many soldiers a state has at a range, and how one knows: announced, seen by others, or there.

    `troops` are the least and the most, or one number twice; a text without them has no square, only words.
    """

    range: Key
    state: Code
    basis: Literal["announced", "seen", "there"]
    text: Line
    troops: tuple[Soldiers, Soldiers] | None = None

    @model_validator(mode="after")
    def _least_comes_first(self) -> Self:
        if self.troops and self.troops[0] > self.troops[1]:
            raise mistake("troops", "the least is more than the most.", "Write the smaller number first.")
        return self


class GuestText(BoardText):
    """How a state takes part in the manoeuvre or watches it. Of several texts on one state, the first shown counts."""

    state: Code
    part: Literal["takes_part", "watches"]
    answer: Literal["open", "asked", "accepted", "declined"]
    text: Line


class OpennessText(BoardText):
    """One of the things that make a manoeuvre open; its points count while its condition holds, and add up to 100."""

    text: Line
    points: Points


class StopText(Entry):
    """A stage of an incident in a row of stages, with a name short enough to stand among the others."""

    stage: Key
    name: Title


class StagesText(Entry):
    """The stages of an incident as a row, in the order in which they stand here: each of its stages once."""

    title: Title
    incident: Key
    stops: Annotated[tuple[StopText, ...], Field(min_length=2, max_length=9)]


class CountText(Entry):
    """The deeds so far, counted by a mark in `unit`, and the agreement that puts them in writing, if any."""

    title: Title
    mark: Key
    unit: Title
    agreement: Key | None = None


class BoardTexts(Entry):
    """The file board.yaml: everything on the board of a manoeuvre; what a board of trade shows below its bars; a
    queue. A pack whose board is a map has no such file.
    """

    ranges: Annotated[tuple[RangeText, ...], Field(max_length=60)] = ()
    forces: Annotated[tuple[ForceText, ...], Field(max_length=120)] = ()
    guests: Annotated[tuple[GuestText, ...], Field(max_length=120)] = ()
    openness: Annotated[tuple[OpennessText, ...], Field(max_length=12)] = ()
    # Left out where there are none, so that packs without them keep the hashes of their content.
    stages: Annotated[StagesText | None, Field(exclude_if=lambda stages: stages is None)] = None
    counts: Annotated[tuple[CountText, ...], Field(max_length=4, exclude_if=lambda counts: not counts)] = ()
    queue: Annotated[QueueText | None, Field(exclude_if=lambda queue: queue is None)] = None

    def parts(self) -> tuple[BoardText, ...]:
        """Return every part that has seats, turns and a condition."""
        return (*self.ranges, *self.forces, *self.guests, *self.openness)
