"""Pledges: what seats have promised each other, and whether they kept it."""

from typing import Self

from django.db import models

from wargame.exercises.models.branch import Branch
from wargame.exercises.models.message import Message
from wargame.exercises.models.proposal import Proposal
from wargame.exercises.models.turn import Turn, of_line


class PledgeQuerySet(models.QuerySet["Pledge"]):
    """Queries for pledges."""

    def in_line(self, line: Branch) -> Self:
        """Return the pledges of a line, oldest first."""
        made = self.filter(of_line(line, "turn__")).select_related("turn")
        return made.defer("turn__world", "turn__next_world", "turn__outcomes").order_by("pk")

    def binding_in(self, line: Branch, number: int) -> Self:
        """Those of a line that bind in a turn, oldest first: given, not run out, and not settled before."""
        over = PledgeEvent.objects.filter(of_line(line, "turn__"), turn__number__lte=number)
        made = self.in_line(line).filter(turn__number__lte=number, until__gte=number)
        return made.exclude(pk__in=over.values("pledge"))


class Pledge(models.Model):
    """A pledge of one seat (`by`) to another (`to`) that holds from its turn to the end of turn `until`.

    It was given in a message or with an accepted proposal. The row is never changed; its events say what became of it.
    """

    class Kind(models.TextChoices):
        FORCE = "force"
        AIMED = "aimed"

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="pledges")
    by = models.CharField(max_length=80)
    to = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FORCE)
    until = models.PositiveSmallIntegerField()
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="pledges")
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, blank=True, related_name="pledges")

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["turn_id", "pk"]

    def __str__(self) -> str:
        return f"{self.by} to {self.to}, until turn {self.until}"


class PledgeEvent(models.Model):
    """The fate of a pledge when `turn` opened: kept to its end, broken, or taken back by the policy that gave it.

    `deed` is the act that broke it, in the words of the outcome that the other seat noticed.
    """

    class Kind(models.TextChoices):
        KEPT = "kept"
        BROKEN = "broken"
        TAKEN_BACK = "back"

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="events")
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="pledge_events")
    kind = models.CharField(max_length=6, choices=Kind)
    deed = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["turn_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["pledge", "turn"], name="pledge_event_once_a_turn")]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.kind}"
