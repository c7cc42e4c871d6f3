"""Claims: what parties assert about facts."""

from django.db import models
from django.db.models import Q

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of, partial_date
from scenarios.models.state import State
from scenarios.vocabulary import Basis, Channel


class Claim(Fact):
    """One party's answer to one question about a fact.

    `item` is the thing that it speaks of, for example an aircraft or a contingent: parties that seem to contradict one
    another may speak of different things. A `reported` claim was made in private, according to `reported_by`.
    """

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_claim")
    about = models.ForeignKey(Fact, models.CASCADE, related_name="claims")
    question = models.CharField(max_length=300)
    says = models.TextField()
    item = models.CharField(max_length=300, blank=True)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="claims_made")
    speaker = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    reported_by = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="claims_reported")
    basis = models.CharField(max_length=9, choices=Basis)
    said_on = partial_date()

    class Meta:
        constraints = [
            one_of("channel", Channel, table="claim"),
            one_of("basis", Basis, table="claim"),
            models.CheckConstraint(condition=Q(state__isnull=False) | ~Q(speaker=""), name="claim_is_made_by_somebody"),
            models.CheckConstraint(
                condition=Q(channel=Channel.REPORTED, reported_by__isnull=False)
                | (~Q(channel=Channel.REPORTED) & Q(reported_by__isnull=True)),
                name="claim_reported_by_somebody",
            ),
        ]
