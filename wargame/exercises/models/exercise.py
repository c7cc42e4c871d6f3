"""Exercises: one run of a scenario with people."""

import hmac

from django.conf import settings
from django.db import models

from scenarios.models import ScenarioVersion
from wargame.exercises.codes import shown_code


class Exercise(models.Model):
    """One run of a scenario version. `seed` decides every roll and stays secret; `status` is the current branch's."""

    class Mode(models.TextChoices):
        SOLO = "solo"

    class Status(models.TextChoices):
        RUNNING = "running"
        ENDED = "ended"

    class Dice(models.TextChoices):
        OPENING = "opening"
        POLICIES = "policies"
        ADJUDICATION = "adjudication"

    code = models.CharField(max_length=6, unique=True)
    scenario_version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="exercises")
    seed = models.BigIntegerField()
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.SOLO)
    status = models.CharField(max_length=8, choices=Status, default=Status.RUNNING)
    current_branch = models.ForeignKey("Branch", models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exercises_created")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return shown_code(self.code)

    def seed_for(self, dice: Dice, turn: int) -> int:
        """The engine's seed (below 2**63) for one use of dice in one turn; 0 is the turn before the first.

        HMAC-SHA256 under the secret seed: the engine's dice are quick, not cryptographic, and players see rolls. What
        they could work out from those of one turn must say nothing about the truth, the policies or a later turn.
        """
        digest = hmac.digest(self.seed.to_bytes(8), f"{dice.value} {turn}".encode(), "sha256")
        return int.from_bytes(digest[:8]) >> 1
