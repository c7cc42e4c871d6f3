"""The messages that a seat was sent, and those it can see being sent."""

from dataclasses import dataclass

from wargame.exercises.models import Message, Turn
from wargame.exercises.selectors.standpoints import Standpoint


@dataclass(frozen=True)
class Line:
    """One message; `is_new` when it came with this turn."""

    sender: str
    receiver: str
    time: str
    text: str
    is_new: bool


@dataclass(frozen=True)
class Inbox:
    """Messages of the line up to this turn, oldest first; `sender` is the one the reader asked for, "" for all."""

    messages: tuple[Line, ...]
    senders: tuple[str, ...]
    sender: str

    @property
    def new_count(self) -> int:
        return sum(message.is_new for message in self.messages)


def inbox_of(at: Standpoint, sender: str = "") -> Inbox:
    """The inbox of the seat in the turn."""
    turns = Turn.objects.in_line(at.line).filter(number__lte=at.turn.number).order_by()
    sent = (
        Message.objects.filter(turn__in=turns)
        .order_by("turn__number", "pk")
        .values_list("turn__number", "sender", "recipients", "at_text", "text")
    )
    lines = [
        Line(who, at.mine, time, text, number == at.turn.number)
        for number, who, recipients, time, text in sent
        if at.mine in recipients
    ]
    senders = tuple(sorted({line.sender for line in lines}))
    chosen = sender if sender in senders else ""
    return Inbox(tuple(line for line in lines if chosen in ("", line.sender)), senders, chosen)
