"""Schema of states, figures about them, and relations between them at the start."""

from collections.abc import Iterable
from typing import Self

from pydantic import Field, model_validator

from scenarios.schema.base import Entry, FactEntry
from scenarios.schema.mistakes import mistake
from scenarios.schema.references import PlaceRef, SourceRef, StateRef
from scenarios.schema.scalars import Code, Flag, Line, Number, Title, Whole
from scenarios.vocabulary import Confidence, IndicatorKind


class IndicatorEntry(Entry):
    """A figure of a state as one edition gives it. Several editions may disagree.

    `value` is the figure; where only a range is known, `low` and `high`. Unknown figures are left out.
    """

    kind: IndicatorKind
    year: Whole = Field(ge=1900, le=2100)
    unit: Line
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    source: SourceRef
    edition: Line | None = None
    confidence: Confidence
    note: Line | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        span = self.low is not None and self.high is not None
        if (self.value is None) is not span:
            raise mistake("no_figure", "give either value, or low and high.", "Leave out what is unknown.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise mistake("span", "low is above high.", "Swap them.")
        return self


class StateEntry(FactEntry):
    """A country. `title` is its everyday name; `cow_number` is its number in the Correlates of War lists."""

    code: Code
    formal_name: Title
    adjective: Line
    cow_number: Whole = Field(ge=2, le=999)
    capital: PlaceRef
    indicators: tuple[IndicatorEntry, ...] = Field(default=(), max_length=30)


class RelationEntry(Entry):
    """How two states stood in July 2019: the suggested value R0 (-100..100) and the figures behind it."""

    pair: tuple[StateRef, StateRef]
    kappa: Number = Field(ge=-1, le=1)
    agreement: Number = Field(ge=0, le=1)
    defence: Flag
    consultation: Flag
    nonaggression: Flag
    rivalry: Flag
    territorial_dispute: Flag
    coercion: Flag
    partnership: Whole = Field(ge=0, le=25)
    r0: Whole = Field(ge=-100, le=100)
    note: Line | None = None

    @model_validator(mode="after")
    def _two_states(self) -> Self:
        if self.pair[0] == self.pair[1]:
            raise mistake("self_relation", "a state has no relation to itself.", "Name two different states.")
        return self

    @property
    def slug(self) -> str:
        """The slug of the pair's fact. It does not depend on the order of the two states."""
        return relation_slug(self.pair)


def relation_slug(pair: Iterable[str]) -> str:
    """Return the slug of the fact about the relation of two states."""
    return "relation-" + "-".join(sorted(pair)).lower()
