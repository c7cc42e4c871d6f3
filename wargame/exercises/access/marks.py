"""The right to mark seats and students, and the marks that somebody may read."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from wargame.exercises.access.seats import MISSING, Visitor, participant_for
from wargame.exercises.models import Exercise, Mark, Participant


def marker_for(user: Visitor, code: str) -> Participant:
    """Return the user as a marker of a class: its white cell, or an observer whom it lets mark. Raises Http404."""
    person = participant_for(user, code)
    if not is_marker(person):
        raise Http404(MISSING)
    return person


def is_marker(person: Participant) -> bool:
    """Return whether the person marks in this class: the white cell does, and observers with that right."""
    may = person.is_white_cell or (person.part == Participant.Part.OBSERVER and person.may_mark)
    return may and person.left_at is None and person.exercise.mode == Exercise.Mode.CLASS


def marks_for(marker: Participant) -> QuerySet[Mark]:
    """Return the marks that a marker may read: all for the white cell.

    A second marker is blind: another mark on a criterion opens once the own mark on it is given.
    """
    marks = Mark.objects.filter(exercise=marker.exercise_id).select_related("by", "seat", "person__seat")
    if marker.is_white_cell:
        return marks
    same = Q(seat=OuterRef("seat")) | Q(person=OuterRef("person"))
    own = Mark.objects.filter(same, by=marker, criterion=OuterRef("criterion"), is_settled=False)
    return marks.filter(Q(by=marker) | Exists(own))


def student_for(user: Visitor, code: str) -> Participant:
    """Return the user as somebody who plays or played a seat of a class. Raises Http404 for everybody else."""
    person = participant_for(user, code)
    is_student = person.part == Participant.Part.PLAYER and person.seat_id is not None
    if not is_student or person.exercise.mode != Exercise.Mode.CLASS:
        raise Http404(MISSING)
    return person


def marks_of(student: Participant) -> QuerySet[Mark]:
    """Return the marks of a student and of the student's seat, none before the white cell releases them."""
    if student.exercise.marks_released_at is None:
        return Mark.objects.none()
    own = Q(person=student) | Q(seat=student.seat_id, seat__isnull=False)
    return Mark.objects.filter(own, exercise=student.exercise_id).select_related("by", "seat", "person")
