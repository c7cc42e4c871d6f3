"""Lets a participant of a finished class play a past turn on alone, in a solo exercise that copies the class."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.lobby.services.solo import free_code
from wargame.exercises.lobby.services.standbys import standbys
from wargame.exercises.models import (
    Branch,
    Exercise,
    LedgerEntry,
    Message,
    OrderSheet,
    Participant,
    Pledge,
    PledgeEvent,
    Seat,
    Turn,
)
from wargame.exercises.turns.services import branches, openings

Rows = Sequence[Mapping[str, str]]
Turns = dict[int, Turn]
"""The copy of each turn, by the primary key of the original."""

CLASS_LINE = "As the class played it"
TITLE_LENGTH = 120


class NotOver(ValueError):
    """The turn cannot be played on, because the class has not ended."""


def play_on(*, line: Branch, turn: Turn, role: str, by: User, now: datetime, orders: Rows | None = None) -> Exercise:
    """Create a solo exercise in which the user plays a seat on from a past turn of a finished exercise.

    The exercise begins with a copy of the line and has the same dice; the finished exercise is only read. Of the
    messages only the scenario's own are copied, because what people wrote to each other stays private to them. The
    orders of the seat are drafted as they were given, or as in `orders`. Raises `NotOver` and `branches.NotPast`.
    """
    played = line.exercise
    if played.mode == Exercise.Mode.SOLO or played.status != Exercise.Status.ENDED:
        raise NotOver("A turn is played on by hand once the class is over. Until then, go on with the class.")
    if not turn.is_closed:
        raise branches.NotPast(f"Turn {turn.number} has no results; choose an earlier one.")
    drafts = bridge.order_rows(bridge.sheets_of(turn).get(role, ())) if orders is None else orders
    exercise = _exercise_like(played, by, now)
    seats = _seats_like(played, exercise, role)
    # Policies decide before the transaction: it writes, and is short.
    prepared = openings.prepare(exercise=exercise, world=bridge.world_of(turn), seats=seats)
    with transaction.atomic():
        _insert(exercise, seats, played.participants.get(user=by).name)
        first = Branch.objects.create(exercise=exercise, number=1, name=CLASS_LINE, created_at=now)
        exercise.current_branch = first
        exercise.save(update_fields=["current_branch"])
        closed = Turn.objects.played_in(line)
        if line.is_finished:
            copies = _copy_turns(closed, first)
            Branch.objects.filter(pk=first.pk).update(ending=line.ending, final_world=line.final_world)
            past = Turn.objects.with_exercise().get(pk=copies[turn.pk].pk)
            branches.fork(turn=past, by=by, now=now, orders=drafts, prepared=prepared)
        else:
            # A line that the white cell ended early has no ending to compare with, so the copy itself continues.
            _copy_turns(closed.filter(number__lt=turn.number), first)
            opened = openings.store(branch=first, prepared=prepared, now=now)
            branches.draft(opened=opened, orders={role: drafts}, now=now)
    return exercise


def _exercise_like(played: Exercise, by: User, now: datetime) -> Exercise:
    """Return an exercise with the same scenario, dials and dice, not yet stored."""
    return Exercise(
        code=free_code(),
        scenario_version=played.scenario_version,
        dials=played.dials,
        secret=bytes(played.secret),
        commitment=played.commitment,
        title=f"What if: {played.title or played.scenario_version.title}"[:TITLE_LENGTH],
        time_zone=played.time_zone,
        created_by=by,
        created_at=now,
    )


def _seats_like(played: Exercise, exercise: Exercise, role: str) -> list[Seat]:
    """Return its seats, not yet stored: the user takes the seat of `role`, standby policies take the others."""
    usual, seats = standbys(bridge.setting_of(exercise)), []
    for seat in played.seats.order_by("role"):
        policy = seat.policy or seat.standby or usual[seat.role]
        decides = "" if seat.role == role else policy
        seats.append(Seat(exercise=exercise, role=seat.role, policy=decides, standby=policy))
    return seats


def _insert(exercise: Exercise, seats: Iterable[Seat], name: str) -> None:
    """Store the exercise and its seats, with its author in the seat that no policy plays."""
    exercise.save(force_insert=True)
    for seat in seats:
        seat.exercise = exercise
        seat.save(force_insert=True)
        if not seat.policy:
            mine = {"user": exercise.created_by, "seat": seat, "joined_at": exercise.created_at}
            Participant.objects.create(exercise=exercise, name=name, **mine)


def _copy_turns(played: Iterable[Turn], line: Branch) -> Turns:
    """Copy turns with their sheets, ledgers, the scenario's messages and pledges; return the copies by original key."""
    copies: Turns = {}
    seats = {seat.role: seat for seat in line.exercise.seats.all()}
    for turn in played:
        source = turn.pk
        turn.pk, turn.branch = None, line
        turn.save(force_insert=True)
        copies[source] = turn
        sheets = list(OrderSheet.objects.filter(turn=source).select_related("seat"))
        for sheet in sheets:
            sheet.pk, sheet.turn, sheet.seat, sheet.submitted_by = None, turn, seats[sheet.seat.role], None
        OrderSheet.objects.bulk_create(sheets)
        entries = list(LedgerEntry.objects.filter(turn=source))
        messages = list(Message.objects.filter(turn=source, author=None, policy=""))
        for entry in entries:
            entry.pk, entry.turn = None, turn
        for message in messages:
            message.pk, message.turn = None, turn
        LedgerEntry.objects.bulk_create(entries, batch_size=500)
        Message.objects.bulk_create(messages)
    _copy_pledges(copies)
    return copies


def _copy_pledges(copies: Turns) -> None:
    """Copy the pledges, which bind the seats' policies, but not the messages or proposals in which they were given."""
    pledges: dict[int, Pledge] = {}
    for pledge in Pledge.objects.filter(turn__in=list(copies)).order_by("pk"):
        source = pledge.pk
        pledge.pk, pledge.turn, pledge.message, pledge.proposal = None, copies[pledge.turn_id], None, None
        pledge.save(force_insert=True)
        pledges[source] = pledge
    events = list(PledgeEvent.objects.filter(pledge__in=list(pledges), turn__in=list(copies)).order_by("pk"))
    for event in events:
        event.pk, event.pledge, event.turn = None, pledges[event.pledge_id], copies[event.turn_id]
    PledgeEvent.objects.bulk_create(events)
