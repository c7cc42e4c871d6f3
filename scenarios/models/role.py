"""The roles (posts) that a scenario offers, and their objectives."""

from django.db import models

from scenarios.models.scenario import ScenarioVersion
from scenarios.models.state import State


class Role(models.Model):
    """A post that people or a policy fill in an exercise. `task` is public; `brief` is for those who fill it."""

    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="roles")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=3)
    name = models.CharField(max_length=160)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="roles")
    task = models.TextField()
    dilemma = models.TextField()
    brief = models.TextField(blank=True)
    is_solo_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="role_code_once_a_version"),
            models.UniqueConstraint(fields=["version", "position"], name="role_position_once_a_version"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(is_solo_default=True), name="role_one_solo_default"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Objective(models.Model):
    """An aim of a role, with its weight in the score. Other roles may not see it unless it is public."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="objectives")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    weight = models.PositiveSmallIntegerField()
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["role", "position"]
        constraints = [models.UniqueConstraint(fields=["role", "key"], name="objective_key_once_a_role")]

    def __str__(self) -> str:
        return self.text
