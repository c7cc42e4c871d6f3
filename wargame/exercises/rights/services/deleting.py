"""Deletes exercises with everything that belongs to them: lines, orders, messages, ensembles, people."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from wargame.accounts import services as accounts
from wargame.accounts.models import User
from wargame.exercises import notices
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import (
    Answer,
    Argument,
    Branch,
    ControlEntry,
    Exercise,
    Inject,
    Mark,
    Message,
    Observation,
    OrderSheet,
    Participant,
    Proposal,
    Rationale,
    Receipt,
    ReportDraft,
    SheetChange,
    StaffQuestion,
    Verdict,
)

logger = logging.getLogger(__name__)


class StillPlayed(ValueError):
    """The exercise cannot be deleted yet, because a class plays it; nothing has been changed."""


class Interrupted(ValueError):
    """Somebody wrote to the exercise while Parley deleted it, such as a worker its results; nothing was changed."""


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Hold a transaction that deletes. Raises `Interrupted` where a row came that points at what is gone.

    A database may notice such a row only when the outermost transaction ends, so the outermost should be this one.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Interrupted("Results of a turn came meanwhile. Try again in a moment; nothing was deleted.") from error


def delete(*, exercise: Exercise, who: str, may_be_played: bool = False) -> None:
    """Delete an exercise, whose control log goes with it; the log of the installation says `who` did it.

    Guests who took part in nothing else go too. Raises `StillPlayed` and `Interrupted`.
    """
    with all_or_nothing():
        held = Exercise.objects.select_for_update(of=("self",)).filter(pk=exercise.pk).first()
        if held is None:
            return
        if _is_played(held) and not may_be_played:
            raise StillPlayed(f"A class plays {dashed_code(held.code)}. End it first; nothing has been deleted.")
        people = list(Participant.objects.filter(exercise=held))
        users = list(User.objects.filter(participations__exercise=held, is_guest=True))
        notices.revoke(people=people)
        for rows in _rows_that_name_people(held):
            rows.delete()
        Branch.objects.filter(exercise=held).update(parent_turn=None)
        Exercise.objects.filter(pk=held.pk).update(current_branch=None)
        series = held.series
        held.delete()
        if series and not series.exercises.exists():
            series.delete()
        for user in users:
            accounts.drop_unused(user)
        line = ("Deleted exercise %s with %s people: %s", dashed_code(exercise.code), len(people), who)
        # A caller may delete several exercises or none: only the outermost transaction makes the line true.
        transaction.on_commit(partial(logger.info, *line), robust=True)


def delete_all(*, exercises: Iterable[Exercise], who: str) -> None:
    """Delete several exercises, all or none. Raises `StillPlayed` and `Interrupted`."""
    with all_or_nothing():
        for exercise in sorted(exercises, key=lambda each: each.pk):
            delete(exercise=exercise, who=who)


def _is_played(exercise: Exercise) -> bool:
    return exercise.mode == Exercise.Mode.CLASS and exercise.status == Exercise.Status.RUNNING


def _rows_that_name_people(exercise: Exercise) -> tuple[QuerySet[Model], ...]:
    """Return the rows that keep their people from being deleted, each before those that it points at."""
    in_exercise = {"turn__branch__exercise": exercise}
    return (
        Receipt.objects.filter(message__turn__branch__exercise=exercise),
        Answer.objects.filter(proposal__turn__branch__exercise=exercise),
        StaffQuestion.objects.filter(sheet__turn__branch__exercise=exercise),
        SheetChange.objects.filter(sheet__turn__branch__exercise=exercise),
        *(model.objects.filter(**in_exercise) for model in (Observation, Verdict, Argument, Rationale)),
        *(model.objects.filter(exercise=exercise) for model in (ControlEntry, Inject, Mark)),
        ReportDraft.objects.filter(branch__exercise=exercise),
        *(model.objects.filter(**in_exercise) for model in (Message, Proposal, OrderSheet)),
    )
