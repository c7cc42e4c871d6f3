"""Order sheets: what a seat tells its state to do in a turn."""

from django.db import models

from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn


class OrderSheet(models.Model):
    """One seat's orders of one turn, in order of paying: `[{"kind", "level", "target", "partner"}]`.

    Every save raises `revision`. A draft becomes ready when it is submitted; `reason` is a policy's sentence.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="sheets")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="sheets")
    revision = models.PositiveIntegerField(default=1)
    orders = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    is_ready = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["turn", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "seat"], name="sheet_once_a_seat_and_turn"),
            models.CheckConstraint(
                condition=models.Q(is_ready=False) | models.Q(submitted_at__isnull=False),
                name="sheet_ready_was_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"orders of {self.seat}, turn {self.turn.number}"
