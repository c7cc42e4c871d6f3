"""Agreements between states."""

from django.db import models

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of, partial_date
from scenarios.models.state import State
from scenarios.vocabulary import AgreementKind


class Agreement(Fact):
    """Something that states agreed or meant to agree: a contract, a cooperation text, a plan, an order to negotiate."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_agreement")
    agreement_kind = models.CharField(max_length=20, choices=AgreementKind)
    parties = models.ManyToManyField(State, related_name="agreements")
    signed_on = partial_date()
    in_force_on = partial_date()
    lapsed_on = partial_date()
    value_usd_bn = models.FloatField(null=True, blank=True)
    terms = models.TextField()

    class Meta:
        constraints = [one_of("agreement_kind", AgreementKind, table="agreement")]
