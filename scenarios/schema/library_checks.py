"""Checks entries of the shared library against each other, once each of them is well formed."""

from collections.abc import Iterator, Mapping

from scenarios.pack_faults import Fault
from scenarios.schema.library import Library, fact_sections
from scenarios.yamlsafe import Document


def library_faults(library: Library, documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Yield a fault for each entry that contradicts another; `documents` are the files by name, for line numbers."""
    yield from _answers_too_early(library, documents["measures"])
    yield from _related_to_themselves(library, documents)
    yield from _sentences_out_of_order(library, documents["article"])


def _answers_too_early(library: Library, document: Document) -> Iterator[Fault]:
    """Yield a fault for each measure that answers a later one."""
    measures = {entry.slug: entry for entry in library.measures}
    for position, entry in enumerate(library.measures):
        answered = measures.get(entry.answers or "")
        if answered is None or not entry.happened_on or not answered.happened_on:
            continue
        if entry.happened_on < answered.happened_on[: len(entry.happened_on)]:
            message = f"it answers '{answered.slug}', which came later ({answered.happened_on})."
            remedy = "Correct one of the two dates, or name what it does answer."
            line = document.line_of((position, "answers"))
            yield Fault(document.file, message, remedy, f"{position}.answers", line)


def _related_to_themselves(library: Library, documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Yield a fault for each fact that names itself among its related facts."""
    for section in fact_sections():
        for position, entry in enumerate(getattr(library, section)):
            if entry.slug in entry.related:
                document = documents[section]
                line = document.line_of((position, "related"))
                message = f"'{entry.slug}' is related to itself."
                yield Fault(document.file, message, "Leave it out of 'related'.", f"{position}.related", line)


def _sentences_out_of_order(library: Library, document: Document) -> Iterator[Fault]:
    """Yield a fault for each sentence whose number is not above that of the one before."""
    last = 0
    for position, entry in enumerate(library.article.sentences):
        if entry.number <= last:
            line = document.line_of(("sentences", position, "number"))
            message = f"sentence {entry.number} stands after sentence {last}."
            path = f"sentences.{position}.number"
            yield Fault(document.file, message, "Number the sentences in the order of the article.", path, line)
        last = entry.number
