"""Questions to the staff: what an order, a whole sheet, or an agreement does for the aims of its seat."""

from django.db import models

from wargame.exercises.models.order import OrderSheet
from wargame.exercises.models.participant import Participant

MOST_A_TURN = 3


class StaffQuestion(models.Model):
    """A question that the people of a seat asked their staff about a sheet, and its answer. The turn is the sheet's.

    `number` counts from 1 to `MOST_A_TURN`. `orders` are those of the sheet at that moment, `order` is the one that was
    asked about (None for all of them), or an offer: its `agreement` and its `act`, as proposals have them. `key` stands
    for what was asked: the same question again costs nothing. `answer` is an `Aims` in points, as the people read it.
    """

    sheet = models.ForeignKey(OrderSheet, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=200)
    order = models.JSONField(null=True, blank=True)
    orders = models.JSONField()
    answer = models.JSONField()
    by = models.ForeignKey(Participant, models.PROTECT, related_name="staff_questions")
    at = models.DateTimeField()

    class Meta:
        ordering = ["sheet_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="staff_question_once_a_number"),
            models.UniqueConstraint(fields=["sheet", "key"], name="staff_question_once_a_sheet"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=MOST_A_TURN), name="staff_question_three_a_turn"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.number} about {self.sheet}"
