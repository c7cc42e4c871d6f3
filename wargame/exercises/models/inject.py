"""Injects of an exercise: those that its white cell wrote, changed, skipped or sent, and the texts that seats read."""

from django.db import models
from django.db.models import Q

from wargame.exercises.models.exercise import Exercise
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.turn import Turn


class Inject(models.Model):
    """An inject of the scenario (`key`) that was changed, skipped or sent, or one that the white cell wrote (no key).

    `texts` holds what each seat reads, by role: kind, source, time, grade, title, text; a seat without an entry reads
    nothing. A planned inject waits for the brief of `turn`, for `when` (clauses that must all hold at the end of a
    turn), or to be sent by hand. An inject of the scenario may be `moved_to` a turn, the first in whose brief it can be
    read. If `offered_in` a turn, it is what the scenario suggests that a seat with people says (`speaks_for`), and its
    other readers get a message. `sent_in` is the turn in which it was read; `sent_by` is None if the scenario or the
    clock sent it. One that the white cell wrote may move figures at the end of that turn: `effects` are pairs of the
    figure's key and points. `tap` identifies the form, so that a form sent twice creates one inject.
    """

    class Status(models.TextChoices):
        PLANNED = "planned"
        SENT = "sent"
        SKIPPED = "skipped"

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="injects")
    key = models.CharField(max_length=80, blank=True)
    tap = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=160)
    texts = models.JSONField(default=dict)
    turn = models.PositiveSmallIntegerField(null=True, blank=True)
    when = models.JSONField(default=list, blank=True)
    effects = models.JSONField(default=list, blank=True)
    moved_to = models.PositiveSmallIntegerField(null=True, blank=True)
    speaks_for = models.CharField(max_length=80, blank=True)
    offered_in = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.PLANNED)
    sent_in = models.ForeignKey(Turn, models.CASCADE, null=True, blank=True, related_name="injects")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["exercise_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "key"], condition=~Q(key=""), name="inject_of_the_scenario_once_an_exercise"
            ),
            models.UniqueConstraint(fields=["exercise", "tap"], condition=~Q(tap=""), name="inject_once_a_tap"),
            models.CheckConstraint(
                condition=Q(status="sent", sent_in__isnull=False, sent_at__isnull=False)
                | Q(~Q(status="sent"), sent_in=None, sent_at=None),
                name="inject_sent_in_a_turn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sent(self) -> bool:
        return self.status == self.Status.SENT

    @property
    def is_skipped(self) -> bool:
        return self.status == self.Status.SKIPPED
