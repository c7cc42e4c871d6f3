"""The chain of hashes over what the white cell did and ruled, and over what people gave as their reasons."""

from django.db import models

from wargame.exercises.models.exercise import Exercise


class RecordLink(models.Model):
    """One change of a row of the record. Append-only.

    `row` is the key of the control entry, verdict or rationale, and `content` the hash of what it held after the
    change, "" where it was taken away. `hash` covers all of it and the hash of the link before.
    """

    class Kind(models.TextChoices):
        CONTROL = "control", "control entry"
        VERDICT = "verdict", "verdict"
        RATIONALE = "rationale", "rationale"

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="record_links")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    row = models.BigIntegerField()
    content = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["exercise_id", "number"]
        constraints = [models.UniqueConstraint(fields=["exercise", "number"], name="record_link_numbered_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}, link {self.number} of {self.exercise}"
