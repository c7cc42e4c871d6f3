"""Bids: how likely a seat thinks that a claim is in force in the exercise."""

from typing import Self

from django.db import models

from wargame.exercises.models.branch import Branch
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn, of_line

CERTAIN = 100


class BidQuerySet(models.QuerySet["Bid"]):
    """Queries for bids."""

    def in_line(self, line: Branch) -> Self:
        """Return the bids of a line, by turn and seat, without large columns of their turns."""
        made = self.filter(of_line(line, "turn__")).select_related("turn", "seat", "by")
        return made.defer("turn__world", "turn__next_world", "turn__outcomes").order_by("turn__number", "seat__role")


class Bid(models.Model):
    """How likely a seat thought in a turn that a claim of the scenario is in force, in 100. The last of a line counts.

    `key` names the bid in the pack. Until the end the people of the seat and the white cell read it, then all.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="bids")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="bids")
    key = models.CharField(max_length=80)
    in_100 = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Participant, models.PROTECT, related_name="bids")
    at = models.DateTimeField()

    objects = BidQuerySet.as_manager()

    class Meta:
        ordering = ["turn_id", "seat__role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "seat", "key"], name="bid_once_a_turn_and_seat"),
            models.CheckConstraint(condition=models.Q(in_100__lte=CERTAIN), name="bid_in_100"),
        ]

    def __str__(self) -> str:
        return f"{self.seat.role} bids {self.in_100} on {self.key} in {self.turn}"
