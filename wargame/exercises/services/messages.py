"""Messages that the scenario's policy seats send when a turn opens."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios import opening
from wargame import engine
from wargame.exercises.models import Message, Turn


@dataclass(frozen=True)
class Draft:
    """A message before it is stored."""

    sender: str
    recipients: tuple[str, ...]
    text: str
    at_text: str


def due(*, content: opening.Content, views: Iterable[engine.Perspective], number: int) -> tuple[Draft, ...]:
    """What the seats are sent at the opening of a turn; the same words to several seats are one message."""
    recipients: dict[tuple[str, str, str], list[str]] = {}
    for view in views:
        for message in opening.briefing(content, view, number).messages:
            recipients.setdefault((message.sender, message.text, message.time), []).append(view.seat)
    return tuple(Draft(sender, tuple(seats), text, time) for (sender, text, time), seats in recipients.items())


def deliver(*, turn: Turn, drafts: Iterable[Draft]) -> None:
    """Stores the messages of a turn that is being opened."""
    Message.objects.bulk_create(
        Message(
            turn=turn,
            sender=draft.sender,
            recipients=list(draft.recipients),
            text=draft.text,
            at_text=draft.at_text,
        )
        for draft in drafts
    )
