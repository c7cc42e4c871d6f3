"""Names of this room's tasks, and asking for them: a hint, never a promise, for the turn's row is the queue."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from django.db.models import F
from kombu.exceptions import KombuError

from wargame.exercises.models import Turn

ADJUDICATE_TURN = "exercises.adjudicate_turn"
KEEP_FORECASTS = "exercises.keep_forecasts"
BEAT = "exercises.beat"
FORECASTS_AFTER_SECONDS = 3
"""The wait after results before the worker computes the forecasts of a turn's orders: classes that end a turn in the
same moment, some tenths of a second apart, have the worker and the processors for their results first."""
BEAT_KEPT_SECONDS = 6
"""A beat that nobody has consumed by then is thrown away."""

logger = logging.getLogger(__name__)


def adjudicate_turn(*, turn_id: int) -> None:
    """Asks for the turn's adjudication once the transaction has committed."""
    transaction.on_commit(partial(hint, turn_id=turn_id), robust=True)


def hint(*, turn_id: int) -> bool:
    """Wake a worker now; return whether the broker took it. A lost hint is counted: the turnkeeper makes up for it."""
    signature = current_app.signature(ADJUDICATE_TURN, kwargs={"turn_id": turn_id})
    try:
        signature.apply_async(retry=False)
    except (KombuError, OSError) as error:
        logger.warning("The broker did not take the hint for turn %s: %s", turn_id, error)
        Turn.objects.filter(pk=turn_id).update(lost_hints=F("lost_hints") + 1)
        return False
    return True


def keep_forecasts(*, turn_id: int) -> None:
    """Ask the worker to keep, a little later, the forecasts that people of a turn saw; if the hint is lost it is not
    kept."""
    transaction.on_commit(partial(_hint_forecasts, turn_id), robust=True)


def _hint_forecasts(turn_id: int) -> None:
    try:
        signature = current_app.signature(KEEP_FORECASTS, kwargs={"turn_id": turn_id})
        signature.apply_async(retry=False, countdown=FORECASTS_AFTER_SECONDS)
    except (KombuError, OSError) as error:
        logger.warning("What was told in turn %s will not be kept: %s", turn_id, error)


def beat() -> None:
    """Send one beat to the workers; that it cannot be sent is seen by the beats that are missing."""
    try:
        current_app.signature(BEAT).apply_async(retry=False, expires=BEAT_KEPT_SECONDS)
    except (KombuError, OSError) as error:
        logger.debug("The broker did not take a beat: %s", error)
