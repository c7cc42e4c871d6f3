"""Appraisals of versions of scenarios, measured part by part: the rows are queue, lock and record."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from scenarios.models import ScenarioVersion
from wargame.analysis.models.ensembles import Chunk
from wargame.leases import Leased, LeasedQuerySet


class AppraisalQuerySet(LeasedQuerySet["Appraisal"]):
    """Queries for appraisals."""

    def wanted(self) -> Self:
        """Keep running appraisals."""
        return self.filter(status=Appraisal.Status.RUNNING)


class Appraisal(Leased):
    """Measures of a version of a scenario as a game, from so many seeds under one version of the rules.

    It is kept for good. `figures` has the keys of `appraise --json` for the measures that are complete.

    One part is measured at a time, by whoever holds the lease, so an appraisal never occupies more than one worker.
    `attempts` are those of the part that is next.
    """

    LONGEST_LEASE, LONGEST_PAUSE = Chunk.LONGEST_LEASE, Chunk.LONGEST_PAUSE

    class Status(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        FAILED = "failed"

    version = models.ForeignKey(ScenarioVersion, models.CASCADE, related_name="appraisals")
    engine_version = models.CharField(max_length=20)
    seeds = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    figures = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appraisals")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "-seeds", "-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "engine_version", "seeds"], name="appraisal_once_a_version_and_seeds"
            ),
            # All constrained rows have the same status, so there is at most one.
            models.UniqueConstraint(fields=["status"], condition=Q(status="running"), name="appraisal_one_running"),
            models.CheckConstraint(
                condition=Q(status__in=["running", "done", "cancelled", "failed"]), name="appraisal_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"appraisal of {self.version} by {self.seeds} seeds"

    @property
    def is_running(self) -> bool:
        return self.status == self.Status.RUNNING


class Measurement(models.Model):
    """One part of an appraisal: a measure, of one seat or of all (""), on games from `first` on.

    `weight` is about how many seconds it takes; `result` is null until it is measured.
    """

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="measurements")
    number = models.PositiveSmallIntegerField(help_text="Its place in the order in which parts are measured.")
    measure = models.CharField(max_length=20)
    seat = models.CharField(max_length=12, blank=True)
    first = models.PositiveIntegerField()
    games = models.PositiveIntegerField()
    weight = models.FloatField()
    is_measured = models.BooleanField(default=False)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["appraisal_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "number"], name="measurement_number_once_an_appraisal"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.seat} of {self.appraisal}"
