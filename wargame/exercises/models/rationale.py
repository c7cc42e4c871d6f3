"""Rationales: why a person in a seat wants its orders as they are, in one line."""

from django.db import models

from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn

TEXT_LENGTH = 300


class Rationale(models.Model):
    """One person's line on their seat's orders of a turn. Only that person and the white cell may read it.

    `revision` is the revision of the order sheet that the person saw when they last wrote, 0 for none.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="rationales")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="rationales")
    by = models.ForeignKey(Participant, models.PROTECT, related_name="rationales")
    revision = models.PositiveIntegerField()
    text = models.CharField(max_length=TEXT_LENGTH)
    at = models.DateTimeField()

    class Meta:
        ordering = ["turn_id", "seat__role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "seat", "by"], name="rationale_once_a_person_and_turn"),
        ]

    def __str__(self) -> str:
        return f"{self.by.name} on the orders of {self.seat}, turn {self.turn.number}"
