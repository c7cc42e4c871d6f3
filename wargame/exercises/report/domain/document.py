"""The document of a report: sections of sentences, each sentence with the marks of what it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of places in the record to which a mark leads."""

    EVENT = "event"
    ENTRY = "entry"
    WORD = "word"
    AIM = "aim"
    ENDING = "ending"
    RUN = "run"
    GOAL = "goal"


@dataclass(frozen=True)
class Mark:
    """One place in the record. `ref` names it within its kind, `says` what stands there.

    An event's ref is its key on the overview ("3.order.KOR.1"), that of an entry its turn and sequence ("3.12"), of a
    word its number on the page of words and deeds, of an aim its seat and key ("KOR.calm"), of a run the number of the
    ensemble.
    """

    kind: Kind
    ref: str
    says: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence. `key` names it in all versions; without marks it is somebody's own.

    `source` is the text as the ledger gave it, "" of a sentence that somebody wrote.
    """

    key: str
    text: str
    marks: tuple[Mark, ...] = ()
    source: str = ""

    @property
    def is_own(self) -> bool:
        """Whether nothing of the record bears it."""
        return not self.marks

    @property
    def is_reworded(self) -> bool:
        """Whether the ledger said it in other words."""
        return bool(self.source) and self.text != self.source


@dataclass(frozen=True)
class Section:
    """A part of the report; `label` is the time that it covers, "" for none."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    label: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report."""

    sections: tuple[Section, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @property
    def borne(self) -> int:
        """How many sentences rest on the record."""
        return sum(not sentence.is_own for sentence in self.sentences)


def from_ledger(key: str, text: str, marks: Iterable[Mark]) -> Sentence:
    """Return a sentence of the ledger, with a full stop."""
    whole = text if text.endswith((".", "?", "!", "\N{RIGHT DOUBLE QUOTATION MARK}")) else f"{text}."
    return Sentence(key, whole, tuple(marks), whole)


def numbered(document: Document) -> Iterator[tuple[int, Sentence]]:
    """Yield the sentences that rest on the record with the numbers of their marks, from 1."""
    yield from enumerate((each for each in document.sentences if not each.is_own), 1)
