"""The marks of a class as a marker may read them, and as a student reads the own ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wargame.exercises import access, bridge
from wargame.exercises.assessment.domain import (
    Candidate,
    Criterion,
    Entry,
    Level,
    by_criterion,
    candidates_of,
    counting,
    criteria_of,
    differ,
    entries_in,
    marks_of_markers,
    settled,
)
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Exercise, Mark, Participant

MarksOf = Mapping[str, list[Mark]]
"""Marks of one seat or student by criterion."""


@dataclass(frozen=True)
class GivenMark:
    """A mark in words. `entries` are its evidence; `ahead` is by how many points it is above the reader's own mark."""

    pk: int
    points: int
    level: Level
    note: str
    evidence: str
    entries: tuple[Entry, ...]
    by: str
    at: datetime
    ahead: int | None = None


@dataclass(frozen=True)
class MarkedCriterion:
    """A criterion with the marks on it that the reader may read.

    `own` is the reader's mark and `others` are those of the other markers; `settled` is the white cell's last word.
    `counts` is the mark that counts, and `of_seat` says that a student has it from the seat. A reader cannot change a
    mark that `is_locked`. `is_open` says that markers differ and nobody has settled it.
    """

    criterion: Criterion
    own: GivenMark | None
    others: tuple[GivenMark, ...]
    settled: GivenMark | None
    counts: GivenMark | None
    of_seat: bool
    is_locked: bool
    is_open: bool


@dataclass(frozen=True)
class MarkSheet:
    """The criteria of one seat or student. `points` is the total of the marks that count, of at most `most`."""

    candidate: Candidate
    criteria: tuple[MarkedCriterion, ...]

    @property
    def criteria_in_total(self) -> tuple[MarkedCriterion, ...]:
        """The criteria that are part of the total."""
        return tuple(row for row in self.criteria if row.criterion.is_counted)

    @property
    def objectives(self) -> tuple[MarkedCriterion, ...]:
        """The objectives of teaching."""
        return tuple(row for row in self.criteria if not row.criterion.is_counted)

    @property
    def points(self) -> int:
        """The sum of the marks that count."""
        return sum(row.counts.points for row in self.criteria_in_total if row.counts)

    @property
    def most(self) -> int:
        """The points that can be had."""
        return sum(row.criterion.most for row in self.criteria_in_total)

    @property
    def missing(self) -> int:
        """The number of criteria without a mark."""
        return sum(row.counts is None for row in self.criteria_in_total)

    @property
    def open_differences(self) -> int:
        """The number of marks in which markers differ and that nobody has settled."""
        return sum(row.is_open for row in self.criteria)


@dataclass(frozen=True)
class Marking:
    """The marking page of a class. `is_first` says that the reader is the white cell, not a second marker."""

    code: str
    title: str
    is_first: bool
    is_ended: bool
    released_at: datetime | None
    sheets: tuple[MarkSheet, ...]
    markers: tuple[str, ...]


@dataclass(frozen=True)
class OwnMarks:
    """The page of a student's own marks; `sheet` is None until the white cell releases them."""

    code: str
    title: str
    sheet: MarkSheet | None


def marking_of(marker: Participant) -> Marking:
    """Return the marking page of a class, with the marks that the marker may read."""
    exercise = marker.exercise
    seconds = exercise.participants.filter(part=Participant.Part.OBSERVER, may_mark=True, left_at=None)
    return Marking(
        code=dashed_code(exercise.code),
        title=exercise.title or exercise.scenario_version.title,
        is_first=marker.is_white_cell,
        is_ended=exercise.status == Exercise.Status.ENDED,
        released_at=exercise.marks_released_at,
        sheets=sheets_of(marker),
        markers=tuple(seconds.order_by("name").values_list("name", flat=True)) if marker.is_white_cell else (),
    )


def sheets_of(marker: Participant) -> tuple[MarkSheet, ...]:
    """Return a sheet for each seat and student of the marker's class."""
    candidates, stored = candidates_of(marker.exercise), list(access.marks_for(marker))
    return tuple(_sheet(candidate, stored, marker) for candidate in candidates)


def own_marks_of(student: Participant) -> OwnMarks:
    """Return the marks of a student, once they are released."""
    exercise = student.exercise
    is_released = exercise.marks_released_at is not None
    candidate = Candidate(student.seat, student)
    return OwnMarks(
        code=dashed_code(exercise.code),
        title=exercise.title or exercise.scenario_version.title,
        sheet=_sheet(candidate, list(access.marks_of(student)), student) if is_released else None,
    )


def _sheet(candidate: Candidate, stored: Sequence[Mark], reader: Participant) -> MarkSheet:
    teaching = bridge.content_of(reader.exercise.scenario_version).teaching
    of_seat = by_criterion(mark for mark in stored if candidate.seat and mark.seat_id == candidate.seat.pk)
    of_student = by_criterion(mark for mark in stored if candidate.person and mark.person_id == candidate.person.pk)
    criteria = criteria_of(teaching, of_student=candidate.person is not None)
    return MarkSheet(candidate, tuple(_marked(each, candidate, of_seat, of_student, reader) for each in criteria))


def _marked(
    criterion: Criterion, candidate: Candidate, of_seat: MarksOf, of_student: MarksOf, reader: Participant
) -> MarkedCriterion:
    """Return a criterion with its marks. A student without a mark of the own has that of the seat.

    A student reads the mark that counts, and none of those behind it.
    """
    marks = (of_student if candidate.person else of_seat).get(criterion.key, [])
    inherited = of_seat.get(criterion.key, []) if candidate.person and not marks else []
    mine = next((mark for mark in marks_of_markers(marks) if mark.by_id == reader.pk), None)
    others = [mark for mark in marks_of_markers(marks) if mark.by_id != reader.pk and access.is_marker(reader)]
    last, counts = settled(marks), counting(marks or inherited)
    return MarkedCriterion(
        criterion,
        own=_show_mark(criterion, mine) if mine else None,
        others=tuple(_show_mark(criterion, mark, mine) for mark in others),
        settled=_show_mark(criterion, last) if last else None,
        counts=_show_mark(criterion, counts) if counts else None,
        of_seat=bool(inherited),
        is_locked=bool(mine and others),
        is_open=differ(marks),
    )


def _show_mark(criterion: Criterion, mark: Mark, beside: Mark | None = None) -> GivenMark:
    return GivenMark(
        pk=mark.pk,
        points=mark.points,
        level=criterion.level_of(mark.points),
        note=mark.note,
        evidence=mark.evidence,
        entries=tuple(_entries(mark.evidence)),
        by=mark.by.name,
        at=mark.at,
        ahead=mark.points - beside.points if beside else None,
    )


def _entries(evidence: str) -> Iterator[Entry]:
    """Yield the entries that stored evidence names; an archive may bring in evidence that names none."""
    for word in evidence.split():
        try:
            yield from entries_in(word)
        except ValueError:
            continue
