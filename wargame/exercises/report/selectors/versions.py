"""The versions of a report that people kept, and two of them compared word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import zip_longest

from django.http import Http404

from wargame.exercises.models import Branch, ReportDraft
from wargame.exercises.report.domain.document import Document, ReportSentence

LEDGER = 0
"""The number of the version that the ledger gives."""


@dataclass(frozen=True)
class Version:
    """One version in the list: number 0 is what the ledger gives. `by` and `at` are empty there."""

    number: int
    name: str
    note: str
    by: str = ""
    at: datetime | None = None

    @property
    def label(self) -> str:
        """Its name in the list."""
        return f"Version {self.number}" if self.number else "From the ledger"


@dataclass(frozen=True)
class WordRun:
    """A run of words that two versions share, or that one alone has: "both", "out" or "in"."""

    kind: str
    text: str


@dataclass(frozen=True)
class ComparedSentence:
    """A sentence that two versions do not share word by word."""

    section: str
    pieces: tuple[WordRun, ...]


def versions_of(line: Branch) -> tuple[Version, ...]:
    """Return the versions of a line's report, the newest first."""
    kept = line.report_drafts.select_related("by").defer("document").order_by("-number")
    drafts = (Version(each.number, each.name, each.note, each.by.name, each.at) for each in kept)
    return (*drafts, Version(LEDGER, "", "all sentences by rules"))


def draft_of(line: Branch, number: int | None) -> ReportDraft | None:
    """Return a version by number, without one the newest; None for the ledger's. Raises Http404 for a missing one."""
    if number == LEDGER:
        return None
    drafts = line.report_drafts.select_related("by").order_by("-number")
    found = drafts.first() if number is None else drafts.filter(number=number).first()
    if number is not None and found is None:
        raise Http404("This report has no such version.")
    return found


def compared(first: Document, second: Document) -> tuple[ComparedSentence, ...]:
    """Return the sentences in which two versions differ, in the order of the second, word by word."""
    found = []
    for one, other in zip_longest(first.sections, second.sections):
        section = other or one
        if section is None:
            continue
        before = one.sentences if one else ()
        after = other.sentences if other else ()
        found += [ComparedSentence(section.title, pieces) for pieces in _changed(before, after)]
    return tuple(found)


def _changed(before: Sequence[ReportSentence], after: Sequence[ReportSentence]) -> list[tuple[WordRun, ...]]:
    old, new = {each.key: each.text for each in before}, {each.key: each.text for each in after}
    order = [*new, *(key for key in old if key not in new)]
    pairs = ((old.get(key, ""), new.get(key, "")) for key in order)
    return [pieces_of(one, other) for one, other in pairs if one != other]


def pieces_of(first: str, second: str) -> tuple[WordRun, ...]:
    """Return two texts as runs of words that both have, that only the first has, and that only the second has."""
    words: list[list[str]] = [re.findall(r"\S+\s*", text) for text in (first, second)]
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(WordRun("both", "".join(words[0][a:b])))
            continue
        pieces += [WordRun("out", "".join(words[0][a:b]))] if a < b else []
        pieces += [WordRun("in", "".join(words[1][c:d]))] if c < d else []
    return tuple(pieces)
