"""Measures of one state against the trade of another."""

from django.db import models
from django.db.models import F, Q

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of
from scenarios.models.state import State
from scenarios.vocabulary import TradeKind


class TradeMeasure(Fact):
    """A tariff, control, sanction or truce. Rates are in percent, values in US$ billion of trade a year."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_trade_measure")
    trade_kind = models.CharField(max_length=16, choices=TradeKind)
    step = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Rung of the tariff ladder.")
    by = models.ForeignKey(State, models.PROTECT, related_name="measures_taken")
    against = models.ForeignKey(State, models.PROTECT, related_name="measures_suffered")
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    rate_low = models.FloatField(null=True, blank=True)
    rate_high = models.FloatField(null=True, blank=True)
    value_low_usd_bn = models.FloatField(null=True, blank=True)
    value_high_usd_bn = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("trade_kind", TradeKind, table="trade_measure"),
            models.CheckConstraint(condition=~Q(by=F("against")), name="trade_measure_between_two_states"),
        ]
