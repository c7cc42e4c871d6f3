"""Ensembles: many seeded futures of one turn. They are played in chunks, whose rows are queue, lock and record."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wargame import database_clock
from wargame.analysis.models.class_tries import ClassTry
from wargame.exercises.models import Branch, Exercise, Turn
from wargame.leases import Leased, LeasedQuerySet


class Ensemble(models.Model):
    """A turn of a finished line, played on in so many `futures` for each seed from `seed` on.

    An outlook plays it once. An attribution plays it as it was ordered, and without each order; a comparison, as the
    original line ordered it and as this fork did; a what-if, as it was ordered and with one `change` of an order
    (`domain.py`). A split plays every turn of the line from turn 1 on, with nobody's orders, with each
    seat's own, with all but each seat's, and with all. The reading "known then" of a split plays every turn from worlds
    that each seat could believe in, without and with its own orders, and the orders on offer at the turning points
    that `change` names. A trial of dials has no line and no turn: it plays the whole
    scenario from openings of its own, with the dials that `change` calls `first` and with those that it calls `second`.
    A second try plays a turn as it was ordered, and with other `orders` for one `seat`, which `change` names;
    that of a class try is one of the sheets that a class gave.

    In the first turn, seats give the orders that they gave, or those of their policies if `keeps_orders` is false; from
    then on every seat decides by `policies`, {role: policy}. `aggregate` has the results as the engine encodes them. It
    is set when all games are played, and with those played so far when the ensemble was cancelled or failed.
    """

    class Kind(models.TextChoices):
        OUTLOOK = "outlook"
        ATTRIBUTION = "attribution"
        COMPARISON = "comparison"
        WHAT_IF = "what_if"
        SPLIT = "split"
        KNOWN_THEN = "known_then"
        DIALS = "dials"
        SECOND_TRY = "second_try"

    class Status(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        FAILED = "failed"

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="ensembles")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.OUTLOOK)
    branch = models.ForeignKey(Branch, models.CASCADE, null=True, blank=True, related_name="ensembles")
    turn = models.ForeignKey(Turn, models.CASCADE, null=True, blank=True, related_name="ensembles")
    class_try = models.ForeignKey(ClassTry, models.CASCADE, null=True, blank=True, related_name="sheets")
    keeps_orders = models.BooleanField()
    change = models.JSONField(default=dict, blank=True)
    policies = models.JSONField()
    games = models.PositiveIntegerField()
    futures = models.PositiveSmallIntegerField(default=1)
    seed = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    aggregate = models.JSONField(null=True, blank=True)
    engine_version = models.CharField(max_length=20)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ensembles")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["exercise_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="ensemble_number_once_an_exercise"),
            models.UniqueConstraint(
                fields=["exercise"],
                condition=Q(status="running") & ~Q(kind__in=["dials", "second_try"]),
                name="ensemble_one_running_an_exercise",
            ),
            models.UniqueConstraint(
                fields=["exercise"],
                condition=Q(status="running", kind="dials"),
                name="ensemble_one_trial_running_an_exercise",
            ),
            models.UniqueConstraint(
                fields=["exercise", "asked_by"],
                condition=Q(status="running", kind="second_try", class_try=None),
                name="ensemble_one_second_try_running_a_person",
            ),
            models.UniqueConstraint(
                fields=["class_try", "asked_by"],
                condition=Q(class_try__isnull=False),
                name="ensemble_one_sheet_a_person_in_a_class_try",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["running", "done", "cancelled", "failed"]), name="ensemble_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "outlook",
                        "attribution",
                        "comparison",
                        "what_if",
                        "split",
                        "known_then",
                        "dials",
                        "second_try",
                    ]
                ),
                name="ensemble_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="dials", branch=None, turn=None)
                | (~Q(kind="dials") & Q(branch__isnull=False, turn__isnull=False)),
                name="ensemble_of_a_turn_or_of_dials",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(aggregate__isnull=False), name="ensemble_done_with_aggregate"
            ),
        ]

    def __str__(self) -> str:
        return f"ensemble {self.number} of {self.exercise}"

    @property
    def is_running(self) -> bool:
        return self.status == self.Status.RUNNING

    @property
    def line(self) -> Branch:
        """The line that it tells about; a trial of dials has none."""
        if self.branch is None:
            raise ValueError(f"{self} is of no line.")
        return self.branch

    @property
    def first_turn(self) -> Turn:
        """The turn that is played onward; a trial of dials has none."""
        if self.turn is None:
            raise ValueError(f"{self} is of no turn.")
        return self.turn


class ChunkQuerySet(LeasedQuerySet["Chunk"]):
    """Queries for chunks."""

    def wanted(self) -> Self:
        """Keep chunks that are not played yet and belong to a running ensemble."""
        # A subquery, not a join: an update then tests the chunk's own columns again once it has the row.
        running = Ensemble.objects.filter(status=Ensemble.Status.RUNNING)
        return self.filter(is_played=False, ensemble__in=running)

    def due(self) -> Self:
        """Keep free chunks for which it is time to wake a worker again. `waited` is the time since they were asked."""
        return super().due().annotate(waited=database_clock.now() - F("ensemble__asked_at"))


class Chunk(Leased):
    """The games of an ensemble with the seeds from `first_seed` on, which one worker plays.

    `aggregate` has their results until they are merged into the ensemble's.
    """

    LONGEST_LEASE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=10)

    ensemble = models.ForeignKey(Ensemble, models.CASCADE, related_name="chunks")
    first_seed = models.PositiveIntegerField()
    games = models.PositiveIntegerField()
    is_played = models.BooleanField(default=False)
    aggregate = models.JSONField(null=True, blank=True)
    waited: timedelta
    """The time since somebody asked for its ensemble, as `due` computes it."""

    objects = ChunkQuerySet.as_manager()

    class Meta:
        ordering = ["ensemble_id", "first_seed"]
        indexes = [models.Index(fields=["is_played", "next_enqueue_at"], name="chunk_queue")]
        constraints = [
            models.UniqueConstraint(fields=["ensemble", "first_seed"], name="chunk_seed_once_an_ensemble"),
        ]

    def __str__(self) -> str:
        return f"seeds from {self.first_seed} of {self.ensemble}"

    @property
    def seeds(self) -> range:
        """The seeds of its games."""
        return range(self.first_seed, self.first_seed + self.games)
