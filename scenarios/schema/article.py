"""Entries for the article: each sentence, what it claims, what the record says."""

from typing import Self

from pydantic import Field, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.references import NameRef, SourceRef
from scenarios.schema.scalars import Line, Text, Title, Whole
from scenarios.vocabulary import Verdict

LONGEST_QUOTE = 16
"""Words of a quotation: enough to find the sentence, too few to replace it."""


class FindingEntry(Entry):
    """The record's verdict on one point of a sentence; `facts` names the facts and claims that show it."""

    verdict: Verdict
    text: Text
    facts: tuple[NameRef, ...] = Field(min_length=1, max_length=8)


class SentenceEntry(Entry):
    """One sentence of the article: its own words in `quote`, or its sense in `paraphrase`.

    A quotation is a piece of a sentence, so `retold` then says the whole sentence in our words. `topic` is the thing
    that it names, in a few words; several sentences may share one.
    """

    number: Whole = Field(ge=1, le=99)
    quote: Line | None = None
    paraphrase: Line | None = None
    retold: Line | None = None
    topic: Title
    about: Line | None = None
    claim: Text
    findings: tuple[FindingEntry, ...] = Field(min_length=1, max_length=6)

    @model_validator(mode="after")
    def _says_it_once(self) -> Self:
        if (self.quote is None) is (self.paraphrase is None):
            remedy = "Write 'quote' for its own words, 'paraphrase' for its sense."
            raise mistake("words", "give either quote or paraphrase.", remedy)
        if (self.quote is None) is (self.retold is not None):
            remedy = "Write 'retold' beside 'quote'; a paraphrase has said the whole sentence already."
            raise mistake("retold", "'retold' is missing, or stands beside a paraphrase.", remedy)
        if self.quote is not None and len(self.quote.split()) > LONGEST_QUOTE:
            remedy = f"Quote {LONGEST_QUOTE} words at most; put the rest into 'claim'."
            raise mistake("long_quote", f"the quotation has {len(self.quote.split())} words.", remedy)
        return self


class ArticleSheet(Entry):
    """The article's source, how its sentences are quoted and counted, and the sentences in their order."""

    source: SourceRef
    note: Text
    sentences: tuple[SentenceEntry, ...] = Field(min_length=1, max_length=60)
