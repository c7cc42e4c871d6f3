"""The messages that a seat or the white cell may read, and to whom it may write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from wargame.exercises import access, bridge
from wargame.exercises.access import rows
from wargame.exercises.diplomacy.domain import people_write_in, seats_write_in
from wargame.exercises.models import Branch, Exercise, Message, Participant, Receipt, Seat, Turn
from wargame.exercises.models.message import TEXT_LENGTH
from wargame.exercises.situation.selectors.board import letter_of, letters_of_reports
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.seats import WHITE_CELL

_NOTICES = {
    Exercise.Messages.OPEN: (
        "Only those it is for can read a message. The white cell cannot, unless you write to it. After the end, all "
        "who took part read which promises, warnings and questions of the list were sent; other letters stay private."
    ),
    Exercise.Messages.MONITORED: "The white cell can read all messages.",
    Exercise.Messages.OFF: "Messages between seats are off. The white cell reads and answers what you ask here.",
}
_INTENTS: dict[str, str] = {Message.Intent.ASK: "Asks", Message.Intent.ASSURE: "Assures", Message.Intent.WARN: "Warns"}
RECEIPTS = "The author of a message can see which seats have read it."
_ROOM_NOTICES = {
    Exercise.Messages.OPEN: (
        "Messages between seats are private. Here is what the white cell got and wrote. After the end, all who took "
        "part read which promises, warnings and questions of the list were sent."
    ),
    Exercise.Messages.MONITORED: "Here is everything that was written; their pages say that you can read it.",
    Exercise.Messages.OFF: "Messages between seats are off; here is what seats ask the white cell.",
}


@dataclass(frozen=True)
class Seen:
    """A seat that was shown a message, when first; `names` of its people for the white cell alone."""

    role: str
    at: datetime
    names: str


@dataclass(frozen=True)
class MessageLine:
    """One message; `is_new` when it came with this turn, `is_earlier` when it is of a turn before, `author` is "" for a
    reader who is shown the role only.

    `letter` is what advisers cite a new one by, "" on pages where none do.

    `seen` are those to whom a message of the reader's was shown, where the exercise tells that. `got_yes` is what a
    policy answered to it, None for nothing yet; `answers` names the proposal that a letter of a policy answers.
    """

    sender: str
    receivers: tuple[str, ...]
    author: str
    time: str
    text: str
    is_statement: bool
    is_new: bool
    is_earlier: bool
    intent: str
    seen: tuple[Seen, ...]
    letter: str = ""
    got_yes: bool | None = None
    answers: str = ""


@dataclass(frozen=True)
class Receiver:
    """Somebody to write to; whether the AI plays there, so that nobody may read it."""

    code: str
    name: str
    is_policy: bool = False


@dataclass(frozen=True)
class MessageComposer:
    """Where a message is written: to whom, who else reads it, and what was entered when it was refused."""

    receivers: tuple[Receiver, ...]
    rule: str
    can_state: bool
    is_room: bool = False
    shows_receipts: bool = False
    length: int = TEXT_LENGTH
    chosen: tuple[str, ...] = ()
    is_statement: bool = False
    text: str = ""
    fault: str = ""

    @property
    def notice(self) -> str:
        """The other readers of these messages, and whether their authors learn that they were seen."""
        notice = (_ROOM_NOTICES if self.is_room else _NOTICES)[Exercise.Messages(self.rule)]
        return f"{notice} {RECEIPTS}" if self.shows_receipts else notice

    def filled(
        self, *, chosen: Iterable[str], is_statement: bool, text: str = "", fault: str = ""
    ) -> "MessageComposer":
        """Return the composer with the text that was entered, and the reason of its refusal."""
        return replace(self, chosen=tuple(chosen), is_statement=is_statement, text=text, fault=fault)


@dataclass(frozen=True)
class Inbox:
    """Messages of the line up to this turn, oldest first; `sender` is the one the reader asked for, "" for all.

    `version` tells two states apart. `composer` is None where nobody could be written to; `shown` are the keys of what
    people of other seats wrote to the reader.
    """

    messages: tuple[MessageLine, ...]
    senders: tuple[str, ...]
    sender: str
    version: str
    composer: MessageComposer | None
    shown: tuple[int, ...] = ()

    @property
    def new_count(self) -> int:
        return sum(message.is_new for message in self.messages)

    @property
    def has_earlier(self) -> bool:
        """Tell if messages of earlier turns are among them."""
        return any(message.is_earlier for message in self.messages)


def inbox_of(at: SeatView, sender: str = "", sent: Sequence[Message] | None = None) -> Inbox:
    """Return the inbox of the seat in the turn; `sent` are its messages, where they have been read already."""
    inbox = seat_inbox_of(at.seat, at.line, at.turn, "", sent)
    lettered = _lettered(inbox.messages, letters_of_reports(at))
    chosen = sender if sender in inbox.senders else ""
    return replace(inbox, sender=chosen, messages=tuple(one for one in lettered if chosen in ("", one.sender)))


def _lettered(lines: Iterable[MessageLine], first: int) -> list[MessageLine]:
    """Give each message that came with the turn its letter, in the order in which they came."""
    letters = count(first)
    return [replace(line, letter=letter_of(next(letters))) if line.is_new else line for line in lines]


def seat_inbox_of(
    seat: Seat, line: Branch, turn: Turn, sender: str = "", sent: Sequence[Message] | None = None
) -> Inbox:
    """Return the inbox as `inbox_of`, for pages that look at nothing else of the world of the turn."""
    if sent is None:
        sent = access.messages_for(seat, line, turn)
    letters = _letters(sent)
    return _inbox(
        letters, _receipts(letters, seat.role, seat.exercise), seat.role, turn.number, sender, composer_of(seat)
    )


def version_of(sent: Sequence[Message], seat: Seat) -> str:
    """Return the `Inbox.version` of a seat that has received these messages."""
    letters = _letters(sent)
    return _version(letters, _receipts(letters, seat.role, seat.exercise))


def _letters(sent: Iterable[Message]) -> list[Message]:
    """Messages without what outlets printed, which stands in the press."""
    return [each for each in sent if not each.outlet]


def _version(letters: Sequence[Message], receipts: Mapping[int, Sequence[Receipt]]) -> str:
    return f"{len(letters)}.{sum(map(len, receipts.values()))}"


def room_inbox_of(person: Participant, line: Branch, sender: str = "") -> Inbox:
    """Return the help channel, and the traffic between seats where it is monitored, for a member of the white cell."""
    sent = access.messages_for_room(person, line)
    latest = max((each.turn.number for each in sent), default=0)
    letters, exercise = _letters(sent), person.exercise
    receipts = _receipts(letters, WHITE_CELL, exercise)
    return _inbox(letters, receipts, WHITE_CELL, latest, sender, room_composer_of(exercise))


def composer_of(seat: Seat) -> MessageComposer | None:
    """Return to whom the people of a seat may write: other seats where that is allowed, and the white cell always."""
    exercise = seat.exercise
    if not people_write_in(exercise):
        return None
    can_write = seats_write_in(exercise)
    seats = [each for each in receivers_of(exercise) if can_write and each.code != seat.role]
    receivers = (*seats, Receiver(WHITE_CELL, "White cell"))
    return MessageComposer(receivers, exercise.messages, can_state=can_write, shows_receipts=exercise.shows_receipts)


def room_composer_of(exercise: Exercise) -> MessageComposer | None:
    """Return to whom the white cell may write: every seat."""
    if not people_write_in(exercise):
        return None
    shows = exercise.shows_receipts
    return MessageComposer(
        receivers_of(exercise), exercise.messages, can_state=True, is_room=True, shows_receipts=shows
    )


def receivers_of(exercise: Exercise) -> tuple[Receiver, ...]:
    """Every seat as somebody to write to."""
    setting = bridge.setting_of(exercise)
    seats = sorted(rows.where(Seat, exercise_id=exercise.pk), key=lambda seat: seat.role)
    return tuple(Receiver(each.role, setting.state(each.role).name, bool(each.policy)) for each in seats)


def _inbox(
    sent: list[Message],
    receipts: Mapping[int, list[Receipt]],
    reader: str,
    now: int,
    sender: str,
    composer: MessageComposer | None,
) -> Inbox:
    lines = [_line(each, reader, now, receipts.get(each.pk, [])) for each in sent]
    senders = tuple(sorted({line.sender for line in lines}))
    chosen = sender if sender in senders else ""
    return Inbox(
        messages=tuple(line for line in lines if chosen in ("", line.sender)),
        senders=senders,
        sender=chosen,
        version=_version(sent, receipts),
        composer=composer,
        shown=tuple(each.pk for each in sent if each.author_id and each.sender != reader and reader in each.recipients),
    )


def _line(message: Message, reader: str, now: int, receipts: list[Receipt]) -> MessageLine:
    author = message.author
    # The same words of the scenario may go to several seats: none of them learns of the others.
    reads_receivers = author is not None or reader in (WHITE_CELL, message.sender)
    receivers = tuple(message.recipients) if reads_receivers else (reader,)
    is_named = author is not None and reader in (WHITE_CELL, message.sender)
    return MessageLine(
        sender=message.sender,
        receivers=receivers,
        author=author.name if author and is_named else "",
        time=f"Turn {message.turn.number}" + (f" \N{MIDDLE DOT} {message.at_text}" if message.at_text else ""),
        text=message.text,
        is_statement=message.is_statement,
        is_new=message.turn.number == now and message.sender != reader,
        is_earlier=message.turn.number < now,
        intent=_INTENTS.get(message.intent, ""),
        seen=_seen(receipts, names=reader == WHITE_CELL),
        got_yes=message.got_yes,
        answers=_proposed_in(message),
    )


def _proposed_in(message: Message) -> str:
    if message.proposal is None:
        return ""
    setting = bridge.setting_for(message.turn)
    return setting.agreement(message.proposal.agreement).name


def _receipts(sent: list[Message], reader: str, exercise: Exercise) -> dict[int, list[Receipt]]:
    """Return the receipts of messages by their keys, oldest first, as far as the reader is shown any."""
    found: dict[int, list[Receipt]] = {}
    for receipt in access.receipts_for(reader, exercise, sent):
        found.setdefault(receipt.message_id, []).append(receipt)
    return found


def _seen(receipts: list[Receipt], *, names: bool) -> tuple[Seen, ...]:
    by_role: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        by_role.setdefault(receipt.role, []).append(receipt)
    return tuple(
        Seen(role, each[0].at, ", ".join(one.person.name for one in each) if names else "")
        for role, each in by_role.items()
    )
