"""Schema of `voices/<CODE>.yaml`: the book of replies with which a government writes where the AI plays it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, field_validator

from scenarios.schema.base import Entry
from scenarios.schema.pack_texts import When
from scenarios.schema.scalars import Code, Flag, Key, Line, Text
from scenarios.yamlsafe import Place


class Occasion(StrEnum):
    """Why a government writes.

    The first four are classes of deeds that others did to it. A sentence that others send it gets a yes or a no.
    `plans_yes` lists orders, `plans_some` only their fields. `end` proposes to end an agreement; `agrees_end` and
    `refuses_end` answer another who proposes that. `refuses_others` is a no because of another party.
    `instead` goes with another agreement that the government offers, `pledge` with the same one and a promise of no
    force; `helps` says what would change its mind, `first` what it asks for before it agrees.
    """

    FRIENDLY = "friendly"
    PRESSING = "pressing"
    THREATENING = "threatening"
    FORCE = "force"
    BROKEN = "broken"
    TURNED = "turned"
    RESTRAINT_YES = "restraint_yes"
    RESTRAINT_NO = "restraint_no"
    PLANS_YES = "plans_yes"
    PLANS_SOME = "plans_some"
    PLANS_NONE = "plans_none"
    PLANS_NO = "plans_no"
    ASSURED_YES = "assured_yes"
    ASSURED_NO = "assured_no"
    WARNED_YES = "warned_yes"
    WARNED_NO = "warned_no"
    OFFER = "offer"
    END = "end"
    AGREES = "agrees"
    AGREES_END = "agrees_end"
    REFUSES_TENSE = "refuses_tense"
    REFUSES_COLD = "refuses_cold"
    REFUSES_DEEDS = "refuses_deeds"
    REFUSES_WORD = "refuses_word"
    REFUSES_AIMS = "refuses_aims"
    REFUSES_OTHERS = "refuses_others"
    REFUSES_END = "refuses_end"
    INSTEAD = "instead"
    PLEDGE = "pledge"
    HELPS = "helps"
    FIRST = "first"


SLOTS: Mapping[Occasion, str] = {
    Occasion.PRESSING: "deed",
    Occasion.THREATENING: "deed",
    Occasion.FORCE: "deed",
    Occasion.REFUSES_DEEDS: "deed",
    Occasion.PLANS_YES: "plans",
    Occasion.PLANS_SOME: "fields",
    Occasion.FIRST: "wish",
    Occasion.REFUSES_OTHERS: "other",
}
"""The gaps that a line may have: {deed} is what the reader did, in the words of `deeds`."""
Relation: TypeAlias = Literal["friend", "partner", "rival"]
Mood: TypeAlias = Literal["calm", "tense"]
RELATIONS: tuple[Relation, ...] = ("friend", "partner", "rival")
MOODS: tuple[Mood, ...] = ("calm", "tense")


class ReplyLine(Entry):
    """One line of a letter; `to` is the code of a seat or a relation to which alone it fits, `mood` likewise.

    A `public` line is said to everybody. A line with `when` is said only while that holds, as far as the government and
    its readers both know.
    """

    text: Text
    to: Relation | Code | None = None
    mood: Mood | None = None
    public: Flag = False
    # Left out where there is none, so that packs without it keep the hashes of their content.
    when: Annotated[When, Field(exclude_if=lambda when: not when)] = ()

    def fits(self, to: str, relation: str, mood: str) -> bool:
        """Return whether it may be said to a seat with which the government stands so."""
        return self.to in (None, to, relation) and self.mood in (None, mood)


Lines: TypeAlias = Annotated[tuple[ReplyLine, ...], Field(min_length=1, max_length=60)]


class VoiceEntry(Entry):
    """The book of replies of one seat.

    `deeds` says, by kind of order, how the government speaks of what others do to it; `wishes`, by kind of order that
    others can give, what it may ask for before it agrees. Both complete a sentence: "After {deed} we cannot sign",
    "First {wish}". `granted` says, by the same kinds, in which case others have given it already.
    """

    seat: Code
    deeds: dict[Key, Line] = Field(default={}, max_length=80)
    wishes: dict[Key, Line] = Field(default={}, max_length=40)
    granted: dict[Key, When] = Field(default={}, max_length=40, exclude_if=lambda granted: not granted)
    replies: dict[Occasion, Lines]

    @field_validator("replies", mode="before", json_schema_input_type=dict[Occasion, tuple[str | ReplyLine, ...]])
    @classmethod
    def _short_form(cls, value: object) -> object:
        """Accept a text as the short form of `{text: ...}`."""
        if not isinstance(value, dict):
            return value
        return {
            key: [{"text": line} if isinstance(line, str) else line for line in lines]
            if isinstance(lines, list)
            else lines
            for key, lines in value.items()
        }

    def conditions(self) -> Iterator[tuple[Place, Sequence[str]]]:
        """Yield each condition of the book, with the place of what has it."""
        yield from ((("granted", kind), when) for kind, when in self.granted.items())
        for occasion, lines in self.replies.items():
            yield from ((("replies", occasion, number), line.when) for number, line in enumerate(lines) if line.when)

    def lines(self, occasion: Occasion, *, public: bool = False) -> tuple[ReplyLine, ...]:
        """Return the lines for an occasion, private ones or public ones."""
        return tuple(line for line in self.replies.get(occasion, ()) if line.public == public)
