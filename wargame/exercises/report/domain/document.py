"""The document of a report: sections of sentences, each sentence with its marks in the record."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self


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
class RecordMark:
    """One place in the record. `ref` names it within its kind, `says` what stands there.

    An event's ref is its key on the overview ("3.order.KOR.1"), that of an entry its turn and sequence ("3.12"), of a
    word its number on the page of words and deeds, of an aim its seat and key ("KOR.calm"), of a run the number of the
    ensemble.
    """

    kind: Kind
    ref: str
    says: str = ""


@dataclass(frozen=True)
class ReportSentence:
    """One sentence. `key` names it in all versions; without marks it is somebody's own.

    `source` is the text as the ledger gave it, "" of a sentence that somebody wrote; `by` names the person whose words
    the text is, "" for the ledger. `fallen` are the marks that the words of a person no longer bear.
    """

    key: str
    text: str
    marks: tuple[RecordMark, ...] = ()
    source: str = ""
    by: str = ""
    fallen: tuple[RecordMark, ...] = ()

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
    sentences: tuple[ReportSentence, ...]
    label: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report."""

    sections: tuple[Section, ...] = ()

    @property
    def sentences(self) -> tuple[ReportSentence, ...]:
        """All sentences in order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @property
    def borne(self) -> int:
        """The number of sentences that rest on the record."""
        return sum(not sentence.is_own for sentence in self.sentences)

    def sentence(self, key: str) -> ReportSentence | None:
        """Return the sentence with this key, None if there is none."""
        return next((each for each in self.sentences if each.key == key), None)

    def changed(self, key: str, new: Iterable[ReportSentence]) -> Self:
        """Return the document with other sentences in the place of one."""
        instead = tuple(new)
        return replace(
            self,
            sections=tuple(
                replace(
                    section,
                    sentences=tuple(
                        one for each in section.sentences for one in (instead if each.key == key else (each,))
                    ),
                )
                for section in self.sections
            ),
        )

    def as_json(self) -> list[dict[str, Any]]:
        """Return the document as data."""
        return [asdict(section) for section in self.sections]

    @classmethod
    def of(cls, rows: Iterable[dict[str, Any]]) -> Self:
        """Return the document that was kept as data."""
        return cls(tuple(_section(row) for row in rows))


def from_ledger(key: str, text: str, marks: Iterable[RecordMark]) -> ReportSentence:
    """Return a sentence of the ledger, with a full stop."""
    whole = text if text.endswith((".", "?", "!", "\N{RIGHT DOUBLE QUOTATION MARK}")) else f"{text}."
    return ReportSentence(key, whole, tuple(marks), whole)


def numbered(document: Document) -> Iterator[tuple[int, ReportSentence]]:
    """Yield the sentences that rest on the record with the numbers of their marks, from 1."""
    yield from enumerate((each for each in document.sentences if not each.is_own), 1)


def _section(row: dict[str, Any]) -> Section:
    return Section(row["key"], row["title"], tuple(_sentence(each) for each in row["sentences"]), row["label"])


def _sentence(row: dict[str, Any]) -> ReportSentence:
    marks, fallen = (tuple(_mark(each) for each in row[name]) for name in ("marks", "fallen"))
    return ReportSentence(row["key"], row["text"], marks, row["source"], row["by"], fallen)


def _mark(row: dict[str, Any]) -> RecordMark:
    return RecordMark(Kind(row["kind"]), row["ref"], row["says"])
