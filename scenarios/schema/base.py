"""The parts that all entries of the library share: strict reading, and the sources of a fact."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from scenarios.schema.mistakes import mistake
from scenarios.schema.references import FactRef, SourceRef
from scenarios.schema.scalars import ClockTime, Line, PartialDate, Slug, Text, Title
from scenarios.vocabulary import Confidence, Reading, Stance, Status

GENERAL_KNOWLEDGE = "general-knowledge"


class Entry(BaseModel):
    """Anything written in a pack. Unknown keys are refused, and values do not change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=2000)


class CitationEntry(Entry):
    """How one source bears on one fact: it asserts, corroborates or disputes it."""

    source: SourceRef
    reading: Reading = Reading.ASSERTS
    note: Line | None = None


class FactEntry(Entry):
    """A fact with its sources.

    `status` says whether it was found in a source, inferred from sources, or invented. `confidence`: S a named public
    source, D computed from public data, G general knowledge, not verified. `stance`: whether the parties agree on it,
    only one side says it, or they contradict one another. `known`: what several sides say or what is counted, a line
    each. `related`: other facts to read beside it; each page then links to the other.
    """

    slug: Slug
    title: Title
    summary: Text | None = None
    happened_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    local_time: ClockTime | None = None
    status: Status = Status.SOURCED
    confidence: Confidence
    stance: Stance = Stance.AGREED
    sources: tuple[CitationEntry, ...] = Field(min_length=1, max_length=20)
    note: Text | None = None
    known: tuple[Line, ...] = Field(default=(), max_length=12)
    related: tuple[FactRef, ...] = Field(default=(), max_length=20)

    @field_validator("sources", mode="before", json_schema_input_type=tuple[Slug | CitationEntry, ...])
    @classmethod
    def _short_form(cls, value: object) -> object:
        """Accept a slug as short form of `{source: slug}`."""
        if not isinstance(value, list):
            return value
        return [{"source": item} if isinstance(item, str) else item for item in value]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        cited = [citation.source for citation in self.sources]
        if len(set(cited)) < len(cited):
            raise mistake("cited_twice", "a source is cited twice.", "Name each source once.")
        if self.happened_on and self.ended_on and self.ended_on < self.happened_on:
            raise mistake("ends_before", "it ends before it begins.", "Correct one of the two dates.")
        if self.confidence is Confidence.GENERAL and GENERAL_KNOWLEDGE not in cited:
            raise mistake("guess", "confidence G hides a guess.", "Add 'general-knowledge' to its sources.")
        return self
