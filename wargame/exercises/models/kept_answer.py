"""Stored answers to requests with an idempotency key."""

from django.db import models

from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat

KEY_LENGTH = 64


class KeptAnswer(models.Model):
    """The answer to a person's request for a seat. The same request, sent again with its key, gets this answer.

    `request` is the SHA-256 (hex) of what was asked.
    """

    by = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH)
    request = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["by", "seat", "key"], name="kept_answer_once_a_key")]

    def __str__(self) -> str:
        return f"answer to {self.key}"
