"""Branches: lines of turns, the one played first and those forked from it."""

from django.db import models

from wargame.exercises.models.exercise import Exercise


class Branch(models.Model):
    """A line of turns. A fork starts with its own copy of `parent_turn`; all earlier turns are the parent's.

    `ending` (a key of the scenario) and `final_world` are set once the line has been played to its end.
    """

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="branches")
    number = models.PositiveSmallIntegerField()
    parent_turn = models.ForeignKey("Turn", models.PROTECT, null=True, blank=True, related_name="forks")
    name = models.CharField(max_length=80)
    ending = models.CharField(max_length=80, blank=True)
    final_world = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["exercise_id", "number"]
        constraints = [models.UniqueConstraint(fields=["exercise", "number"], name="branch_number_once_an_exercise")]

    def __str__(self) -> str:
        return f"{self.exercise}, {self.name}"

    @property
    def is_finished(self) -> bool:
        return self.ending != ""
