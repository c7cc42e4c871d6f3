"""Heartbeats: when a process that must not stop was last at work."""

from django.db import models


class Heartbeat(models.Model):
    """The last sign of life of a part of the house, by its name."""

    TURNKEEPER = "turnkeeper"
    WORKER = "worker"
    DATABASE = "database"
    START = "start"
    """Beats once, when `play` starts the others."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.beat_at:%H:%M:%S}"
