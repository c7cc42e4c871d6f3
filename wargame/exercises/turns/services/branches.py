"""Branches: playing a past turn differently, and going back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from wargame.accounts.models import User
from wargame.exercises import bridge, notices
from wargame.exercises.models import Branch, Exercise, OrderSheet, Turn
from wargame.exercises.turns.services import openings, sheets

Rows = Sequence[Mapping[str, str]]


class NotPast(ValueError):
    """The turn cannot be played differently, because it has not been played yet."""


class NotYours(ValueError):
    """The line cannot be changed, because only the player of a solo exercise may."""


def fork(
    *, turn: Turn, by: User, now: datetime, orders: Rows | None = None, prepared: openings.Opening | None = None
) -> Branch:
    """Open a new line from a past turn of a solo exercise, with the same world and the same dice; it becomes current.

    The policies decide afresh from the same views; the player's orders stand there as a draft, as they were given or
    as `orders` says. `prepared` is how its turn opens, where the policies have decided before. Raises `NotPast` and
    `NotYours`.
    """
    exercise = turn.branch.exercise
    _refuse_strangers(exercise, by)
    if not turn.is_closed:
        raise NotPast(f"Turn {turn.number} has no results yet; only a past turn can be played differently.")
    prepared = prepared or openings.prepare_for(exercise=exercise, world=bridge.world_of(turn))
    with transaction.atomic():
        locked = Exercise.objects.select_for_update(no_key=True).get(pk=exercise.pk)
        number = (locked.branches.aggregate(last=Max("number"))["last"] or 0) + 1
        branch = Branch.objects.create(
            exercise=locked,
            number=number,
            parent_turn=turn,
            name=f"What if {number - 1}: from turn {turn.number}",
            created_at=now,
        )
        opened = openings.store(branch=branch, prepared=prepared, now=now)
        draft(opened=opened, orders=_find_orders(turn) if orders is None else _as_players(exercise, orders), now=now)
        _make_current(exercise=locked, branch=branch)
    return branch


def draft(*, opened: Turn, orders: Mapping[str, Rows], now: datetime) -> None:
    """Drafts of orders by role in a turn that takes them, so that one can be changed without entering the others."""
    seats = opened.branch.exercise.seats.filter(role__in=[role for role, rows in orders.items() if rows])
    drafts = [OrderSheet(turn=opened, seat=seat, orders=list(orders[seat.role])) for seat in seats]
    sheets.insert(sheets=drafts, now=now)


def _find_orders(past: Turn) -> dict[str, Rows]:
    """Return the orders of the seats that people play in a past turn, by role; of others the policies decide afresh."""
    given = OrderSheet.objects.filter(turn=past, seat__policy="").select_related("seat")
    return {sheet.seat.role: sheet.orders for sheet in given}


def _as_players(exercise: Exercise, orders: Rows) -> dict[str, Rows]:
    """Return the orders, for each seat that somebody plays: in a solo exercise there is one."""
    return {seat.role: orders for seat in exercise.seats.filter(policy="")}


def go_to(*, branch: Branch, by: User) -> None:
    """Make another line of the exercise the current one. Raises `NotYours`."""
    _refuse_strangers(branch.exercise, by)
    with transaction.atomic():
        locked = Exercise.objects.select_for_update(no_key=True).get(pk=branch.exercise_id)
        _make_current(exercise=locked, branch=Branch.objects.get(pk=branch.pk))


def _refuse_strangers(exercise: Exercise, by: User) -> None:
    if exercise.mode != Exercise.Mode.SOLO or not exercise.participants.filter(user=by, seat__isnull=False).exists():
        raise NotYours("Only the player of a solo exercise can try its turns differently.")


def _make_current(*, exercise: Exercise, branch: Branch) -> None:
    exercise.current_branch = branch
    exercise.status = Exercise.Status.ENDED if branch.is_finished else Exercise.Status.RUNNING
    exercise.save(update_fields=["current_branch", "status"])
    notices.publish(exercise_id=exercise.pk, regions=notices.TURN_OPENED)
