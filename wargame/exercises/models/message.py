"""Messages between seats."""

from django.db import models

from wargame.exercises.models.turn import Turn


class Message(models.Model):
    """A message of a turn. `sender` and `recipients` are role codes; `at_text` is simulated time as shown."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="messages")
    sender = models.CharField(max_length=80)
    recipients = models.JSONField(default=list)
    text = models.TextField()
    at_text = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["turn", "pk"]

    def __str__(self) -> str:
        return f"{self.sender} to {', '.join(self.recipients)}"
