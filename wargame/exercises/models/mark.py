"""Marks: the points that a marker gives a seat or a student on a criterion."""

from django.db import models
from django.db.models import Q

from wargame.exercises.models.exercise import Exercise
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat

NOTE_LENGTH = 1_000
EVIDENCE_LENGTH = 200
MOST_POINTS = 100


class Mark(models.Model):
    """The points of a seat (`seat`) or of one student (`person`) on a criterion, by one marker.

    `criterion` is a key of `assessment.domain`. `evidence` names entries of the turn log, "3.12 4": entry 12 of turn 3,
    and all of turn 4. A settled mark is the white cell's word where markers differ, and counts instead of theirs.
    """

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="marks")
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="marks")
    person = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="marks")
    criterion = models.CharField(max_length=16)
    points = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    evidence = models.CharField(max_length=EVIDENCE_LENGTH, blank=True)
    is_settled = models.BooleanField(default=False)
    by = models.ForeignKey(Participant, models.PROTECT, related_name="marks_given")
    at = models.DateTimeField()

    class Meta:
        ordering = ["exercise_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat=None, person__isnull=False) | Q(seat__isnull=False, person=None),
                name="mark_of_a_seat_or_a_student",
            ),
            models.CheckConstraint(condition=Q(points__lte=MOST_POINTS), name="mark_has_points"),
            models.UniqueConstraint(
                fields=["seat", "criterion", "by"], condition=Q(is_settled=False), name="mark_of_seat_once_a_marker"
            ),
            models.UniqueConstraint(
                fields=["person", "criterion", "by"],
                condition=Q(is_settled=False),
                name="mark_of_student_once_a_marker",
            ),
            models.UniqueConstraint(
                fields=["seat", "criterion"], condition=Q(is_settled=True), name="mark_of_seat_settled_once"
            ),
            models.UniqueConstraint(
                fields=["person", "criterion"], condition=Q(is_settled=True), name="mark_of_student_settled_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} on {self.criterion} in {self.exercise}"
