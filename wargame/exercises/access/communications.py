"""Access to everything that people wrote in an exercise: messages, proposals, rationales, injects, statements."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from wargame.exercises.access import rows
from wargame.exercises.access.seats import MISSING
from wargame.exercises.models import (
    Branch,
    Exercise,
    Inject,
    Message,
    Participant,
    Pledge,
    PledgeEvent,
    Proposal,
    Rationale,
    Receipt,
    Seat,
    Turn,
)
from wargame.web.seats import WHITE_CELL

_LARGE = ("world", "next_world", "outcomes")
"""Large columns of turns, which queries for texts leave out."""


def messages_for(seat: Seat, line: Branch, turn: Turn) -> list[Message]:
    """Return the messages of a line up to a turn that a seat's people may read: those sent to the seat and those it
    wrote.

    Oldest first. Messages that the scenario wrote in the seat's own name are left out: its people did not write them.
    """
    if line.parent_turn_id is None:
        sent = rows.messages_of(line, turn.number)
    else:
        sent = list(Message.objects.in_line(line).filter(turn__number__lte=turn.number))
    own = [each for each in sent if not _is_scripted(each)]
    mine = {each.pk for each in own if each.sender == seat.role}
    return [each for each in sent if seat.role in each.recipients or each.pk in mine]


def messages_viewed_by(person: Participant, seat: Seat, line: Branch, turn: Turn) -> list[Message]:
    """Return the messages of a seat that somebody may read who views the exercise as that seat.

    Where messages are open, people are promised that nobody but sender and recipients reads them: what people wrote to
    each other is left out.
    """
    sent = messages_for(seat, line, turn)
    if person.exercise.messages != Exercise.Messages.OPEN:
        return sent
    own = WHITE_CELL if person.is_white_cell else ""
    return [each for each in sent if _is_scripted(each) or each.is_statement or own in (each.sender, *each.recipients)]


def _is_scripted(message: Message) -> bool:
    """Return whether the scenario wrote the message, so neither people nor a policy."""
    return not message.author_id and not message.policy


def messages_for_room(person: Participant, line: Branch) -> list[Message]:
    """Return the messages of people and policies in a line that the white cell may read: all where they are monitored.

    Oldest first. Otherwise those that the white cell sent or received, statements included. Raises Http404 for others.
    """
    _require_leader(person, line.exercise_id)
    reads_all = person.exercise.messages == Exercise.Messages.MONITORED
    sent = Message.objects.in_line(line).exclude(author=None, policy="")
    return [each for each in sent if reads_all or WHITE_CELL in (each.sender, *each.recipients)]


def receipts_for(reader: str, exercise: Exercise, sent: Iterable[Message]) -> list[Receipt]:
    """Return the receipts of these messages of an exercise, oldest first, that the reader (a role, or the white cell)
    may know.

    Seats may know it of their own messages, the white cell of all that it reads, if the exercise shows receipts.
    """
    own = [each.pk for each in sent if each.author_id and reader in (each.sender, WHITE_CELL)]
    if not own or not exercise.shows_receipts:
        return []
    return list(Receipt.objects.filter(message__in=own).select_related("person").order_by("pk"))


def proposals_for(seat: Seat, line: Branch) -> list[Proposal]:
    """Return the proposals of a line to which a seat is a party, oldest first."""
    return [each for each in Proposal.objects.in_line(line) if seat.role in each.parties]


def own_proposals(seat: Seat, line: Branch, turn: Turn) -> list[Proposal]:
    """Return the proposals of a line that a seat made in a turn, oldest first."""
    # In most turns a seat proposes nothing, which this asks at a tenth of the price.
    if all(each.proposer != seat.role for each in rows.where(Proposal, turn_id=turn.pk)):
        return []
    return [each for each in proposals_for(seat, line) if each.turn_id == turn.pk and each.proposer == seat.role]


def pledges_to(seat: Seat, line: Branch, turn: Turn) -> list[Pledge]:
    """Return the pledges of no force that bind in a turn of a line and that seats of policies have given to a seat.

    Oldest first. A pledge between two others is not known to the seat.
    """
    to_seat = Pledge.objects.filter(to=seat.role, kind=Pledge.Kind.FORCE, turn__branch__exercise=seat.exercise_id)
    # In most turns nobody has promised anything, which this asks at a third of the price.
    if not to_seat.exists():
        return []
    given = list(Pledge.objects.binding_in(line, turn.number).filter(to=seat.role, kind=Pledge.Kind.FORCE))
    policies = Seat.objects.filter(exercise=seat.exercise_id).exclude(policy="")
    played = set(policies.values_list("role", flat=True))
    return [pledge for pledge in given if pledge.by in played]


def pledge_events_in(line: Branch) -> QuerySet[PledgeEvent]:
    """Return the pledge events of a line, oldest first. `by` and `to` of the pledge are the two seats concerned."""
    events = PledgeEvent.objects.filter(turn__in=Turn.objects.in_line(line).order_by())
    known = events.select_related("turn", "pledge__turn").order_by("turn__number", "pk")
    return known.defer(*(f"{way}__{name}" for way in ("turn", "pledge__turn") for name in _LARGE))


def proposals_for_room(person: Participant, line: Branch) -> list[Proposal]:
    """Return the proposals of a line for the white cell, oldest first; none unless messages are monitored.

    Raises Http404 for others.
    """
    _require_leader(person, line.exercise_id)
    reads_all = person.exercise.messages == Exercise.Messages.MONITORED
    return list(Proposal.objects.in_line(line)) if reads_all else []


def rationales_for_room(person: Participant, turn: Turn) -> QuerySet[Rationale]:
    """Return the rationales of a turn for a member of the white cell, once the turn no longer takes orders."""
    _require_leader(person, turn.branch.exercise_id)
    noted = Rationale.objects.filter(turn=turn).select_related("seat", "by").order_by("seat__role", "pk")
    return noted.none() if turn.is_under_way else noted


def injects_for(seat: Seat, turn: Turn) -> list[Inject]:
    """Return the injects sent in a turn to a seat, oldest first.

    Its people may read `texts[seat.role]` and no other text.
    """
    if not seat.exercise.is_led:
        return []
    sent = [each for each in rows.where(Inject, exercise_id=seat.exercise_id, sent_in_id=turn.pk) if each.sent_at]
    return [each for each in sorted(sent, key=lambda each: (each.sent_at, each.pk)) if seat.role in readers_of(each)]


def readers_of(inject: Inject) -> tuple[str, ...]:
    """Return the roles that read an inject as a report.

    If it speaks for a seat, only that seat; others get a message.
    """
    return tuple(role for role in inject.texts if inject.speaks_for in ("", role))


def statements_in(line: Branch) -> QuerySet[Message]:
    """Return the public statements of a line and what its outlets printed, for all who take part, oldest first."""
    return Message.objects.in_line(line).filter(is_statement=True)


def _require_leader(person: Participant, exercise_id: int) -> None:
    """Raise Http404 unless the person leads the exercise now: a former leader, or one of another exercise, does not."""
    if not person.is_white_cell or person.left_at or person.exercise_id != exercise_id:
        raise Http404(MISSING)
