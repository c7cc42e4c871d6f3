"""Stores marks, settles differences between markers, and releases marks to students."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from wargame.exercises import access, bridge
from wargame.exercises.assessment.domain import (
    Candidate,
    Criterion,
    Entry,
    criteria_of,
    differ,
    entries_in,
    marks_of_markers,
)
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, LedgerEntry, Mark, Participant, Turn
from wargame.exercises.models.mark import EVIDENCE_LENGTH, NOTE_LENGTH
from wargame.exercises.text import printable

NO_ENTRY = "{} is no entry of the turn log. Write a turn and a number, such as 3.12, or a turn alone."


class MarkRefused(ValueError):
    """The marks cannot be stored, because of `faults`: sentences by criterion, "" for all. Nothing has been changed."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True)
class MarkInput:
    """The mark of one marker on a criterion: points, a note, and entries of the turn log such as "3.12 4"."""

    points: int
    note: str = ""
    evidence: str = ""


def give(*, by: Participant, candidate: Candidate, marks: Mapping[str, MarkInput | None], now: datetime) -> None:
    """Store a marker's own marks of a seat or student by criterion; None takes the own mark back.

    All or none. Marks that two people gave stand: the white cell settles them. Raises MarkRefused.
    """
    with _marking(by) as exercise:
        stored = _stored(exercise, candidate)
        criteria = _criteria(exercise, candidate)
        faults = {}
        for key, mark in marks.items():
            others = [each for each in marks_of_markers(stored) if each.criterion == key and each.by_id != by.pk]
            own = next(
                (each for each in marks_of_markers(stored) if each.criterion == key and each.by_id == by.pk), None
            )
            if own is not None and others:
                faults[key] = "Two people have marked this, so both marks stand. The white cell settles a difference."
            elif fault := _fault(exercise, criteria.get(key), mark):
                faults[key] = fault
        if faults:
            raise MarkRefused(faults)
        for key, mark in marks.items():
            _store(exercise, candidate, key, mark, by=by, now=now)


def settle(*, by: Participant, candidate: Candidate, criterion: str, mark: MarkInput, now: datetime) -> None:
    """Set the mark that counts where several people marked the same. Only the white cell may. Raises MarkRefused."""
    with _marking(by) as exercise:
        if not by.is_white_cell:
            raise MarkRefused({criterion: "Only the white cell settles a mark."})
        if len([each for each in marks_of_markers(_stored(exercise, candidate)) if each.criterion == criterion]) < 2:
            raise MarkRefused({criterion: "There is nothing to settle until two people have marked this."})
        if fault := _fault(exercise, _criteria(exercise, candidate).get(criterion), mark):
            raise MarkRefused({criterion: fault})
        values = _values(mark) | {"by": by, "at": now}
        Mark.objects.update_or_create(
            exercise=exercise, **candidate.columns, criterion=criterion, is_settled=True, defaults=values
        )


def release(*, by: Participant, is_released: bool, now: datetime) -> None:
    """Let students read their marks, or take that back. Raises MarkRefused, and `control.NotWhiteCell`."""
    with control.leading(by=by, exercise=by.exercise) as exercise:
        if is_released == (exercise.marks_released_at is not None):
            return
        if is_released:
            _require_settled(exercise)
        exercise.marks_released_at = now if is_released else None
        exercise.save(update_fields=["marks_released_at"])
        detail = "released the marks to students" if is_released else "took the released marks back"
        control.log(exercise=exercise, act=control.Act.RELEASE, by=by, now=now, detail=detail)


@contextmanager
def _marking(by: Participant) -> Iterator[Exercise]:
    """Lock the exercise for a person who marks in it now. Raises MarkRefused."""
    with transaction.atomic():
        exercise = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.exercise_id)
        person = Participant.objects.select_related("exercise").get(pk=by.pk)
        for is_wrong, why in (
            (not access.is_marker(person), "Only the white cell of a class and its second markers mark."),
            (exercise.status != Exercise.Status.ENDED, "Marks are given once the exercise has ended."),
            (exercise.marks_released_at, "Students read these marks. The white cell takes them back before a change."),
        ):
            if is_wrong:
                raise MarkRefused({"": why})
        yield exercise


def _stored(exercise: Exercise, candidate: Candidate) -> list[Mark]:
    return list(Mark.objects.filter(exercise=exercise, **candidate.columns).select_related("by"))


def _criteria(exercise: Exercise, candidate: Candidate) -> dict[str, Criterion]:
    teaching = bridge.content_of(exercise.scenario_version).teaching
    return {each.key: each for each in criteria_of(teaching, of_student=candidate.person is not None)}


def _fault(exercise: Exercise, criterion: Criterion | None, mark: MarkInput | None) -> str:
    """Return why a mark cannot be stored, "" if it can."""
    if criterion is None:
        return "There is no such criterion."
    if mark is None:
        return ""
    if not 0 <= mark.points <= criterion.most:
        return f"Give from 0 to {criterion.most} points."
    if len(printable(mark.note)) > NOTE_LENGTH:
        return f"Shorten the note to {NOTE_LENGTH:,} characters."
    return _fault_of_evidence(exercise, mark.evidence)


def _fault_of_evidence(exercise: Exercise, evidence: str) -> str:
    try:
        entries = tuple(entries_in(evidence))
    except ValueError as wrong:
        return NO_ENTRY.format(wrong)
    if len(_write(entries)) > EVIDENCE_LENGTH:
        return "Name fewer entries: the list is too long."
    line = access.line_of(exercise)
    turns = set(Turn.objects.played_in(line).values_list("number", flat=True))
    for turn, sequence in entries:
        found = LedgerEntry.objects.filter(turn__in=Turn.objects.played_in(line).filter(number=turn).order_by())
        if turn not in turns or (sequence and not found.filter(sequence=sequence, as_told=False).exists()):
            return NO_ENTRY.format(_write([(turn, sequence)]))
    return ""


def _store(
    exercise: Exercise, candidate: Candidate, key: str, mark: MarkInput | None, *, by: Participant, now: datetime
) -> None:
    own = Mark.objects.filter(exercise=exercise, **candidate.columns, criterion=key, by=by, is_settled=False)
    if mark is None:
        own.delete()
    elif not own.filter(**_values(mark)).exists():
        of: dict[str, Any] = {"exercise": exercise, "criterion": key, "by": by, "is_settled": False}
        own.update_or_create(**of, **candidate.columns, defaults=_values(mark) | {"at": now})


def _values(mark: MarkInput) -> dict[str, int | str]:
    return {
        "points": mark.points,
        "note": printable(mark.note),
        "evidence": _write(tuple(entries_in(mark.evidence))),
    }


def _write(entries: tuple[Entry, ...] | list[Entry]) -> str:
    return " ".join(str(turn) if sequence is None else f"{turn}.{sequence}" for turn, sequence in entries)


def _require_settled(exercise: Exercise) -> None:
    if exercise.status != Exercise.Status.ENDED:
        raise MarkRefused({"": "Marks are released once the exercise has ended."})
    marks: dict[tuple[int | None, int | None, str], list[Mark]] = {}
    for mark in Mark.objects.filter(exercise=exercise):
        marks.setdefault((mark.seat_id, mark.person_id, mark.criterion), []).append(mark)
    if not marks:
        raise MarkRefused({"": "Nobody has given a mark yet."})
    if open_ones := sum(differ(each) for each in marks.values()):
        raise MarkRefused({"": f"Markers differ on {open_ones} marks that nobody has settled. Settle them first."})
