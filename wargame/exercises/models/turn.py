"""Turns: steps of simulated time. A turn's row is queue, lock and truth of its adjudication."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from wargame.exercises.models.branch import Branch


class TurnQuerySet(models.QuerySet["Turn"]):
    """Questions about turns that only the database can answer well."""

    def with_exercise(self) -> Self:
        """With branch, exercise and scenario version at hand, without what is large and cached elsewhere."""
        related = self.select_related("branch__exercise__scenario_version")
        return related.defer("branch__exercise__scenario_version__content", "branch__final_world")

    def in_time(self) -> Self:
        """Without a deadline, or before it by the database's clock: hosts disagree about the time."""
        return self.filter(Q(deadline=None) | Q(deadline__gt=Now()))

    def overdue(self) -> Self:
        """In a phase whose time has run out, by the database's clock."""
        return self.filter(status__in=Turn.TIMED, deadline__lte=Now())

    def waiting(self, now: datetime) -> Self:
        """Closed for orders, without results, and due for another attempt that nobody is making."""
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self.filter(free, status=Turn.Status.ADJUDICATING, next_enqueue_at__lte=now)

    def in_line(self, branch: Branch) -> Self:
        """The turns of a branch with those it inherits from its ancestors, in order."""
        line = Q(branch=branch)
        while (fork := branch.parent_turn) is not None:
            branch = fork.branch
            line |= Q(branch=branch, number__lt=fork.number)
        return self.filter(line).order_by("number")


class Turn(models.Model):
    """One step. Briefing (to be read), open (orders are taken), adjudicating (orders are frozen), in review (results
    are the white cell's), closed (results are out), failed, or stopped (the exercise ended before).

    `world` is the snapshot at its opening, `outcomes`, `digest` and public `notes` come with its results, `next_world`
    follows from it and is kept until the next turn opens. `interventions` are what people put into it beside orders, as
    the engine writes its `Interventions`. `deadline` ends the running phase; while it is paused there is none, and
    `left_seconds` are left; of a turn that was closed by hand they are what was left then. `timers` are the seconds of
    phases that last differently in this turn alone. `graced_at` is when those without orders were given more time.
    `attempts`, `lease_until` and `next_enqueue_at` belong to its adjudication, `lost_hints` counts wake-up calls the
    broker did not take, `error` keeps the last trace.
    """

    class Status(models.TextChoices):
        BRIEFING = "briefing"
        OPEN = "open"
        ADJUDICATING = "adjudicating"
        REVIEW = "review"
        CLOSED = "closed"
        FAILED = "failed"
        STOPPED = "stopped"

    class Phase(models.TextChoices):
        BRIEF = "brief"
        ORDERS = "orders"
        REVIEW = "review"
        REVEAL = "reveal"
        DISCUSS = "discuss"

    TIMED = (Status.BRIEFING, Status.OPEN)

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    world = models.JSONField()
    engine_version = models.CharField(max_length=20)
    schema_version = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    left_seconds = models.FloatField(null=True, blank=True)
    timers = models.JSONField(default=dict, blank=True)
    graced_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    discussed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_enqueue_at = models.DateTimeField(null=True, blank=True)
    lost_hints = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    outcomes = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    next_world = models.JSONField(null=True, blank=True)
    interventions = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering = ["branch_id", "number"]
        indexes = [models.Index(fields=["status", "next_enqueue_at"], name="turn_queue")]
        constraints = [
            models.UniqueConstraint(fields=["branch", "number"], name="turn_number_once_a_branch"),
            models.CheckConstraint(
                condition=Q(status__in=["briefing", "open", "adjudicating", "review", "closed", "failed", "stopped"]),
                name="turn_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(status__in=["briefing", "open"], deadline=None),
                name="turn_paused_has_no_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["closed", "review"]) | (~Q(digest="") & Q(resolved_at__isnull=False)),
                name="turn_closed_with_results",
            ),
        ]

    def __str__(self) -> str:
        return f"turn {self.number} of {self.branch}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_under_way(self) -> bool:
        """Whether it is being read or takes orders."""
        return self.status in self.TIMED

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def stage(self) -> str:
        """Tells apart what its pages must show anew: its status, and where its clock stands."""
        if self.is_paused:
            return f"{self.status}_paused{'' if self.left_seconds is None else round(self.left_seconds)}"
        clock = self.deadline if self.is_under_way else None
        return f"{self.status}{int(clock.timestamp()) if clock else ''}"

    @property
    def phase(self) -> Phase:
        """The part of the turn that runs: without results, closed for orders, it is in review."""
        if self.status == self.Status.CLOSED:
            return self.Phase.DISCUSS if self.discussed_at else self.Phase.REVEAL
        return _PHASES.get(self.Status(self.status), self.Phase.REVIEW)


_PHASES = {Turn.Status.BRIEFING: Turn.Phase.BRIEF, Turn.Status.OPEN: Turn.Phase.ORDERS}
