"""Incidents: things that happened."""

from django.db import models

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of
from scenarios.models.place import Place
from scenarios.models.state import State
from scenarios.vocabulary import IncidentKind


class Incident(Fact):
    """Something that happened: where, between whom, and what is disputed. A long one has steps (`part_of`, `step`)."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_incident")
    incident_kind = models.CharField(max_length=10, choices=IncidentKind)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="incidents")
    parties = models.ManyToManyField(State, related_name="incidents")
    until_time = models.CharField(max_length=5, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="steps")
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    contested = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("incident_kind", IncidentKind, table="incident"),
            models.UniqueConstraint(fields=["part_of", "step"], name="incident_one_step_a_number"),
            models.CheckConstraint(
                condition=models.Q(part_of__isnull=True, step__isnull=True)
                | models.Q(part_of__isnull=False, step__isnull=False),
                name="incident_step_of_something",
            ),
        ]
