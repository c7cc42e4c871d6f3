"""Takes the names of people out of the sentences that people wrote."""

from collections.abc import Iterable
from dataclasses import replace

from wargame.exercises.report.domain.document import Document, ReportSentence
from wargame.exercises.rights.domain import renamed

SOMEBODY = "(a person)"


def without_names(document: Document, names: Iterable[str]) -> Document:
    """Return the document with `SOMEBODY` for each of the names in sentences that people wrote."""
    for sentence in document.sentences:
        if sentence.by:
            document = document.changed(sentence.key, (_without(sentence, names),))
    return document


def _without(sentence: ReportSentence, names: Iterable[str]) -> ReportSentence:
    text = sentence.text
    for name in names:
        text = renamed(text, name, SOMEBODY)
    return replace(sentence, text=text)
