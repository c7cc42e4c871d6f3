"""Schema of the words that a scenario explains: a word, its other forms, and what it means in one or two sentences."""

import re
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from scenarios.schema.base import Entry
from scenarios.schema.mistakes import mistake
from scenarios.schema.references import SourceRef
from scenarios.schema.scalars import Flag

LONGEST = 45
_RIDDLE = re.compile(r"(?:^|[.!] )(?:Who|Whoever|Whose|Whom|What|Whatever|That which)\b")
_END = re.compile(r"[.!](?= |$)")


def _plain(value: str) -> str:
    """Refuse a meaning that is long, breaks off, or opens a sentence with a question word."""
    remedy = f"Write one or two sentences of at most {LONGEST} words, each with its subject first."
    if len(value.split()) > LONGEST or not value.endswith(".") or len(_END.findall(value)) > 2:
        raise mistake("plain", "the meaning is not one or two short sentences.", remedy)
    if found := _RIDDLE.search(value):
        raise mistake("plain", f"a sentence begins with '{found.group().lstrip('.! ')}'.", remedy)
    return value


Form: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
Meaning: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), AfterValidator(_plain)
]


class WordText(Entry):
    """A word that readers meet and may not know. `also` are other forms of it; `source` is for a fact.

    Texts link to it unless `in_texts` is no: that is for everyday words, which often mean something else.
    """

    word: Form
    also: tuple[Form, ...] = Field(default=(), max_length=8)
    means: Meaning
    source: SourceRef | None = None
    in_texts: Flag = True

    @property
    def forms(self) -> tuple[str, ...]:
        """The word as texts may write it."""
        return (self.word, *self.also)


class WordsFile(Entry):
    """The file words.yaml, which a pack may do without. No two words share a form."""

    words: tuple[WordText, ...] = Field(default=(), max_length=80)

    @model_validator(mode="after")
    def _are_unique(self) -> Self:
        seen: set[str] = set()
        for form in (form.casefold() for word in self.words for form in word.forms):
            if form in seen:
                raise mistake("twice", f"'{form}' is explained twice.", "Keep one of the two, or choose another form.")
            seen.add(form)
        return self
