"""Proposals: agreements that one seat offers to others, and their answers."""

from typing import Self

from django.db import models

from wargame.exercises.models.branch import Branch
from wargame.exercises.models.participant import Participant
from wargame.exercises.models.turn import Turn, of_line

TERMS_LENGTH = 500
KEY_LENGTH = 16


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Queries for proposals."""

    def in_line(self, line: Branch) -> Self:
        """Return the proposals of a line, oldest first, with their answers and without large columns of their turns.

        A fork does not inherit proposals that were still open when it was forked.
        """
        made = self.filter(models.Q(turn__branch=line) | of_line(line, "settled_in__"), of_line(line, "turn__"))
        numbered = made.select_related("turn", "settled_in", "author", "counters").prefetch_related("answers__by")
        return numbered.defer("turn__world", "turn__next_world", "turn__outcomes").order_by("pk")


class Proposal(models.Model):
    """An agreement of the scenario that one seat offers its other parties, to bring it into force or to end it.

    `key` names the proposal in URLs and reveals nothing about others. `proposer` and `parties` are role codes; the
    proposer is one of the parties. The proposal lapses with the close of turn `lapses_after`. `settled_in` is the turn
    in which it was accepted, rejected, withdrawn or lapsed; an accepted one takes effect with that turn's results.
    Either a person made it (`author`), or a `policy`, with its `reason` in a sentence; `because` is why a policy
    withdrew it. If it `has_restraint`, all parties also promise each other not to use force. `told_in_100` is the
    chance that all agree, as its author saw it before. `wishes` says by role what policies asked for before they agree:
    a kind of order, and the turn. `counters` is the proposal of another that this one is offered in place of.
    """

    class Act(models.TextChoices):
        CONCLUDE = "conclude"
        END = "end"

    class Status(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="proposals")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    proposer = models.CharField(max_length=80)
    parties = models.JSONField(default=list)
    agreement = models.CharField(max_length=80)
    act = models.CharField(max_length=8, choices=Act, default=Act.CONCLUDE)
    terms = models.TextField(blank=True)
    has_restraint = models.BooleanField(default=False)
    author = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="proposals")
    policy = models.CharField(max_length=20, blank=True)
    told_in_100 = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    because = models.TextField(blank=True)
    wishes = models.JSONField(default=dict)
    counters = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="counter_offers")
    proposed_at = models.DateTimeField()
    lapses_after = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    settled_in = models.ForeignKey(Turn, models.CASCADE, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["turn_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="open", settled_in=None, settled_at=None)
                | (~models.Q(status="open") & models.Q(settled_in__isnull=False, settled_at__isnull=False)),
                name="proposal_open_until_settled",
            ),
            models.CheckConstraint(
                condition=models.Q(author=None) ^ models.Q(policy=""), name="proposal_of_a_person_or_a_policy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposer} proposes {self.agreement} in {self.turn}"


class Answer(models.Model):
    """The answer of a party, given by a person, or by a policy with its reason in a sentence. Never changed."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    role = models.CharField(max_length=80)
    is_yes = models.BooleanField()
    by = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="+")
    policy = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["proposal_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "role"], name="answer_once_a_party"),
            models.CheckConstraint(
                condition=models.Q(by=None) ^ models.Q(policy=""), name="answer_of_a_person_or_a_policy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} says {'yes' if self.is_yes else 'no'} to {self.proposal.key}"
