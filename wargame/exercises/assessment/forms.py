"""The form of a sheet of marks: points, evidence and a note for each criterion."""

from collections.abc import Mapping
from dataclasses import dataclass

from wargame.exercises.assessment.selectors.marking import MarkedCriterion, MarkSheet
from wargame.exercises.assessment.services import MarkInput, MarkRefused

WHOLE = "Write a whole number of points, or leave the field empty."
MOST_DIGITS = 4


@dataclass(frozen=True)
class MarkField:
    """The fields of one criterion: what stands in them, and why they were refused ("" if they were not)."""

    row: MarkedCriterion
    points: str
    note: str
    evidence: str
    fault: str


def fields_of(sheet: MarkSheet, posted: Mapping[str, str], faults: Mapping[str, str]) -> tuple[MarkField, ...]:
    """Return the fields of a sheet with the reader's own marks, or with what was typed and refused."""
    return tuple(_field(row, posted, faults.get(row.criterion.key, "")) for row in sheet.criteria)


def _field(row: MarkedCriterion, posted: Mapping[str, str], fault: str) -> MarkField:
    key, shown = row.criterion.key, row.settled or row.own
    if posted and f"points-{key}" in posted:
        points, note, evidence = (_word(posted, f"{name}-{key}") for name in ("points", "note", "evidence"))
        return MarkField(row, points, note, evidence, fault)
    if shown is None:
        return MarkField(row, "", "", "", fault)
    return MarkField(row, str(shown.points), shown.note, shown.evidence, fault)


def marks_in(posted: Mapping[str, str]) -> dict[str, MarkInput | None]:
    """Return the marks of a form by criterion; None for one without points. A criterion that was not posted is left
    out.

    Raises MarkRefused where points are no number, or where a note has none.
    """
    marks: dict[str, MarkInput | None] = {}
    faults = {}
    for name in posted:
        start, _, key = name.partition("points-")
        if start or not key:
            continue
        points, note, evidence = (_word(posted, f"{field}-{key}") for field in ("points", "note", "evidence"))
        if points.isascii() and points.isdigit() and len(points) <= MOST_DIGITS:
            marks[key] = MarkInput(int(points), note, evidence)
        elif points:
            faults[key] = WHOLE
        elif note or evidence:
            faults[key] = "Give points too, or empty the note and the evidence."
        else:
            marks[key] = None
    if faults:
        raise MarkRefused(faults)
    return marks


def _word(posted: Mapping[str, str], name: str) -> str:
    return str(posted.get(name, "")).replace("\0", "").strip()
