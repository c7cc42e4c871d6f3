"""Names this room's tasks and asks for them. A message may get lost: the row, not the message, is the queue."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from celery import Signature, current_app
from django.db import transaction
from kombu.exceptions import KombuError

PLAY_CHUNK = "analysis.play_chunk"
MEASURE = "analysis.measure"
READY = "analysis.ready"
READY_KEPT_SECONDS = 5
"""A hint to make a line ready that nobody has taken by then is thrown away: the turnkeeper sends another."""
AFTER_TURNS = 9
"""Lowest priority of the Redis broker: adjudications, for which people wait, come before all that this room does."""

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
    return _sent(PLAY_CHUNK, chunk_id=chunk_id)


def measure(*, appraisal_id: int) -> None:
    """Ask for the next part of an appraisal once the transaction has committed."""
    transaction.on_commit(partial(hint_appraisal, appraisal_id=appraisal_id), robust=True)


def hint_appraisal(*, appraisal_id: int) -> bool:
    """Wake a worker for the next part of an appraisal now. Returns whether the broker took the message."""
    return _sent(MEASURE, appraisal_id=appraisal_id)


def hint_ready(*, branch_id: int) -> bool:
    """Wake a worker to ask for what the review of a finished line reads. Returns whether the broker took it."""
    return _took(current_app.signature(READY, kwargs={"branch_id": branch_id}, expires=READY_KEPT_SECONDS))


def _sent(task: str, **named: int) -> bool:
    return _took(current_app.signature(task, kwargs=named))


def _took(signature: Signature[Any]) -> bool:
    """Return whether the broker took the message."""
    try:
        signature.apply_async(retry=False, priority=AFTER_TURNS)
    except (KombuError, OSError) as error:
        logger.warning("The broker did not take the hint %s: %s", signature, error)
        return False
    return True
