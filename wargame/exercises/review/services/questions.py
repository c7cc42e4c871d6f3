"""Questions of the white cell to a seat about one of its orders while it reviews the turn, and what the seat answers.

Both are messages of the help channel that name the order (`Message.about`); they change no outcome.
"""

from datetime import datetime

from django.db import transaction

from wargame.exercises.control_log.services import control
from wargame.exercises.control_log.services.steering import holding, locked
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.models import Exercise, Message, Participant, Seat, Turn
from wargame.exercises.review.domain import items
from wargame.exercises.review.domain.question_keys import key_of
from wargame.web.seats import WHITE_CELL


class CannotAsk(ValueError):
    """Nobody can be asked about it, or answer there; nothing has been changed."""


def ask(*, turn: Turn, about: str, text: str, by: Participant, now: datetime) -> Message:
    """Asks the people of a seat about one of its orders, by its key of `outcome_keys`.

    The question says nothing of what became of the order. Raises `CannotAsk`, `messages.MessageRefused`, `NotInPhase`
    and `NotWhiteCell`.
    """
    with holding(turn, by, Turn.Status.REVIEW) as held:
        item = items.item_of(held, about)
        if item is None or item.subject != "order":
            raise CannotAsk("Only an order of this turn can be asked about. Choose one of the list.")
        seat = held.branch.exercise.seats.get(role=item.outcome.actor)
        if seat.policy:
            raise CannotAsk(f"The AI plays {seat.role} and answers no questions. Its log says why it ordered so.")
        if not text.strip():
            raise CannotAsk("Write what you want to know.")
        said = f"{item.outcome.title}: {text.strip()}"
        question = _attach(about, messages.send(by=by, recipients=[seat.role], text=said, now=now))
        entry: control.About = {"turn": held, "seat": seat, "detail": said}
        control.log(exercise=held.branch.exercise, act=control.Act.ASK, by=by, now=now, **entry)
    return question


def answer(*, turn: Turn, seat: Seat, question: str, text: str, by: Participant, now: datetime) -> Message:
    """Send the answer of a person of the seat to a question that was put to it (by its key), while its turn is
    reviewed.

    Raises `CannotAsk` and `messages.MessageRefused`.
    """
    with transaction.atomic():
        Exercise.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=seat.exercise_id)
        held = locked(turn)
        # A person who was just moved writes for the new seat, which has no question.
        by.refresh_from_db(fields=["seat"])
        asked = Message.objects.filter(turn=held, sender=WHITE_CELL).exclude(about="").order_by("pk")
        put = next((each for each in asked if seat.role in each.recipients and key_of(each) == question), None)
        if put is None or by.seat_id != seat.pk or held.status != Turn.Status.REVIEW:
            raise CannotAsk("There is no such question to your seat any more. Write to the white cell instead.")
        said = _attach(put.about, messages.send(by=by, recipients=[WHITE_CELL], text=text, now=now))
        control.tell(exercise=seat.exercise)
    return said


def _attach(about: str, message: Message) -> Message:
    """Return the message, about an order from now on."""
    message.about = about
    message.save(update_fields=["about"])
    return message
