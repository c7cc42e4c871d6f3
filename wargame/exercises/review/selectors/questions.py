"""The white cell's questions to the people of a seat about their orders, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from wargame.exercises import access
from wargame.exercises.models import Message, Seat, Turn
from wargame.exercises.review.domain.question_keys import key_of
from wargame.web.seats import WHITE_CELL


@dataclass(frozen=True)
class Question:
    """A question by its key, and the answers that have been given about the same order since."""

    key: str
    text: str
    answers: tuple[str, ...]


def questions_of(seat: Seat, turn: Turn) -> tuple[Question, ...]:
    """Return the questions to the seat in a turn that is being reviewed, oldest first."""
    if turn.status != Turn.Status.REVIEW:
        return ()
    messages = [each for each in access.messages_for(seat, turn.branch, turn) if each.about and each.turn_id == turn.pk]
    return tuple(
        Question(key_of(each), each.text, tuple(_after(each, messages)))
        for each in messages
        if each.sender == WHITE_CELL
    )


def questions_in(turn: Turn) -> Mapping[str, list[Message]]:
    """Questions and answers of a turn by the order that they are about, oldest first. For its white cell alone."""
    messages: dict[str, list[Message]] = {}
    for each in Message.objects.filter(turn=turn).exclude(about="").order_by("pk"):
        messages.setdefault(each.about, []).append(each)
    return messages


def _after(question: Message, messages: list[Message]) -> list[str]:
    """Return the answers to a question: what the seat said about its order until it was asked about it again."""
    found: list[str] = []
    for each in messages:
        if each.pk > question.pk and each.about == question.about:
            if each.sender == WHITE_CELL:
                break
            found.append(each.text)
    return found
