"""Schema of what participants read: situations, reports, messages, tracks, injects, endings and hints.

An item with `when` is shown to a seat only while its condition holds as far as that seat knows. Of several situations
for one seat and turn, the first whose condition holds is shown. Times are the scenario's local times.
"""

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field, StringConstraints

from scenarios.schema.base import Entry
from scenarios.schema.scalars import BlocText, Code, Flag, Grade, Key, Line, Moment, Number, Slug, Text, Title, Whole

When: TypeAlias = Annotated[tuple[Line, ...], Field(max_length=12)]
"""Clauses of the engine's condition grammar, all of which must hold."""

Seats: TypeAlias = Annotated[tuple[Code, ...], Field(min_length=1, max_length=12)]
ReportKind: TypeAlias = Literal["intel", "news", "diplomatic"]
"""The kind of text that a report or an inject is to its readers."""

REPORT_KINDS: tuple[str, ...] = get_args(ReportKind)

Turn: TypeAlias = Annotated[Whole, Field(ge=1, le=60)]


class Cued(Entry):
    """A text shown to chosen seats in one turn, if its condition holds.

    `asserts` is what it says of the world, in clauses: `rehearse` tells where a text is shown and that is not so.
    """

    key: Slug
    turn: Turn
    seats: Seats
    when: When = ()
    reveals: Flag = False
    asserts: When = ()


class WorldText(Cued):
    """A text that describes the world. One that is `timeless` stays right whatever the seats do."""

    timeless: Flag = False


class SituationText(WorldText):
    """The change since the last turn: a headline and a few plain sentences."""

    headline: Title
    text: Text


class StakeText(WorldText):
    """In a sentence, what a turn decides for its seats."""

    text: Line


class ReportText(WorldText):
    """One report with its source, time and grade. `wrong` says, after the exercise, what was wrong with it."""

    kind: ReportKind
    source: Line
    time: Moment
    grade: Grade
    title: Title
    text: Text
    simulated: bool = True
    wrong: Text | None = None


class MessageText(WorldText):
    """A message from one seat to others; `seats` receive it."""

    sender: Code
    time: Moment
    text: Text


Position: TypeAlias = tuple[Annotated[Number, Field(ge=-180, le=180)], Annotated[Number, Field(ge=-90, le=90)]]
"""Longitude and latitude in degrees."""


Sublabel: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
"""A second line under a label; empty if there is none."""


class TrackText(Cued):
    """A line on the map, oldest point first. Positions are approximate, because the sources give no tracks.

    `partners` are states whose aircraft fly in the same formation; each is drawn with its own shape.
    """

    symbol: Code
    partners: Annotated[tuple[Code, ...], Field(max_length=3)] = ()
    points: Annotated[tuple[Position, ...], Field(min_length=1, max_length=40)]
    kind: Literal["recent", "earlier", "planned"]
    label: Line
    sublabel: Sublabel = ""
    time: Moment | None = None


class MoveText(Entry):
    """A line on the map for an order that moves something, drawn for the seat that gives the order.

    It starts at the seat's nearest aircraft, or at `base` if none is visible. It ends at the nearest aircraft of the
    target, or of those with label `unit` if that is given, or else at `to`. It is not drawn if it has no end.
    """

    kind: Key
    base: Position | None = None
    unit: Sublabel = ""
    to: Position | None = None


class TimeText(Entry):
    """The time that an inject has if it happens at the end of this turn."""

    turn: Turn
    time: Moment


class InjectText(Entry):
    """The text that seats read when an inject has fired. Several texts of one inject are for different seats.

    `times` gives further times, for an inject that can happen in several turns; in a turn without one, `time` is read.
    """

    inject: Key
    seats: Seats
    kind: ReportKind
    source: Line
    time: Moment
    times: Annotated[tuple[TimeText, ...], Field(max_length=24)] = ()
    grade: Grade
    title: Title
    text: Text
    simulated: bool = True

    def happened_in(self, turn: int) -> "InjectText":
        """Return the text as seats read it if the inject happened at the end of this turn."""
        time = next((each.time for each in self.times if each.turn == turn), self.time)
        return self.model_copy(update={"time": time})


class EndingText(Entry):
    """The page of an ending, which compares it with what happened historically."""

    ending: Key
    headline: Title
    text: Text
    record: Text
    question: Text


class SuggestionText(Cued):
    """An order that fits the turn and the situation, with the reason for giving it.

    Suggestions whose condition holds are offered first, in their order in the file. Level, target and partner may be
    left open; a suggestion then gives the default for its order kind.
    """

    kind: Key
    level: Key | None = None
    target: BlocText | None = None
    partner: BlocText | None = None
    reason: Line


class CoachText(Entry):
    """One line of help in a turn, shown beside a part of the page."""

    turn: Turn
    part: Literal["situation", "reports", "map", "tension", "orders", "messages", "results"]
    text: Text


class PromptText(Entry):
    """A question that the projector puts to the room in one part of a turn, or of all turns where it names none.

    All seats read it alike, so it says nothing that only some may know.
    """

    phase: Literal["brief", "orders", "review", "reveal", "discuss"]
    turn: Turn | None = None
    text: Line


class OutletText(Entry):
    """A newspaper, agency or station that carries the public statements of `seats`, or of all other seats if it lists
    none.

    The first outlet without seats also reports public events, each introduced by its `lead`. `invented` marks an outlet
    that does not exist.
    """

    key: Slug
    name: Line
    seats: Annotated[tuple[Code, ...], Field(max_length=24)] = ()
    lead: Sublabel = ""
    invented: Flag = True


class SentenceText(Entry):
    """The words of people of this scenario to another government, in place of the general sentence for the same `act`.

    `pledge` is what they promise by it, or are promised by a yes: no `force`, or nothing hostile at all (`aimed`).
    """

    act: Literal["restraint", "plans", "no_force", "not_aimed", "answered", "named"]
    text: Line
    pledge: Literal["force", "aimed"] = "force"


class Texts(Entry):
    """Everything that is read in an exercise. The first situation whose condition holds is shown.

    `ended` is the ending that history came to, if one of them is it.
    """

    situations: tuple[SituationText, ...] = ()
    at_stake: tuple[StakeText, ...] = ()
    reports: tuple[ReportText, ...] = ()
    messages: tuple[MessageText, ...] = ()
    tracks: tuple[TrackText, ...] = ()
    moves: tuple[MoveText, ...] = ()
    injects: tuple[InjectText, ...] = ()
    endings: tuple[EndingText, ...] = ()
    ended: Key | None = None
    suggestions: tuple[SuggestionText, ...] = ()
    coach: tuple[CoachText, ...] = ()
    prompts: tuple[PromptText, ...] = ()
    outlets: tuple[OutletText, ...] = ()
    # Left out where there are none, so that packs without them keep the hashes of their content.
    sentences: tuple[SentenceText, ...] = Field(default=(), max_length=6, exclude_if=lambda sentences: not sentences)

    def cued(self) -> tuple[Cued, ...]:
        """Return every text that may have a condition."""
        return (*self.situations, *self.reports, *self.messages, *self.tracks, *self.suggestions, *self.at_stake)
