"""How each pair of states stood to each other at the start."""

from django.db import models
from django.db.models import F, Q

from scenarios.models.fact import Fact
from scenarios.models.fields import within
from scenarios.models.state import State


class Relation(Fact):
    """A pair of states: the suggested opening relation `r0` (-100..100) and the figures from which it is computed."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_relation")
    first = models.ForeignKey(State, models.PROTECT, related_name="relations_as_first")
    second = models.ForeignKey(State, models.PROTECT, related_name="relations_as_second")
    kappa = models.FloatField(help_text="Weighted kappa of votes in the UN General Assembly, 2018-19.")
    agreement = models.FloatField(help_text="Share of identical votes, 0..1.")
    defence = models.BooleanField()
    consultation = models.BooleanField()
    nonaggression = models.BooleanField()
    rivalry = models.BooleanField()
    territorial_dispute = models.BooleanField()
    coercion = models.BooleanField()
    partnership = models.SmallIntegerField(help_text="0..25, a judgement.")
    r0 = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="relation_once_a_pair"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="relation_between_two_states"),
            within("r0", -100, 100, table="relation"),
            within("partnership", 0, 25, table="relation"),
        ]
