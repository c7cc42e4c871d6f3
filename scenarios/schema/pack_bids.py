"""Schema of bids: claims, and when players say how likely they think that each is in force."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.pack_texts import Turn
from scenarios.schema.scalars import Key, Line, Number, Slug, Text

Strength = Annotated[Number, Field(gt=0)]


class BidText(Entry):
    """A claim that a dial stands for, and the turns in which each seat is asked whether it was in force.

    Players learn the setting of the dial when the exercise has ended, from `was_on` or `was_off`. `strength` is the
    value that switches it on where games with and without it are compared.
    """

    key: Slug
    dial: Key
    question: Line
    help: Text
    turns: tuple[Turn, Turn]
    strength: Strength
    was_on: Text
    was_off: Text

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.turns[0] > self.turns[1]:
            raise mistake("turns", "the turns end before they begin.", "Write the first turn before the last.")
        return self

    def is_asked_in(self, turn: int) -> bool:
        """Return whether seats may bid in a turn."""
        return self.turns[0] <= turn <= self.turns[1]


class BidsFile(Entry):
    """The file bids.yaml, which a pack may do without."""

    bids: tuple[BidText, ...] = Field(default=(), max_length=6)
