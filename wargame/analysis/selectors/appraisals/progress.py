"""Progress of an appraisal, counted by the time that its parts take."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import Count, Q, Sum

from wargame.analysis.models import Appraisal


@dataclass(frozen=True)
class AppraisalProgress:
    """The number of measured parts, and the minutes of one core that the others take."""

    number: int
    seeds: int
    status: str
    engine_version: str
    measured: int
    parts: int
    in_100: int
    minutes_left: int
    asked_at: datetime
    finished_at: datetime | None

    @property
    def is_running(self) -> bool:
        return self.status == Appraisal.Status.RUNNING

    @property
    def is_stopped(self) -> bool:
        """Tell if it can go on."""
        return self.status in {Appraisal.Status.CANCELLED, Appraisal.Status.FAILED}

    @property
    def has_failed(self) -> bool:
        return self.status == Appraisal.Status.FAILED

    @property
    def seen(self) -> str:
        """A word that differs for each state."""
        return f"{self.status}-{self.measured}"


def progress_of(appraisal: Appraisal) -> AppraisalProgress:
    """Return the progress of the appraisal now."""
    done = Q(is_measured=True)
    found = appraisal.measurements.aggregate(
        parts=Count("pk"),
        measured=Count("pk", filter=done),
        whole=Sum("weight", default=0.0),
        spent=Sum("weight", filter=done, default=0.0),
    )
    whole, spent = found["whole"], found["spent"]
    return AppraisalProgress(
        number=appraisal.pk,
        seeds=appraisal.seeds,
        status=appraisal.status,
        engine_version=appraisal.engine_version,
        measured=found["measured"],
        parts=found["parts"],
        in_100=round(100 * spent / whole) if whole else 100,
        minutes_left=ceil((whole - spent) / 60),
        asked_at=appraisal.asked_at,
        finished_at=appraisal.finished_at,
    )
