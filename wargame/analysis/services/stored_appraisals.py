"""Asks for appraisals of versions that are kept for good, cancels them and lets them go on."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from scenarios.models import ScenarioVersion
from wargame import engine
from wargame.accounts.models import User
from wargame.analysis import enqueue
from wargame.analysis.models import Appraisal, Measurement
from wargame.exercises import bridge

FIRST_LOOK, IN_FULL = 400, 2000
"""Seeds: few for a first look, and more than the command takes by itself, because nobody waits for the page."""

SEEDS = (FIRST_LOOK, IN_FULL)

PATIENCE = timedelta(seconds=10)
"""Time that an appraisal waits before the turnkeeper wakes a worker again."""


class AlreadyRunning(ValueError):
    """Another appraisal cannot be started, because one is running; `appraisal` is that one."""

    def __init__(self, appraisal: Appraisal) -> None:
        super().__init__(
            f"“{appraisal.version.title}” is being appraised, and only one scenario at a time: wait for it, or ask "
            "whoever started it to stop it."
        )
        self.appraisal = appraisal


class NoSuchSeeds(ValueError):
    """Scenarios are not appraised by so many seeds."""

    def __init__(self, seeds: int) -> None:
        super().__init__(f"Scenarios are appraised by {FIRST_LOOK} or {IN_FULL} seeds, not {seeds}.")


class NotOwner(ValueError):
    """The appraisal cannot be cancelled, because somebody else asked for it."""

    def __init__(self) -> None:
        super().__init__("Only the person who asked for an appraisal, or the staff of this site, can stop it.")


def request(*, version: ScenarioVersion, seeds: int, by: User, now: datetime) -> tuple[Appraisal, bool]:
    """Return the appraisal of a version by so many seeds, and whether this call set it going.

    A version that has been appraised so under the present rules is not appraised again; one that was stopped goes on
    where it was. Raises `AlreadyRunning`, `NoSuchSeeds`, and `OutdatedContent` for a version that cannot be read.
    """
    if seeds not in SEEDS:
        raise NoSuchSeeds(seeds)
    parts = in_order(engine.parts_of_appraisal(bridge.setting_of_version(version), seeds))
    try:
        with transaction.atomic():
            asked = {"version": version, "engine_version": engine.ENGINE_VERSION, "seeds": seeds}
            terms = {"asked_by": by, "asked_at": now, "next_enqueue_at": now + PATIENCE}
            appraisal, is_new = Appraisal.objects.get_or_create(**asked, defaults=terms)
            if is_new:
                Measurement.objects.bulk_create(rows_of(appraisal, parts))
                enqueue.measure(appraisal_id=appraisal.pk)
                return appraisal, True
            return appraisal, _goes_on(appraisal, parts, by=by, now=now)
    except IntegrityError as error:
        running = Appraisal.objects.filter(status=Appraisal.Status.RUNNING).select_related("version").first()
        if running is None:
            raise
        raise AlreadyRunning(running) from error


def cancel(*, appraisal: Appraisal, by: User, now: datetime) -> bool:
    """Stop a running appraisal. The measured parts are kept, the part under way too. Returns False if it was not
    running.

    Raises `NotOwner`.
    """
    if not may_cancel(appraisal=appraisal, by=by):
        raise NotOwner
    running = Appraisal.objects.filter(pk=appraisal.pk, status=Appraisal.Status.RUNNING)
    return running.update(status=Appraisal.Status.CANCELLED, finished_at=now) == 1


def may_cancel(*, appraisal: Appraisal, by: User) -> bool:
    """Return whether the person asked for it or is staff."""
    return appraisal.asked_by_id == by.pk or by.is_staff


def in_order(parts: tuple[engine.Part, ...]) -> list[engine.Part]:
    """Put parts in the order in which they are measured: a whole measure after the other, the quickest first."""
    seconds: dict[str, float] = {}
    for part in parts:
        seconds[part.measure] = seconds.get(part.measure, 0.0) + part.weight
    return sorted(parts, key=lambda part: (seconds[part.measure], part.measure, part.seat, part.first))


def rows_of(appraisal: Appraisal, parts: list[engine.Part], first: int = 0) -> list[Measurement]:
    """Return the rows of the parts, numbered from `first` on, not saved yet."""
    return [
        Measurement(
            appraisal=appraisal,
            number=number,
            measure=part.measure,
            seat=part.seat,
            first=part.first,
            games=part.games,
            weight=part.weight,
        )
        for number, part in enumerate(parts, first)
    ]


def _goes_on(appraisal: Appraisal, parts: list[engine.Part], *, by: User, now: datetime) -> bool:
    """Set a stopped or failed appraisal going again. Returns False if it runs or is complete.

    Measures that it has no part of, because an earlier version of Parley began it, are added.
    """
    stopped = [Appraisal.Status.CANCELLED, Appraisal.Status.FAILED]
    again = Appraisal.objects.filter(pk=appraisal.pk, status__in=stopped)
    terms = {"asked_by": by, "attempts": 0, "error": "", "finished_at": None, "next_enqueue_at": now + PATIENCE}
    if not again.update(status=Appraisal.Status.RUNNING, **terms):
        return False
    known = dict(appraisal.measurements.values_list("measure", "number").order_by("number"))
    added = [part for part in parts if part.measure not in known]
    Measurement.objects.bulk_create(rows_of(appraisal, added, max(known.values()) + 1))
    enqueue.measure(appraisal_id=appraisal.pk)
    appraisal.refresh_from_db()
    return True
