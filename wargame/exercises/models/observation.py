"""Observations: what evaluators note about a seat's objectives while the exercise runs."""

from django.db import models

from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn

TEXT_LENGTH = 1_000


class Observation(models.Model):
    """A note of an evaluator about a seat in a turn and about an objective of that seat ("" for none). Append-only.

    Its author and the white cell may read it while the exercise runs, everybody in the exercise once it has ended.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength"
        IMPROVE = "improve"
        NOTE = "note"

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="observations")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="observations")
    objective = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOTE)
    text = models.CharField(max_length=TEXT_LENGTH)
    by = models.ForeignKey(Participant, models.PROTECT, related_name="observations")
    at = models.DateTimeField()

    class Meta:
        ordering = ["turn_id", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.seat.role} in {self.turn}"
