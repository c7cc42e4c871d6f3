"""The control log: who steered an exercise, when, how and why."""

from django.db import models

from wargame.exercises.models.exercise import Exercise
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.seat import Seat
from wargame.exercises.models.turn import Turn

DETAIL_LENGTH = 300
REASON_LENGTH = 500


class ControlEntry(models.Model):
    """One act of the white cell, or of the clock if `by` is None. Append-only.

    `detail` says what exactly ("+120 s", "B. Novak to JPN"); `reason` says why, in the actor's own words.
    """

    class Act(models.TextChoices):
        CREATE = "create"
        CHANGE = "change"
        START = "start"
        OPEN_ORDERS = "open_orders"
        PAUSE = "pause"
        RESUME = "resume"
        EXTEND = "extend"
        TIMERS = "timers"
        GRACE = "grace"
        CLOSE = "close"
        REVEAL = "reveal"
        UNCLOSE = "unclose"
        UNREVEAL = "unreveal"
        DISCUSS = "discuss"
        OPEN_NEXT = "open_next"
        REOPEN = "reopen"
        RETRY = "retry"
        TAKEOVER = "takeover"
        HAND_BACK = "hand_back"
        ASSIGN = "assign"
        REMOVE = "remove"
        READMIT = "readmit"
        NEW_LINK = "new_link"
        SIGHT = "sight"
        LOCK = "lock"
        UNLOCK = "unlock"
        RULE = "rule"
        ACCEPT = "accept"
        ARGUE = "argue"
        ASK = "ask"
        INJECT = "inject"
        FORGET = "forget"
        KEEP = "keep"
        RELEASE = "release"
        END = "end"

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="control_entries")
    turn = models.ForeignKey(Turn, models.CASCADE, null=True, blank=True, related_name="control_entries")
    by = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="control_entries")
    act = models.CharField(max_length=12, choices=Act)
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="+")
    detail = models.CharField(max_length=DETAIL_LENGTH, blank=True)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["exercise_id", "pk"]
        verbose_name_plural = "control entries"

    def __str__(self) -> str:
        return f"{self.act} in {self.exercise}"
