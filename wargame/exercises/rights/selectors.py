"""The number of texts of a person, and of parts of an exercise, for pages that remove them."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from wargame.exercises.codes import dashed_code
from wargame.exercises.models import (
    Argument,
    Branch,
    Exercise,
    Mark,
    Message,
    Observation,
    Participant,
    Proposal,
    Rationale,
    Turn,
)

Counts = tuple[tuple[str, int], ...]
"""Words for things, each with the number of them; a thing of which there is none has no pair."""


@dataclass(frozen=True)
class KeepingPage:
    """An exercise of which somebody decides how long it is kept. `groups` are the codes of all its parallel groups.

    `installation_days` is the limit of the installation, 0 for none; `is_played` says that a class plays it.
    """

    code: str
    title: str
    keep_days: int | None
    installation_days: int
    is_played: bool
    holds: Counts
    groups: tuple[str, ...]


def words_of(people: QuerySet[Participant]) -> Counts:
    """Return the number of texts that these rows of one person typed, by kind."""
    return _above_zero(
        ("messages", Message.objects.filter(author__in=people, intent="").count()),
        ("rationales", Rationale.objects.filter(by__in=people).count()),
        ("observations", Observation.objects.filter(by__in=people).count()),
        ("notes on marks", Mark.objects.filter(by__in=people).exclude(note="").count()),
        ("marks of your own", Mark.objects.filter(person__in=people).count()),
        ("arguments", Argument.objects.filter(by__in=people).count()),
        ("terms of proposals", Proposal.objects.filter(author__in=people).exclude(terms="").count()),
    )


def keeping_of(exercise: Exercise) -> KeepingPage:
    """Return the page about keeping and deleting an exercise.

    It counts no messages: of those between seats the white cell may not even know the number.
    """
    groups = Exercise.objects.filter(series=exercise.series_id).order_by("pk") if exercise.series_id else ()
    return KeepingPage(
        code=dashed_code(exercise.code),
        title=exercise.title or exercise.scenario_version.title,
        keep_days=exercise.keep_days,
        installation_days=settings.KEEP_DAYS,
        is_played=exercise.mode == Exercise.Mode.CLASS and exercise.status == Exercise.Status.RUNNING,
        holds=_above_zero(
            ("people", exercise.participants.count()),
            ("turns", Turn.objects.filter(branch__exercise=exercise).count()),
            ("other lines of play", max(0, Branch.objects.filter(exercise=exercise).count() - 1)),
        ),
        groups=tuple(dashed_code(each.code) for each in groups),
    )


def _above_zero(*counts: tuple[str, int]) -> Counts:
    return tuple((name, number) for name, number in counts if number)
