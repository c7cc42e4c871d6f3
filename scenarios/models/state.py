"""Countries and figures about them."""

from django.db import models
from django.db.models import Q

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of
from scenarios.models.place import Place
from scenarios.models.source import Source
from scenarios.vocabulary import Confidence, IndicatorKind


class State(Fact):
    """A country. `code` is its ISO 3166-1 alpha-3 code; `cow_number` its number in the Correlates of War lists."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_state")
    code = models.CharField(max_length=3, unique=True)
    formal_name = models.CharField(max_length=160)
    adjective = models.CharField(max_length=300)
    cow_number = models.PositiveSmallIntegerField(unique=True)
    capital = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="capital_of")


class Indicator(models.Model):
    """A figure of a state, as one edition gives it. An unknown figure has no row."""

    state = models.ForeignKey(State, models.CASCADE, related_name="indicators")
    kind = models.CharField(max_length=20, choices=IndicatorKind)
    year = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=300)
    value = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="indicators")
    edition = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=3, choices=Confidence)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["state", "kind", "year", "pk"]
        constraints = [
            one_of("kind", IndicatorKind, table="indicator"),
            models.UniqueConstraint(fields=["state", "kind", "year", "source"], name="indicator_once_a_source"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, low__isnull=True, high__isnull=True)
                | Q(value__isnull=True, low__isnull=False, high__isnull=False),
                name="indicator_is_a_figure_or_a_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.get_kind_display()} {self.year}"
