"""Messages between seats, and between seats and the white cell."""

from django.db import models

from wargame.exercises.models.participant import Participant
from wargame.exercises.models.turn import Turn

TEXT_LENGTH = 2_000


class Message(models.Model):
    """A message of a turn. `sender` and `recipients` are role codes, or the white cell's.

    The scenario's messages have no `author`, and `at_text` is simulated time as shown. Those of people have an author
    and `sent_at`. A statement goes to everybody.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="messages")
    sender = models.CharField(max_length=80)
    recipients = models.JSONField(default=list)
    text = models.TextField()
    at_text = models.CharField(max_length=40, blank=True)
    is_statement = models.BooleanField(default=False)
    author = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="messages")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["turn", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(author=None, sent_at=None) | models.Q(author__isnull=False, sent_at__isnull=False),
                name="message_of_a_person_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} to {', '.join(self.recipients)}"
