"""Order sheets: the orders that a seat gives its state in a turn."""

from django.db import models

from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn


class OrderSheet(models.Model):
    """One seat's orders of one turn, in the order in which they are paid: `[{"kind", "level", "target", "partner"}]`.

    Every save raises `revision`. Submitting makes a draft ready. `policy` is the policy that wrote the present orders
    ("" for people), and `reason` its sentence. `is_missed` says that nobody had written orders in time. `told` is the
    forecast of these very orders that people saw (`forecasts.StoredForecast`), None where that was not kept.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="sheets")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="sheets")
    revision = models.PositiveIntegerField(default=1)
    orders = models.JSONField(default=list, blank=True)
    policy = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    is_missed = models.BooleanField(default=False)
    is_ready = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="+")
    told = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["turn_id", "seat__role"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "seat"], name="sheet_once_a_seat_and_turn"),
            models.CheckConstraint(
                condition=models.Q(is_ready=False) | models.Q(submitted_at__isnull=False),
                name="sheet_ready_was_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"orders of {self.seat}, turn {self.turn.number}"


class SheetChange(models.Model):
    """A sheet as one save left it, and who saved it: a person or a `policy`. Append-only."""

    sheet = models.ForeignKey(OrderSheet, models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="sheet_changes")
    policy = models.CharField(max_length=20, blank=True)
    orders = models.JSONField(default=list, blank=True)
    is_ready = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["sheet_id", "revision"]
        constraints = [models.UniqueConstraint(fields=["sheet", "revision"], name="sheet_change_once_a_revision")]

    def __str__(self) -> str:
        return f"revision {self.revision} of {self.sheet}"
