"""The messages that a seat or the white cell may read, and to whom it may write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wargame.exercises import access, bridge
from wargame.exercises.models import Branch, Exercise, Message, Participant, Seat
from wargame.exercises.models.message import TEXT_LENGTH
from wargame.exercises.selectors.standpoints import Standpoint
from wargame.web.seats import WHITE_CELL

_NOTICES = {
    Exercise.Messages.OPEN: "Only those it is for can read a message. The white cell cannot, unless you write to it.",
    Exercise.Messages.MONITORED: "The white cell can read all messages.",
    Exercise.Messages.OFF: "Messages between seats are off. The white cell reads and answers what you ask here.",
}
_ROOM_NOTICES = {
    Exercise.Messages.OPEN: "What seats write to each other is theirs. Here is what the white cell got and wrote.",
    Exercise.Messages.MONITORED: "Here is everything that was written; players are told that you can read it.",
    Exercise.Messages.OFF: "Messages between seats are off; here is what seats ask the white cell.",
}


@dataclass(frozen=True)
class Line:
    """One message; `is_new` when it came with this turn, `author` is "" for who is shown the role only."""

    sender: str
    receivers: tuple[str, ...]
    author: str
    time: str
    text: str
    is_statement: bool
    is_new: bool


@dataclass(frozen=True)
class Receiver:
    """Somebody to write to; whether the AI plays there, so that nobody may read it."""

    code: str
    name: str
    is_policy: bool = False


@dataclass(frozen=True)
class Desk:
    """Where a message is written: to whom, who else reads it, and what was entered when it was refused."""

    receivers: tuple[Receiver, ...]
    rule: str
    can_state: bool
    is_room: bool = False
    length: int = TEXT_LENGTH
    chosen: tuple[str, ...] = ()
    is_statement: bool = False
    text: str = ""
    fault: str = ""

    @property
    def notice(self) -> str:
        """Who else reads what is written here."""
        return (_ROOM_NOTICES if self.is_room else _NOTICES)[Exercise.Messages(self.rule)]

    def filled(self, *, chosen: Iterable[str], is_statement: bool, text: str = "", fault: str = "") -> "Desk":
        """The desk with what was entered, and why it was refused."""
        return replace(self, chosen=tuple(chosen), is_statement=is_statement, text=text, fault=fault)


@dataclass(frozen=True)
class Inbox:
    """Messages of the line up to this turn, oldest first; `sender` is the one the reader asked for, "" for all.

    `count` is how many the reader may read. `desk` is None where nobody could be written to.
    """

    messages: tuple[Line, ...]
    senders: tuple[str, ...]
    sender: str
    count: int
    desk: Desk | None

    @property
    def new_count(self) -> int:
        return sum(message.is_new for message in self.messages)


def inbox_of(at: Standpoint, sender: str = "", sent: Sequence[Message] | None = None) -> Inbox:
    """The inbox of the seat in the turn; `sent` are its messages, where they have been read already."""
    if sent is None:
        sent = access.messages_for(at.seat, at.line, at.turn)
    lines = [_line(each, at.mine, at.turn.number) for each in sent]
    return _inbox(lines, sender, desk_of(at.seat))


def room_inbox_of(person: Participant, line: Branch, sender: str = "") -> Inbox:
    """The help channel, and the traffic between seats where it is monitored, for a member of the white cell."""
    sent = access.messages_for_room(person, line)
    latest = max((each.turn.number for each in sent), default=0)
    return _inbox([_line(each, WHITE_CELL, latest) for each in sent], sender, room_desk_of(person.exercise))


def desk_of(seat: Seat) -> Desk | None:
    """To whom the people of a seat may write: other seats where that is allowed, and the white cell always."""
    exercise = seat.exercise
    if exercise.mode != Exercise.Mode.CLASS or exercise.status != Exercise.Status.RUNNING:
        return None
    can_write = exercise.messages != Exercise.Messages.OFF
    seats = [each for each in _receivers(exercise) if can_write and each.code != seat.role]
    return Desk((*seats, Receiver(WHITE_CELL, "White cell")), exercise.messages, can_state=can_write)


def room_desk_of(exercise: Exercise) -> Desk | None:
    """To whom the white cell may write: every seat."""
    if exercise.mode != Exercise.Mode.CLASS or exercise.status != Exercise.Status.RUNNING:
        return None
    return Desk(_receivers(exercise), exercise.messages, can_state=True, is_room=True)


def _receivers(exercise: Exercise) -> tuple[Receiver, ...]:
    setting = bridge.setting_of(exercise.scenario_version)
    seats = exercise.seats.all()
    return tuple(Receiver(each.role, setting.state(each.role).name, bool(each.policy)) for each in seats)


def _line(message: Message, reader: str, now: int) -> Line:
    author = message.author
    # The same words of the scenario may go to several seats: none of them learns of the others.
    receivers = tuple(message.recipients) if author else (reader,)
    is_named = author is not None and reader in (WHITE_CELL, message.sender)
    return Line(
        sender=message.sender,
        receivers=receivers,
        author=author.name if author and is_named else "",
        time=message.at_text or f"Turn {message.turn.number}",
        text=message.text,
        is_statement=message.is_statement,
        is_new=message.turn.number == now and message.sender != reader,
    )


def _inbox(lines: list[Line], sender: str, desk: Desk | None) -> Inbox:
    senders = tuple(sorted({line.sender for line in lines}))
    chosen = sender if sender in senders else ""
    shown = tuple(line for line in lines if chosen in ("", line.sender))
    return Inbox(shown, senders, chosen, len(lines), desk)
