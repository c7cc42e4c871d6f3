"""Verdicts of the white cell on the outcomes of a turn, and the arguments about them."""

from django.db import models

from wargame.exercises.models.control import REASON_LENGTH
from wargame.exercises.models.message import ABOUT_LENGTH
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn

ARGUMENT_LENGTH = 300


class Verdict(models.Model):
    """One outcome that the white cell accepted or changed. `about` is the key of the outcome (`outcome_keys.key_of`).

    `result` is the result that was judged; `instead_of` is what the dice gave if the white cell changed it. A verdict
    is void if another ruling has changed the result since.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="verdicts")
    about = models.CharField(max_length=ABOUT_LENGTH)
    result = models.CharField(max_length=80)
    instead_of = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    is_public = models.BooleanField(default=True)
    by = models.ForeignKey(Participant, models.PROTECT, related_name="verdicts")
    at = models.DateTimeField()

    class Meta:
        ordering = ["turn_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["turn", "about"], name="verdict_once_an_outcome")]

    def __str__(self) -> str:
        return f"{self.about}: {self.result}"


class Argument(models.Model):
    """A reason for or against an order. `strength` is in chances of 100; `seat` is None for the white cell's own."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="arguments")
    about = models.CharField(max_length=ABOUT_LENGTH)
    is_for = models.BooleanField()
    strength = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=ARGUMENT_LENGTH)
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="arguments")
    by = models.ForeignKey(Participant, models.PROTECT, related_name="arguments")
    at = models.DateTimeField()

    class Meta:
        ordering = ["turn_id", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(strength__lte=50), name="argument_has_a_weight")]

    def __str__(self) -> str:
        return self.text

    @property
    def added(self) -> int:
        """The points that it adds to the chance in 100; negative for a reason against."""
        return self.strength if self.is_for else -self.strength
