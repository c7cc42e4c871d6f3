"""How the white cell judged the outcomes of a turn, and what was argued about them."""

from django.db import models

from wargame.exercises.models.control import REASON_LENGTH
from wargame.exercises.models.message import ABOUT_LENGTH
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn

ARGUMENT_LENGTH = 300


class Verdict(models.Model):
    """One outcome that the white cell accepted or decided; `about` is its key (`outcome_keys.key_of`).

    `result` is what was judged, `instead_of` what the dice had where it was decided otherwise. A verdict on a result
    that another ruling has changed since counts no more.
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
    """A reason for or against an order; `strength` in chances of 100, `seat` whose it is, None the white cell's."""

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
        """What it adds to the chance in 100."""
        return self.strength if self.is_for else -self.strength
