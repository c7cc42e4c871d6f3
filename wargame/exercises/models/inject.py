"""Injects of an exercise: what its white cell wrote, reworded or skipped, and what seats were told when."""

from django.db import models
from django.db.models import Q

from wargame.exercises.models.exercise import Exercise
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.turn import Turn


class Inject(models.Model):
    """An inject of the scenario (`key`) that was touched or sent, or one that was written here (no key).

    `texts` holds what each seat reads, by role: kind, source, time, grade, title, text; a seat that is missing there
    reads nothing. One that is planned waits for the brief of `turn`, for `when` (clauses that must all hold at the end
    of a turn), or for somebody's hand. One of the scenario may be `moved_to` a turn: the first in whose brief it can be
    read. One that was offered in a turn is what the scenario would have a seat say that people play (`speaks_for`):
    its other readers get a message. `sent_in` is the turn in which it was read; who sent it is None where the scenario
    or the clock did. One that was written here may move figures at the end of that turn: `effects` are the key of each
    and the points. `tap` tells a form that was sent twice from two forms.
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
