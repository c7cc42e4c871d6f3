"""What the people at a table read: situations, reports, messages, tracks, injects, endings and hints.

An item with `when` is shown to a seat only while its condition holds in what that seat may know; of several
situations for one seat and turn the first that holds is shown. Times are local times of the scenario.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from scenarios.schema.base import Entry
from scenarios.schema.scalars import Code, Flag, Grade, Key, Line, Moment, Number, Slug, Text, Title, Whole

When: TypeAlias = Annotated[tuple[Line, ...], Field(max_length=12)]
"""Clauses of the engine's condition language, all of which must hold."""

Seats: TypeAlias = Annotated[tuple[Code, ...], Field(min_length=1, max_length=12)]
Turn: TypeAlias = Annotated[Whole, Field(ge=1, le=60)]


class Cued(Entry):
    """Something shown to chosen seats in one turn, if its condition holds."""

    key: Slug
    turn: Turn
    seats: Seats
    when: When = ()
    reveals: Flag = False


class SituationText(Cued):
    """What has changed, in a headline and a few plain sentences."""

    headline: Title
    text: Text


class ReportText(Cued):
    """One report with its source, time and grade; `wrong` says after the exercise what was wrong with it."""

    kind: Literal["intel", "news", "diplomatic"]
    source: Line
    time: Moment
    grade: Grade
    title: Title
    text: Text
    simulated: bool = True
    wrong: Text | None = None


class MessageText(Cued):
    """A message from one seat to others; `seats` are those that receive it."""

    sender: Code
    time: Moment
    text: Text


Position: TypeAlias = tuple[Annotated[Number, Field(ge=-180, le=180)], Annotated[Number, Field(ge=-90, le=90)]]
"""Longitude and latitude in degrees."""


Sublabel: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
"""A second line under a label; empty where there is none."""


class TrackText(Cued):
    """A line on the map, oldest point first. Positions are approximate, as the sources give no tracks.

    `partners` are states whose aircraft fly in the same formation: each is drawn with its own shape.
    """

    symbol: Code
    partners: Annotated[tuple[Code, ...], Field(max_length=3)] = ()
    points: Annotated[tuple[Position, ...], Field(min_length=1, max_length=40)]
    kind: Literal["recent", "earlier", "planned"]
    label: Line
    sublabel: Sublabel = ""
    time: Moment | None = None


class MoveText(Entry):
    """An order that moves something on the map, drawn for the seat that gives it.

    It starts from the seat's nearest aircraft, or from `base` while none is seen. It goes to the nearest aircraft of
    the target, of those called `unit` where that is given, or else to `to`; without an end it is not drawn.
    """

    kind: Key
    base: Position | None = None
    unit: Sublabel = ""
    to: Position | None = None


class InjectText(Entry):
    """What seats read when an inject has fired; several texts of one inject give seats wordings of their own."""

    inject: Key
    seats: Seats
    kind: Literal["intel", "news", "diplomatic"]
    source: Line
    time: Moment
    grade: Grade
    title: Title
    text: Text
    simulated: bool = True


class EndingText(Entry):
    """The page of an ending, and how it compares with what happened."""

    ending: Key
    headline: Title
    text: Text
    record: Text
    question: Text


class SuggestionText(Cued):
    """An order that fits the turn and the situation, with the reason for giving it.

    Those whose condition holds are offered first, in the order in which they stand. They also say at which level and at
    whom an order of their kind is aimed, where its author has left that open.
    """

    kind: Key
    level: Key | None = None
    target: Code | None = None
    partner: Code | None = None
    reason: Line


class CoachText(Entry):
    """One line of help in a turn, beside the part of the page it speaks of."""

    turn: Turn
    part: Literal["situation", "reports", "map", "tension", "orders", "messages", "results"]
    text: Text


class OutletText(Entry):
    """A newspaper, agency or station that carries what `seats` say in public; without seats, what all others say.

    The first without seats also reports, after the words of its `lead`, what everybody can see has happened. One that
    does not exist is `invented`.
    """

    key: Slug
    name: Line
    seats: Annotated[tuple[Code, ...], Field(max_length=24)] = ()
    lead: Sublabel = ""
    invented: Flag = True


class Texts(Entry):
    """Everything that is read in an exercise; situations stand in the order in which they are tried."""

    situations: tuple[SituationText, ...] = ()
    reports: tuple[ReportText, ...] = ()
    messages: tuple[MessageText, ...] = ()
    tracks: tuple[TrackText, ...] = ()
    moves: tuple[MoveText, ...] = ()
    injects: tuple[InjectText, ...] = ()
    endings: tuple[EndingText, ...] = ()
    suggestions: tuple[SuggestionText, ...] = ()
    coach: tuple[CoachText, ...] = ()
    outlets: tuple[OutletText, ...] = ()

    def cued(self) -> tuple[Cued, ...]:
        """Every item that may depend on a condition, in one row."""
        return (*self.situations, *self.reports, *self.messages, *self.tracks, *self.suggestions)
