"""Tells browsers that a region of their page has changed, never what it says.

`publish` and `revoke` are for services; a view gives its page `address_of(...)`. Pages fetch the region again
themselves, so a notice that is lost, repeated or late does no harm.
"""

import logging
import re
from functools import partial

from django.db import transaction

from wargame.live.broadcast import ENDED, Unreachable, broadcast
from wargame.live.tokens import address_of, opaque

__all__ = ["address_of", "is_broker_up", "publish", "revoke"]

_REGION = re.compile(r"[a-z][a-z_-]*")
_log = logging.getLogger(__name__)


def publish(channel: str, region: str) -> None:
    """Tells every page on `channel` that `region` has changed, once the running transaction has committed.

    A broker that is away never costs the request: pages are told later to look at everything. Raises ValueError for
    what is not a region's name.
    """
    if not _REGION.fullmatch(region):
        raise ValueError(f"{region!r} is not the name of a region")
    transaction.on_commit(partial(_send, channel, region), robust=True)


def revoke(channel: str) -> None:
    """Ends every stream on `channel` on commit; addresses given out before then open no stream any more."""
    transaction.on_commit(partial(_end, channel), robust=True)


def is_broker_up() -> bool:
    """Whether the broker answers now, within half a second."""
    try:
        broadcast().ping()
    except Unreachable:
        return False
    return True


def _send(channel: str, word: str) -> None:
    try:
        broadcast().send(opaque(channel), word)
    except Unreachable as error:
        _log.warning("notice %s on %s comes late: %s", word, channel, error)


def _end(channel: str) -> None:
    try:
        broadcast().mark_revoked(opaque(channel))
    except Unreachable as error:
        _log.warning("streams on %s go on until the broker answers: %s", channel, error)
    _send(channel, ENDED)
