"""What was written in an exercise, and who may read it: messages, proposals, rationales, injects, statements."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from wargame.exercises.access.seats import MISSING
from wargame.exercises.models import (
    Branch,
    Exercise,
    Inject,
    Message,
    Participant,
    PledgeEvent,
    Proposal,
    Rationale,
    Receipt,
    Seat,
    Turn,
)
from wargame.web.seats import WHITE_CELL

_LARGE = ("world", "next_world", "outcomes")
"""What turns carry that nobody needs who reads what was said in them."""


def messages_for(seat: Seat, line: Branch, turn: Turn) -> list[Message]:
    """The messages of a line up to a turn that a seat's people may read: what it was sent and what they wrote.

    Oldest first. The scenario's messages in the seat's own name are the policy's, not theirs.
    """
    sent = Message.objects.in_line(line).filter(turn__number__lte=turn.number)
    own = [each for each in sent if not _is_scripted(each)]
    mine = {each.pk for each in own if each.sender == seat.role}
    return [each for each in sent if seat.role in each.recipients or each.pk in mine]


def messages_viewed_by(person: Participant, seat: Seat, line: Branch, turn: Turn) -> list[Message]:
    """What somebody who looks with the eyes of a seat reads of its messages; seats are promised who can read them.

    Where messages are open that is nobody but those they are for: what people wrote to each other is left out.
    """
    sent = messages_for(seat, line, turn)
    if person.exercise.messages != Exercise.Messages.OPEN:
        return sent
    own = WHITE_CELL if person.is_white_cell else ""
    return [each for each in sent if _is_scripted(each) or each.is_statement or own in (each.sender, *each.recipients)]


def _is_scripted(message: Message) -> bool:
    """Whether the scenario wrote it: neither people nor the policy that answered them."""
    return not message.author_id and not message.policy


def messages_for_room(person: Participant, line: Branch) -> list[Message]:
    """What people and policies wrote in a line and the white cell may read: all of it where messages are monitored.

    Oldest first. Else what the white cell was sent or wrote itself, statements included. Raises 404 for others.
    """
    _require_leader(person, line.exercise_id)
    reads_all = person.exercise.messages == Exercise.Messages.MONITORED
    sent = Message.objects.in_line(line).exclude(author=None, policy="")
    return [each for each in sent if reads_all or WHITE_CELL in (each.sender, *each.recipients)]


def receipts_for(reader: str, sent: Iterable[Message]) -> QuerySet[Receipt]:
    """Who was shown these messages, oldest first, as far as the reader (a role, or the white cell) is shown that.

    Seats are shown it of their own messages, the white cell of all that it reads, where the exercise tells it at all.
    """
    own = [each.pk for each in sent if each.author_id and reader in (each.sender, WHITE_CELL)]
    shown = Receipt.objects.filter(message__in=own, message__turn__branch__exercise__shows_receipts=True)
    return shown.select_related("person").order_by("pk")


def proposals_for(seat: Seat, line: Branch) -> list[Proposal]:
    """The proposals of a line that a seat's people may know: those to which it is a party. Oldest first."""
    return [each for each in Proposal.objects.in_line(line) if seat.role in each.parties]


def pledge_events_in(line: Branch) -> QuerySet[PledgeEvent]:
    """What became of promises in a line, oldest first; whom it concerns, `by` and `to` of the pledge say."""
    events = PledgeEvent.objects.filter(turn__in=Turn.objects.in_line(line).order_by())
    known = events.select_related("turn", "pledge__turn").order_by("turn__number", "pk")
    return known.defer(*(f"{way}__{name}" for way in ("turn", "pledge__turn") for name in _LARGE))


def proposals_for_room(person: Participant, line: Branch) -> list[Proposal]:
    """The proposals of a line, for a member of the white cell: none unless messages are monitored. Oldest first."""
    _require_leader(person, line.exercise_id)
    reads_all = person.exercise.messages == Exercise.Messages.MONITORED
    return list(Proposal.objects.in_line(line)) if reads_all else []


def rationales_for_room(person: Participant, turn: Turn) -> QuerySet[Rationale]:
    """What people noted about their orders, for a member of the white cell, once the turn takes no orders any more."""
    _require_leader(person, turn.branch.exercise_id)
    noted = Rationale.objects.filter(turn=turn).select_related("seat", "by").order_by("seat__role", "pk")
    return noted.none() if turn.is_under_way else noted


def injects_for(seat: Seat, turn: Turn) -> list[Inject]:
    """What was sent in a turn to the people of a seat, oldest first; each reads `texts[seat.role]` and nothing else."""
    if not seat.exercise.is_led:
        return []
    sent = Inject.objects.filter(exercise_id=seat.exercise_id, sent_in=turn).order_by("sent_at", "pk")
    return [each for each in sent if seat.role in readers_of(each)]


def readers_of(inject: Inject) -> tuple[str, ...]:
    """The roles that read an inject as a report: of what is said in a seat's name that seat, others get a message."""
    return tuple(role for role in inject.texts if inject.speaks_for in ("", role))


def statements_in(line: Branch) -> QuerySet[Message]:
    """What was said in public in a line of turns, and what its outlets printed, for all who take part. Oldest first."""
    return Message.objects.in_line(line).filter(is_statement=True)


def _require_leader(person: Participant, exercise_id: int) -> None:
    """Refuses (404) everybody who does not lead the exercise now: those who led it once, too, or lead another one."""
    if not person.is_white_cell or person.left_at or person.exercise_id != exercise_id:
        raise Http404(MISSING)
