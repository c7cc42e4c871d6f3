"""Signs of the processes that must keep running: when each was last active, and how often it was started again."""

from django.db import models


class Heartbeat(models.Model):
    """The last sign of life of a process or of the database, by its name."""

    TURNKEEPER = "turnkeeper"
    WORKER = "worker"
    DATABASE = "database"
    START = "start"
    """Written once, when the command `play` starts the other processes."""
    BACKUP = "backup"
    """Written when `manage.py backup` has finished."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.beat_at:%H:%M:%S}"


class Restarts(models.Model):
    """Times that supervisors have started a part again because it died or hung, since the database was made."""

    part = models.CharField(max_length=40, primary_key=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "restarts"

    def __str__(self) -> str:
        return f"{self.part}: {self.count}"
