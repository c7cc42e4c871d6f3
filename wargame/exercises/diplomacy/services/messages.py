"""Messages: what people send, and what the scenario's policy seats send when a turn opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from scenarios import opening
from wargame import engine
from wargame.exercises import bridge, notices
from wargame.exercises.diplomacy.domain import seats_write_in
from wargame.exercises.models import Exercise, Message, Participant, Seat, Turn
from wargame.exercises.models.message import TEXT_LENGTH
from wargame.exercises.text import printable
from wargame.web.seats import WHITE_CELL

MOST_A_MINUTE = 30


class MessageRefused(ValueError):
    """The message cannot be sent; nothing has been changed."""


class NotSeated(MessageRefused):
    """The message cannot be sent, because its author sits in no seat."""


class NoRecipient(MessageRefused):
    """The message cannot be sent, because it is for nobody, or for a seat that does not exist."""


class BadText(MessageRefused):
    """The message cannot be sent, because it is empty or too long."""


class MessagesOff(MessageRefused):
    """The message cannot be sent, because seats may not write to each other in this exercise."""


class NotRunning(MessageRefused):
    """The message cannot be sent, because the exercise has not begun, or is over."""


class UnknownOutlet(MessageRefused):
    """It cannot be published, because the scenario has no such outlet, or its author is not the white cell."""


class TooManyMessages(MessageRefused):
    """The message cannot be sent, because the same person has just sent a great many."""


@dataclass(frozen=True)
class MessageDraft:
    """A message of the scenario before it is stored."""

    sender: str
    recipients: tuple[str, ...]
    text: str
    at_text: str


def due(*, content: opening.Content, views: Iterable[engine.Perspective], number: int) -> tuple[MessageDraft, ...]:
    """Return the scenario's messages at the opening of a turn; the same words to several seats are one message."""
    recipients: dict[tuple[str, str, str], list[str]] = {}
    for view in views:
        for message in opening.briefing(content, view, number).messages:
            recipients.setdefault((message.sender, message.text, message.time), []).append(view.seat)
    return tuple(MessageDraft(sender, tuple(seats), text, time) for (sender, text, time), seats in recipients.items())


def deliver(*, turn: Turn, drafts: Iterable[MessageDraft]) -> None:
    """Store the messages of a turn that is being opened."""
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


def send(
    *,
    by: Participant,
    recipients: Iterable[str],
    text: str,
    now: datetime,
    is_statement: bool = False,
    outlet: str = "",
) -> Message:
    """Send a person's message from their seat, or from the white cell, to seats and the white cell.

    `recipients` are role codes or "WC"; a statement goes to everybody, whatever they are. The white cell's may be the
    report of an `outlet` of the scenario, by its key. Raises `MessageRefused`.
    """
    words = _clean(text)
    with transaction.atomic():
        exercise = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.exercise_id)
        sender = _sender(by)
        turn = _running_turn(exercise)
        seats = {seat.role: seat for seat in exercise.seats.all()}
        everybody = (*seats, WHITE_CELL)
        wanted = everybody if is_statement else tuple(dict.fromkeys(recipients))
        receivers = [code for code in wanted if code != sender]
        _refuse_receivers(exercise, sender, receivers, everybody)
        _refuse_outlet(exercise, sender, outlet)
        _refuse_flood(by, now)
        said = {"text": words, "is_statement": is_statement, "outlet": outlet}
        message = Message.objects.create(turn=turn, sender=sender, recipients=receivers, author=by, sent_at=now, **said)
        _tell(exercise, message, [seats[code] for code in (sender, *receivers) if code in seats])
    return message


def say(*, by: Participant, to: str, text: str, intent: str, now: datetime) -> tuple[Message, bool]:
    """Send a structured message from a person's seat to another, alone too, in a turn that is read or takes orders.

    Returns the message, and whether it is new: the same again in a turn sends nothing, and the first one is returned.
    A free message in the same words has no intent: it asked nothing and promised nothing. Raises `MessageRefused`.
    """
    with transaction.atomic():
        exercise = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.exercise_id)
        sender = _sender(by)
        if sender == WHITE_CELL:
            raise NotSeated("The white cell promises nothing and threatens nobody; seats do.")
        turn = _running_turn(exercise, is_alone_allowed=True)
        if not turn.is_under_way:
            raise NotRunning("The turn is closed. Say it while a turn is read or open for orders.")
        seats = {seat.role: seat for seat in exercise.seats.all()}
        receivers = [to] if to not in ("", sender) else []
        _refuse_receivers(exercise, sender, receivers, tuple(seats))
        _refuse_flood(by, now)
        about = {"turn": turn, "sender": sender, "intent": intent, "text": text}
        before = next((each for each in Message.objects.filter(**about) if each.recipients == receivers), None)
        if before:
            return before, False
        message = Message.objects.create(**about, recipients=receivers, author=by, sent_at=now)
        _tell(exercise, message, [seats[sender], seats[to]])
    return message, True


def _clean(text: str) -> str:
    """Return the text as it is kept. Raises `BadText`."""
    words = printable(text[: 4 * TEXT_LENGTH])
    if not words:
        raise BadText("Write what you want to say.")
    if len(words) > TEXT_LENGTH:
        raise BadText(f"This message is too long; use at most {TEXT_LENGTH:,} characters.")
    return words


def _sender(by: Participant) -> str:
    """Return the role that the person writes for now; a person who was just moved writes for the new seat."""
    by.refresh_from_db(fields=["seat", "part", "left_at"])
    if by.left_at is None and by.is_white_cell:
        return WHITE_CELL
    if by.left_at is not None or by.seat is None:
        raise NotSeated("Take a seat first; only seats and the white cell write messages.")
    return by.seat.role


def _running_turn(exercise: Exercise, *, is_alone_allowed: bool = False) -> Turn:
    is_alone = exercise.mode == Exercise.Mode.SOLO and is_alone_allowed
    if exercise.mode != Exercise.Mode.CLASS and not is_alone:
        raise NotRunning("Nobody else plays here, so there is nobody to write to.")
    if exercise.status == Exercise.Status.ENDED:
        raise NotRunning("This exercise is over; its messages stay to be read.")
    line = exercise.current_branch
    if exercise.status != Exercise.Status.RUNNING or line is None:
        raise NotRunning("This exercise has not begun yet.")
    return Turn.objects.in_line(line).defer("world", "next_world", "outcomes").latest("number")


def _refuse_receivers(exercise: Exercise, sender: str, receivers: list[str], everybody: tuple[str, ...]) -> None:
    if not receivers:
        raise NoRecipient("Choose who is to read it.")
    if unknown := [code for code in receivers if code not in everybody]:
        raise NoRecipient(f"This exercise has no seat {unknown[0][:80]!r}; choose one of those shown.")
    is_help = sender == WHITE_CELL or receivers == [WHITE_CELL]
    if not seats_write_in(exercise) and not is_help:
        raise MessagesOff("Messages between seats are off in this exercise. Write to the white cell alone.")


def _refuse_outlet(exercise: Exercise, sender: str, outlet: str) -> None:
    if not outlet:
        return
    known = {each.key for each in bridge.content_of(exercise.scenario_version).texts.outlets}
    if sender != WHITE_CELL or outlet not in known:
        raise UnknownOutlet("Choose one of the outlets shown; only the white cell writes for them.")


def _refuse_flood(by: Participant, now: datetime) -> None:
    recent = Message.objects.filter(author=by, sent_at__gt=now - timedelta(minutes=1)).count()
    if recent >= MOST_A_MINUTE:
        raise TooManyMessages("You have sent a great many messages. Wait a minute.")


def _tell(exercise: Exercise, message: Message, seats: list[Seat]) -> None:
    """Tells those who may read it, and nobody else that there is something to read."""
    if message.is_statement:
        notices.publish(exercise_id=exercise.pk, regions=notices.PRINTED)
    notices.publish_to_people(seats=seats, regions=notices.MESSAGE_SENT)
    reads_all = exercise.messages == Exercise.Messages.MONITORED
    if reads_all or WHITE_CELL in (message.sender, *message.recipients):
        notices.publish_to_room(exercise_id=exercise.pk, regions=notices.MESSAGE_SENT)
