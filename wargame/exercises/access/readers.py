"""With whose knowledge somebody reads what was played: in the log, the overview and their files."""

from dataclasses import dataclass

from django.http import Http404

from wargame.exercises.access.communications import (
    messages_for,
    messages_for_room,
    messages_viewed_by,
    proposals_for,
    proposals_for_room,
)
from wargame.exercises.access.seats import MISSING, begun_seats, log_reader_of, seat_named
from wargame.exercises.access.turns import branch_for, latest_turn_for, may_know_all
from wargame.exercises.models import Branch, Message, Participant, Proposal, Rationale, Seat, Turn, WallQuestion


@dataclass(frozen=True)
class LogReader:
    """Somebody who reads a line, either with full truth (`knows_all`) or with what the seat may know.

    `part` is the part of a reader who does not hold the seat, "" for one who does. `may_know_all` says whether the
    reader may choose between the two.
    """

    person: Participant
    seat: Seat
    part: str
    line: Branch
    may_know_all: bool
    knows_all: bool

    @property
    def leads(self) -> bool:
        return self.person.is_white_cell and bool(self.part)


def reading(person: Participant, *, role: str = "", number: int | None = None, as_seat: bool = False) -> LogReader:
    """Return the way in which a person reads the line with this number (without one, the current line), with the view
    of `role` if given.

    The white cell of a class has full truth during play. Everybody who took part has it once nobody plays any more.
    """
    (seat, part), leads = log_reader_of(person, role)
    line = branch_for(seat, number)
    knows = leads or may_know_all(seat, line)
    return LogReader(person, seat, part, line, knows, knows and not as_seat)


def seat_beside(reader: LogReader, role: str) -> Seat:
    """Return the seat with this role, whose view the reader may compare with full truth; "" is the reader's own.

    Raises Http404 for another seat than the reader's while the reader may not know everything.
    """
    if role in ("", reader.seat.role):
        return reader.seat
    if not reader.may_know_all:
        raise Http404(MISSING)
    return seat_named(begun_seats().filter(exercise_id=reader.seat.exercise_id), role)


def messages_read(reader: LogReader) -> list[Message]:
    """Return the messages of the line without public statements, oldest first.

    Full truth does not open other seats' messages: players read those of their own seat. The white cell reads those
    that `messages_for_room` allows, and the scenario's.
    """
    if not reader.part:
        sent = messages_for(reader.seat, reader.line, latest_turn_for(reader.seat, reader.line))
    elif reader.leads and reader.knows_all:
        written = messages_for_room(reader.person, reader.line)
        sent = [*Message.objects.in_line(reader.line).filter(author=None, policy=""), *written]
        sent.sort(key=lambda each: (each.turn.number, each.pk))
    else:
        latest = latest_turn_for(reader.seat, reader.line)
        sent = messages_viewed_by(reader.person, reader.seat, reader.line, latest)
    return [each for each in sent if not each.is_statement]


def proposals_read(reader: LogReader) -> list[Proposal]:
    """Return the proposals of the line: to a seat's people those to which it is a party, to the white cell those it may
    read.

    Observers get none.
    """
    if not reader.part:
        return proposals_for(reader.seat, reader.line)
    if not reader.leads:
        return []
    made = proposals_for_room(reader.person, reader.line)
    return made if reader.knows_all else [each for each in made if reader.seat.role in each.parties]


def wall_questions_read(reader: LogReader) -> list[WallQuestion]:
    """Return the questions of the projector in the turns of the line, which everybody in the room could read."""
    asked = WallQuestion.objects.filter(turn__in=Turn.objects.in_line(reader.line).order_by())
    known = asked.select_related("turn").prefetch_related("answers").order_by("turn__number", "number")
    return list(known.defer("turn__world", "turn__next_world", "turn__outcomes"))


def rationales_read(reader: LogReader) -> list[Rationale]:
    """Return the rationales of turns that no longer take orders: the reader's own, or all for the white cell."""
    turns = Turn.objects.in_line(reader.line).order_by().exclude(status__in=Turn.TIMED)
    noted = Rationale.objects.filter(turn__in=turns).exclude(text="").select_related("seat", "by", "turn")
    if not reader.leads:
        noted = noted.filter(by=reader.person)
    elif not reader.knows_all:
        noted = noted.filter(seat=reader.seat)
    return list(
        noted.defer("turn__world", "turn__next_world", "turn__outcomes").order_by("turn__number", "seat__role", "pk")
    )
