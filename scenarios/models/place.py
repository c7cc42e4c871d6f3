"""Places on the map, with all their names."""

from typing import Any

from django.db import models

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of, within
from scenarios.vocabulary import PlaceKind


class Place(Fact):
    """A point in degrees (WGS 84). Its title has every name that a party insists on."""

    fact = models.OneToOneField(Fact, models.CASCADE, parent_link=True, related_name="as_place")
    place_kind = models.CharField(max_length=8, choices=PlaceKind)
    latitude = models.FloatField()
    longitude = models.FloatField()
    radius_km = models.FloatField(null=True, blank=True)
    administered_by = models.ForeignKey("State", models.PROTECT, null=True, blank=True, related_name="administered")
    claimed_by: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "State", blank=True, related_name="claimed_places"
    )

    class Meta:
        constraints = [
            one_of("place_kind", PlaceKind, table="place"),
            within("latitude", -90, 90, table="place"),
            within("longitude", -180, 180, table="place"),
        ]


class PlaceName(models.Model):
    """One name of a place: its language, and the states that use it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    language = models.CharField(max_length=8)
    used_by: models.ManyToManyField[Any, Any] = models.ManyToManyField("State", blank=True, related_name="+")

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["place", "name", "language"], name="place_name_once")]

    def __str__(self) -> str:
        return self.name
