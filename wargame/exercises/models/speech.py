"""Speeches: what each adviser of a seat said in a turn."""

from typing import Self

from django.db import models

from wargame.exercises.models.branch import Branch
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn, of_line


class SpeechQuerySet(models.QuerySet["Speech"]):
    """Queries for speeches."""

    def in_line(self, line: Branch) -> Self:
        """Return the speeches of a line, by turn and place, with their turns."""
        return self.filter(of_line(line, "turn__")).select_related("turn").order_by("turn__number", "place")


class Speech(models.Model):
    """The advice of one adviser to a seat in a turn. It is written when somebody of the seat first reads it.

    `place` is the adviser's place in the cabinet, from 1. `order` is the row that the adviser asks for, with its `cost`
    in points. `letter` marks the report or message that the speech cites by its `cited` words. `reason`, `expects` and
    `costs` are sentences. `claim` is what `expects` says, as the rules judge it. `agree` and `disagree` are keys of the
    other advisers.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="speeches")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="speeches")
    place = models.PositiveSmallIntegerField()
    adviser = models.CharField(max_length=80)
    order = models.JSONField()
    cost = models.PositiveSmallIntegerField()
    letter = models.CharField(max_length=1, blank=True)
    cited = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    expects = models.TextField()
    costs = models.TextField()
    claim = models.JSONField()
    agree = models.JSONField(default=list)
    disagree = models.JSONField(default=list)

    objects = SpeechQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "speeches"
        ordering = ["turn_id", "seat__role", "place"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "seat", "adviser"], name="speech_once_a_turn_and_adviser"),
        ]

    def __str__(self) -> str:
        return f"{self.adviser} of {self.seat.role} in {self.turn}"
