"""Marks as rows for a file: one for each mark on each criterion of each seat and student."""

from collections.abc import Iterator
from typing import Any

from wargame.exercises.assessment.selectors.marking import GivenMark, MarkedCriterion, MarkSheet, sheets_of
from wargame.exercises.models import Participant

COLUMNS = (
    "kind",
    "seat",
    "student",
    "criterion",
    "title",
    "level",
    "points",
    "most",
    "marker",
    "counts",
    "is_settled",
    "of_seat",
    "note",
    "evidence",
    "at",
)
"""`counts` marks the one mark of a criterion that counts: their sum is the total of a seat or student. `of_seat` marks
those that a student has from the seat."""


def mark_rows_of(marker: Participant) -> Iterator[dict[str, Any]]:
    """Yield the rows of all marks that the marker may read; objectives of teaching count in no total."""
    for sheet in sheets_of(marker):
        for row in sheet.criteria:
            for mark in _marks(row):
                yield _row(sheet, row, mark)


def _marks(row: MarkedCriterion) -> list[GivenMark]:
    marks = [mark for mark in (row.settled, row.own, *row.others) if mark]
    return marks or ([row.counts] if row.counts else [])


def _row(sheet: MarkSheet, row: MarkedCriterion, mark: GivenMark) -> dict[str, Any]:
    candidate, criterion = sheet.candidate, row.criterion
    counts = criterion.is_counted and row.counts is not None and mark.pk == row.counts.pk
    return {
        "kind": "student" if candidate.person else "seat",
        "seat": candidate.role,
        "student": candidate.name if candidate.person else "",
        "criterion": criterion.key,
        "title": criterion.title,
        "level": mark.level.word,
        "points": mark.points,
        "most": criterion.most,
        "marker": mark.by,
        "counts": "yes" if counts else "no",
        "is_settled": "yes" if mark is row.settled else "no",
        "of_seat": "yes" if row.of_seat else "no",
        "note": mark.note,
        "evidence": mark.evidence,
        "at": mark.at.isoformat(timespec="seconds"),
    }
