"""Heartbeats: when each process that must keep running was last active."""

from django.db import models


class Heartbeat(models.Model):
    """The last sign of life of a process or of the database, by its name."""

    TURNKEEPER = "turnkeeper"
    WORKER = "worker"
    DATABASE = "database"
    START = "start"
    """Written once, when the command `play` starts the other processes."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.beat_at:%H:%M:%S}"
