"""Names of this room's tasks, and asking for them: a hint, never a promise, for a chunk's row is the queue."""

import logging
from collections.abc import Sequence
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError

PLAY_CHUNK = "analysis.play_chunk"
AFTER_TURNS = 9
"""Redis' lowest priority: people who wait for a turn come before games that nobody plays."""

logger = logging.getLogger(__name__)


def play_chunks(*, chunk_ids: Sequence[int]) -> None:
    """Asks for the chunks once the transaction has committed."""
    transaction.on_commit(partial(hint_all, chunk_ids=chunk_ids), robust=True)


def hint_all(*, chunk_ids: Sequence[int]) -> int:
    """Wakes workers for chunks until the broker refuses one, which costs up to its timeout; says for how many."""
    return next((number for number, chunk_id in enumerate(chunk_ids) if not hint(chunk_id=chunk_id)), len(chunk_ids))


def hint(*, chunk_id: int) -> bool:
    """Wakes a worker now; says whether the broker took it. The turnkeeper makes up for a lost hint."""
    signature = current_app.signature(PLAY_CHUNK, kwargs={"chunk_id": chunk_id})
    try:
        signature.apply_async(retry=False, priority=AFTER_TURNS)
    except (KombuError, OSError) as error:
        logger.warning("The broker did not take the hint for chunk %s: %s", chunk_id, error)
        return False
    return True
