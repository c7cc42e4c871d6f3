"""Facts, and the sources that each cites."""

from typing import Any

from django.db import models
from django.db.models import Q

from scenarios.models.fields import one_of, partial_date
from scenarios.models.source import Source
from scenarios.vocabulary import Confidence, FactKind, Reading, Stance, Status


class Fact(models.Model):
    """The columns that states, places, alliances, agreements, incidents, claims and the other kinds share."""

    kind = models.CharField(max_length=16, choices=FactKind, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    happened_on = partial_date()
    ended_on = partial_date()
    local_time = models.CharField(max_length=5, blank=True, help_text="Korean time (UTC+9), 09:09.")
    status = models.CharField(max_length=8, choices=Status)
    confidence = models.CharField(max_length=3, choices=Confidence)
    stance = models.CharField(max_length=9, choices=Stance)
    note = models.TextField(blank=True, help_text="What is unknown or open.")
    known = models.JSONField(default=list, blank=True, help_text="What several sides say, or what is counted.")
    related: models.ManyToManyField[Any, Any] = models.ManyToManyField("self", blank=True)
    sources = models.ManyToManyField(Source, through="Citation", related_name="facts")

    class Meta:
        ordering = ["happened_on", "local_time", "slug"]
        constraints = [
            one_of("kind", FactKind, table="fact"),
            one_of("status", Status, table="fact"),
            one_of("confidence", Confidence, table="fact"),
            one_of("stance", Stance, table="fact"),
            models.CheckConstraint(
                condition=Q(ended_on="") | Q(ended_on__gte=models.F("happened_on")), name="fact_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Citation(models.Model):
    """How one source bears on one fact: it asserts, corroborates or disputes it."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    reading = models.CharField(max_length=12, choices=Reading)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["fact", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "source"], name="citation_once_a_source"),
            one_of("reading", Reading, table="citation"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_reading_display()}"
