"""A scenario pack as one value: its card, its seats, the facts that it uses, its rules and its texts.

The loader depends on this interface: `read_pack(folder, known)` returns a `Pack`, and the loader makes rows from
`meta`, `seats`, `facts`, `notes`, `objectives` (each with seat, key, text, weight, public) and `injects` (each with
key, title, when, turns). The whole pack is stored in the scenario version's content, as `Pack.model_dump(mode="json")`,
from which `opening` reads it; `map`, as its file has it, is stored beside it.
"""

from typing import Annotated, Any, Self

from pydantic import Field, SerializerFunctionWrapHandler, field_serializer, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.pack_advisers import AdviserText
from scenarios.schema.pack_bids import BidText
from scenarios.schema.pack_board import BoardTexts
from scenarios.schema.pack_teaching import TeachingTexts
from scenarios.schema.pack_texts import Texts
from scenarios.schema.pack_voices import VoiceEntry
from scenarios.schema.pack_words import WordText
from scenarios.schema.references import FactRef, PlaceRef, SentenceRef, StateRef
from scenarios.schema.scalars import Code, Flag, Line, Number, Slug, Text, Title, Whole
from scenarios.schema.stakes import StakesEntry
from scenarios.vocabulary import BoardKind, Readiness, Status
from wargame.engine import InjectSpec, ObjectiveSpec, ScenarioSpec

Minutes = Annotated[Whole, Field(ge=5, le=1440)]
Longitude = Annotated[Number, Field(ge=-180, le=180)]
Latitude = Annotated[Number, Field(ge=-90, le=90)]


class PlayEntry(Entry):
    """A sentence of the article that the scenario lets people play, and the decision by which it does."""

    sentence: SentenceRef
    decision: Line


class MetaEntry(Entry):
    """The card of a scenario in the library. `focus` is the place at the centre of its small map, `board` the kind of
    board in the middle of the play page.

    `minutes` is how long a class takes, at least and at most; the time for one person follows from the turns.
    `learning` says what one learns, `tags` the matters, `teaches` what one may want to teach (both are filters of the
    library, so use the words of other packs where they fit), `plays` the sentences of the article that are played.
    """

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
    board: BoardKind = BoardKind.MAP
    learning: tuple[Line, ...] = Field(min_length=1, max_length=12)
    tags: tuple[Line, ...] = Field(default=(), max_length=12)
    teaches: tuple[Line, ...] = Field(default=(), max_length=6)
    plays: tuple[PlayEntry, ...] = Field(default=(), max_length=40)


class TermEntry(Entry):
    """A word, as this seat's government uses it."""

    term: Line
    meaning: Line


class SeatEntry(Entry):
    """A post that the scenario offers, in its government's own words.

    `task` and `dilemma` are public; `brief`, `aims` and `terms` are read by those who hold the seat.
    """

    code: Code
    name: Title
    post: Line
    state: StateRef | None = None
    task: Text
    dilemma: Text
    brief: Text
    aims: Text
    terms: tuple[TermEntry, ...] = Field(default=(), max_length=12)
    solo_default: Flag = False


class NoteEntry(Entry):
    """Something in the scenario that is sourced, inferred from sources, or invented for play."""

    status: Status
    subject: Title
    text: Text


class MapWindow(Entry):
    """The area that the map shows, in degrees."""

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
    """One scenario as its author wrote it. Claims about the facts that it uses are included automatically."""

    meta: MetaEntry
    seats: tuple[SeatEntry, ...] = Field(min_length=1, max_length=24)
    facts: tuple[FactRef, ...] = Field(default=(), max_length=200)
    notes: tuple[NoteEntry, ...] = Field(default=(), max_length=60)
    map_window: MapWindow
    map: dict[str, Any] | None = Field(default=None, exclude=True)
    stakes: StakesEntry = StakesEntry()
    rules: ScenarioSpec
    texts: Texts
    board: BoardTexts = BoardTexts()
    teaching: TeachingTexts = TeachingTexts()
    # Left out where there are none, so that packs without them keep the hashes of their content.
    advisers: tuple[AdviserText, ...] = Field(default=(), max_length=100, exclude_if=lambda advisers: not advisers)
    bids: tuple[BidText, ...] = Field(default=(), max_length=6, exclude_if=lambda bids: not bids)
    words: tuple[WordText, ...] = Field(default=(), max_length=80, exclude_if=lambda words: not words)
    voices: tuple[VoiceEntry, ...] = Field(default=(), max_length=24, exclude_if=lambda voices: not voices)

    @field_serializer("rules", mode="wrap")
    def _as_before(self, rules: ScenarioSpec, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = serialize(rules)
        return without_unused(written)

    @property
    def objectives(self) -> tuple[ObjectiveSpec, ...]:
        """The objectives of all seats; each seat's weights add up to 100."""
        return self.rules.objectives

    @property
    def injects(self) -> tuple[InjectSpec, ...]:
        """The injects, in order."""
        return self.rules.injects


UNUSED = frozenset({"caps", "consent", "deed", "excludes", "measures", "several_partners", "several_targets", "short"})
PARTS_OF_OLDER_PACKS = ("agreements", "incidents", "objectives", "orders")
"""The keys that are left out of these parts of the rules where they are empty, with all that is in them."""


def without_unused(rules: dict[str, Any]) -> dict[str, Any]:
    """Return rules as JSON without what older packs did not have and this one does not use: its hash stays."""
    return rules | {part: _without_unused(rules[part]) for part in PARTS_OF_OLDER_PACKS}


def _without_unused(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_unused(one) for name, one in value.items() if one or name not in UNUSED}
    return [_without_unused(one) for one in value] if isinstance(value, list | tuple) else value
