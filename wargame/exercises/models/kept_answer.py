"""Answers that are given again: what a request with an idempotency key was answered with."""

from django.db import models

from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat

KEY_LENGTH = 64


class KeptAnswer(models.Model):
    """What a person's request for a seat did; the same request, sent again with its key, is answered from here.

    `request` is SHA-256 (hex) of what was asked.
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
