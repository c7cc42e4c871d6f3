"""Takes the names of people out of a report."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from wargame.exercises.report.domain.document import Document, RecordMark, ReportSentence

SOMEBODY = "(a person)"


def without_names(document: Document, names: Iterable[str]) -> Document:
    """Return the document with `SOMEBODY` for each of the names, in capitals or not, wherever one is a whole word.

    Titles of injects and reasons of rulings are people's words too, and stand in sentences of the ledger and in marks.
    """
    # The longest first: "Bo Smith" is one person, where somebody else is called Bo.
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return document
    called = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def hidden(text: str) -> str:
        return called.sub(SOMEBODY, text)

    sections = (
        replace(section, sentences=tuple(_sentence(each, hidden) for each in section.sentences))
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def _sentence(sentence: ReportSentence, hidden: Callable[[str], str]) -> ReportSentence:
    return replace(
        sentence,
        text=hidden(sentence.text),
        source=hidden(sentence.source),
        marks=_marks(sentence.marks, hidden),
        fallen=_marks(sentence.fallen, hidden),
    )


def _marks(marks: Iterable[RecordMark], hidden: Callable[[str], str]) -> tuple[RecordMark, ...]:
    return tuple(replace(mark, says=hidden(mark.says)) for mark in marks)
