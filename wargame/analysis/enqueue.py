"""Names this room's tasks and asks for them. A message may get lost: the chunk's row, not the message, is the queue."""

import logging
from collections.abc import Sequence
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError

PLAY_CHUNK = "analysis.play_chunk"
AFTER_TURNS = 9
"""Lowest priority of the Redis broker: adjudications, for which people wait, come before ensembles."""

logger = logging.getLogger(__name__)


def play_chunks(*, chunk_ids: Sequence[int]) -> None:
    """Ask for the chunks once the transaction has committed."""
    transaction.on_commit(partial(hint_all, chunk_ids=chunk_ids), robust=True)


def hint_all(*, chunk_ids: Sequence[int]) -> int:
    """Wake workers for chunks, until the broker refuses one (which takes up to its timeout).

    Returns for how many it did.
    """
    return next((number for number, chunk_id in enumerate(chunk_ids) if not hint(chunk_id=chunk_id)), len(chunk_ids))


def hint(*, chunk_id: int) -> bool:
    """Wake a worker now. Returns whether the broker took the message; the turnkeeper repeats a lost one."""
    signature = current_app.signature(PLAY_CHUNK, kwargs={"chunk_id": chunk_id})
    try:
        signature.apply_async(retry=False, priority=AFTER_TURNS)
    except (KombuError, OSError) as error:
        logger.warning("The broker did not take the hint for chunk %s: %s", chunk_id, error)
        return False
    return True
