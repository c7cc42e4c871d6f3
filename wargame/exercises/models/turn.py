"""Turns: steps of simulated time. The row of a turn is also the queue entry and the lock of its adjudication."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from wargame import database_clock
from wargame.exercises.models.branch import Branch
from wargame.leases import Leased, LeasedQuerySet


def of_line(branch: Branch, turn: str = "") -> Q:
    """Return the condition that a turn is one of a branch or inherited by it.

    `turn` leads to the turn from another model, as in "turn__"; a subquery would take Django longer to write than the
    database to answer.
    """
    line = Q((f"{turn}branch", branch))
    while (fork := branch.parent_turn) is not None:
        branch = fork.branch
        line |= Q((f"{turn}branch", branch), (f"{turn}number__lt", fork.number))
    return line


class TurnQuerySet(LeasedQuerySet["Turn"]):
    """Queries for turns."""

    def with_exercise(self) -> Self:
        """Load branch, exercise and scenario version, without the large columns that are cached elsewhere."""
        related = self.select_related("branch__exercise__scenario_version")
        return related.defer("branch__exercise__scenario_version__content", "branch__final_world")

    def in_time(self) -> Self:
        """Keep turns without a deadline or before it, by the database's clock, because the clocks of hosts differ."""
        return self.filter(Q(deadline=None) | Q(deadline__gt=database_clock.now()))

    def overdue(self) -> Self:
        """Keep turns in a phase whose deadline has passed, by the database's clock."""
        return self.filter(status__in=Turn.TIMED, deadline__lte=database_clock.now())

    def wanted(self) -> Self:
        """Keep turns that wait for adjudication."""
        return self.filter(status=Turn.Status.ADJUDICATING)

    def due(self) -> Self:
        """Keep free turns that are due for another attempt. `waited` is the time since each closed."""
        return super().due().annotate(waited=database_clock.now() - F("closed_at"))

    def in_line(self, branch: Branch) -> Self:
        """Keep the turns of a branch and those that it inherits from its ancestors, in order."""
        return self.filter(of_line(branch)).order_by("number")

    def played_in(self, branch: Branch) -> Self:
        """Keep the turns of a line that have results everybody may read, inherited turns included, in order."""
        return self.in_line(branch).filter(status=Turn.Status.CLOSED)


class Turn(Leased):
    """One step of simulated time.

    Its status is briefing (to be read), open (takes orders), adjudicating (orders are frozen), in review (only the
    white cell sees the results), closed (results are published), failed, or stopped (the exercise ended first).

    `world` is the world at its opening. `outcomes`, `digest` and the public `notes` are written with its results; so is
    `next_world`, which is kept until the next turn opens. `interventions` are what people decided beside orders, in the
    form in which the engine writes its `Interventions`. `deadline` ends the present phase. While the turn is paused
    there is no deadline, and `left_seconds` is the time left; for a turn closed by hand it is the time that was left.
    `timers` are the seconds of phases that differ in this turn alone. `graced_at` is when seats without orders were
    given more time. `lost_hints` counts messages to workers that the broker did not take.
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
    LONGEST_LEASE, LONGEST_PAUSE = timedelta(seconds=3), timedelta(minutes=1)

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
    next_enqueue_at = models.DateTimeField(null=True, blank=True)  # type: ignore[assignment]
    lost_hints = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    outcomes = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    next_world = models.JSONField(null=True, blank=True)
    interventions = models.JSONField(default=dict, blank=True)
    waited: timedelta
    """The time since it closed, as `due` asks for it."""

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
        """Tell if its brief is being read or it takes orders."""
        return self.status in self.TIMED

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def stage(self) -> str:
        """A text that changes when the turn's pages must be loaded again: its status, and the state of its clock."""
        if self.is_paused:
            return f"{self.status}_paused{'' if self.left_seconds is None else round(self.left_seconds)}"
        clock = self.deadline if self.is_under_way else None
        return f"{self.status}{int(clock.timestamp()) if clock else ''}"

    @property
    def phase(self) -> Phase:
        """The present phase; a turn that has closed for orders and has no results is in review."""
        if self.status == self.Status.CLOSED:
            return self.Phase.DISCUSS if self.discussed_at else self.Phase.REVEAL
        return _PHASES.get(self.Status(self.status), self.Phase.REVIEW)


_PHASES = {Turn.Status.BRIEFING: Turn.Phase.BRIEF, Turn.Status.OPEN: Turn.Phase.ORDERS}
