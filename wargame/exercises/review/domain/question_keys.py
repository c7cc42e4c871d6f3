"""Names that pages use for a question of the white cell to a seat."""

from wargame.exercises.digests import digest_of
from wargame.exercises.models import Message

KEY_LENGTH = 16


def key_of(question: Message) -> str:
    """Return the key of a question among those of its turn, made of what the seat is asked, and when.

    The number of its row would tell how many messages others have sent since the last one.
    """
    asked_at = question.sent_at.isoformat() if question.sent_at else ""
    return digest_of([question.about, question.text, asked_at])[:KEY_LENGTH]
