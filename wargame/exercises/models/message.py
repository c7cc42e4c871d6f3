"""Messages between seats, and between seats and the white cell."""

from typing import Self

from django.db import models

from wargame.exercises.models.branch import Branch
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.proposal import Proposal
from wargame.exercises.models.turn import Turn, of_line

ABOUT_LENGTH = 120
TEXT_LENGTH = 2_000


class MessageQuerySet(models.QuerySet["Message"]):
    """Queries for messages."""

    def in_line(self, line: Branch) -> Self:
        """Return the messages of a line, oldest first, with their authors and without large columns of their turns."""
        sent = self.filter(of_line(line, "turn__")).select_related("turn", "author", "proposal")
        return sent.order_by("turn__number", "pk").defer("turn__world", "turn__next_world", "turn__outcomes")


class Message(models.Model):
    """A message of a turn. `sender` and `recipients` are role codes, or the white cell's code.

    Messages of the scenario have no `author`, and `at_text` is simulated time as shown. Messages of people have an
    author and `sent_at`. Messages of a policy name the `policy` and its `reason` in a sentence. `intent` is the purpose
    of a structured message; `told_in_100` is the chance of a yes that its author saw before, and `got_yes` whether the
    policy of the other seat said yes. A question of the white cell, and its answer, is `about` an order of a turn, by
    the key that `outcome_keys` makes. A letter in which a policy answers a `proposal` names it. `plans` are the kinds
    of the orders that a policy says, by this message, it means to give in this turn. A statement goes to everybody; one
    of the white cell may be a report of an `outlet` of the scenario.
    """

    class Intent(models.TextChoices):
        ASK = "ask"
        ASSURE = "assure"
        WARN = "warn"
        ANSWER = "answer"

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="messages")
    sender = models.CharField(max_length=80)
    recipients = models.JSONField(default=list)
    text = models.TextField()
    at_text = models.CharField(max_length=40, blank=True)
    is_statement = models.BooleanField(default=False)
    outlet = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    intent = models.CharField(max_length=8, choices=Intent, blank=True)
    policy = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    told_in_100 = models.PositiveSmallIntegerField(null=True, blank=True)
    got_yes = models.BooleanField(null=True, blank=True)
    plans = models.JSONField(default=list, blank=True)
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, blank=True, related_name="letters")
    author = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="messages")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["turn_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(author=None, sent_at=None) | models.Q(author__isnull=False, sent_at__isnull=False),
                name="message_of_a_person_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(outlet="") | models.Q(is_statement=True), name="message_of_an_outlet_is_public"
            ),
            models.CheckConstraint(
                condition=models.Q(policy="") | models.Q(author=None), name="message_of_a_person_or_a_policy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} to {', '.join(self.recipients)}"


class Receipt(models.Model):
    """When a person was first shown a message sent to `role`: the seat that they held then, or the white cell."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="receipts")
    person = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    role = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["message_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="receipt_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name} was shown: {self.message}"
