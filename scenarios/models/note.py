"""Notes on what a scenario infers or invents."""

from django.db import models

from scenarios.models.fields import one_of
from scenarios.models.scenario import ScenarioVersion
from scenarios.vocabulary import Status


class Note(models.Model):
    """One thing in a scenario that no source gives, and the reason for it."""

    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="notes")
    position = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=Status)
    subject = models.CharField(max_length=160)
    text = models.TextField()

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="note_position_once_a_version"),
            one_of("status", Status, table="note"),
        ]

    def __str__(self) -> str:
        return self.subject
