"""Injects that a scenario puts to chosen seats."""

from django.db import models
from django.db.models import F, Q

from scenarios.models.scenario import ScenarioVersion


class Inject(models.Model):
    """One inject of a scenario's list. Its conditions, effects and texts are in the version's content."""

    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="injects")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    first_turn = models.PositiveSmallIntegerField()
    last_turn = models.PositiveSmallIntegerField()
    is_conditional = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="inject_key_once_a_version"),
            models.CheckConstraint(condition=Q(first_turn__lte=F("last_turn")), name="inject_turns_in_order"),
        ]

    def __str__(self) -> str:
        return self.title
