"""Scenarios and their versions."""

from django.db import models
from django.db.models import F, Q

from scenarios.models.fact import Fact
from scenarios.models.fields import one_of
from scenarios.models.place import Place
from scenarios.vocabulary import BoardKind, Readiness
from wargame.accounts.models import User
from wargame.web.seats import shapes_of


class Scenario(models.Model):
    """An authored starting situation; `current` is the version that new exercises use.

    `owner` is the account that wrote it, None for the scenarios of the library, which everybody has.
    """

    slug = models.SlugField(max_length=80, unique=True)
    current = models.ForeignKey("ScenarioVersion", models.PROTECT, null=True, blank=True, related_name="+")

    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="scenarios")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class ScenarioMap(models.Model):
    """The map of one or several versions, as their packs' `map.geojson` had it. It is never changed."""

    digest = models.CharField(max_length=64, primary_key=True, help_text="The SHA-256 (hex) of its canonical JSON.")
    document = models.JSONField()

    def __str__(self) -> str:
        return self.digest[:12]


class ScenarioVersion(models.Model):
    """A scenario as it was loaded. Exercises refer to it, so it is never changed.

    `content` is `{"pack": ..., "library": ...}`: the pack as read, and the facts that it uses. `content_hash` is the
    SHA-256 (hex) of its canonical JSON. `map` is None if the pack has no map.
    """

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    content = models.JSONField()
    map = models.ForeignKey(ScenarioMap, models.PROTECT, null=True, blank=True, related_name="versions")
    title = models.CharField(max_length=160)
    subtitle = models.CharField(max_length=300)
    category = models.CharField(max_length=300, help_text="Air · signalling")
    summary = models.TextField()
    minutes_low = models.PositiveSmallIntegerField()
    minutes_high = models.PositiveSmallIntegerField()
    turns = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=6, choices=Readiness)
    board = models.CharField(max_length=9, choices=BoardKind, default=BoardKind.MAP)
    focus = models.ForeignKey(Place, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    learning = models.JSONField(default=list, help_text="What one learns, a line each.")
    tags = models.JSONField(default=list, help_text="The matters it is about.")
    teaches = models.JSONField(default=list, help_text="What one may want to teach with it, in a few words each.")
    decisions = models.JSONField(default=list, help_text="What its seats may order, a domain with its names each.")
    facts = models.ManyToManyField(Fact, through="ScenarioFact", related_name="scenario_versions")

    class Meta:
        ordering = ["scenario", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_number_once"),
            models.UniqueConstraint(fields=["scenario", "content_hash", "map"], name="scenario_version_content_once"),
            models.UniqueConstraint(
                fields=["scenario", "content_hash"], condition=Q(map=None), name="scenario_version_without_map_once"
            ),
            models.CheckConstraint(condition=Q(minutes_low__lte=F("minutes_high")), name="scenario_version_minutes"),
            one_of("status", Readiness, table="scenario_version"),
            one_of("board", BoardKind, table="scenario_version"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    @property
    def shapes(self) -> dict[str, str]:
        """The shape of each of its seats, by code."""
        return shapes_of(role.code for role in self.roles.all())


class ScenarioFact(models.Model):
    """Links a version of a scenario to a fact that it uses."""

    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="fact_links")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="scenario_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "fact"], name="scenario_fact_once")]

    def __str__(self) -> str:
        return f"{self.version} uses {self.fact}"
