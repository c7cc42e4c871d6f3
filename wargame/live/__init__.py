"""Live notices: tell browsers that a region of their page has changed. A notice never contains the content.

Services call `publish` and `revoke`; a view gives its page `address_of(...)`. Pages fetch the region again themselves,
so a lost, repeated or late notice does no harm.
"""

import logging
import re
from functools import partial

from django.db import transaction

from wargame.live.broadcast import ENDED, Unreachable, broadcast
from wargame.live.tokens import address_of, channel_digest

__all__ = ["address_of", "is_broker_up", "publish", "revoke"]

_REGION = re.compile(r"[a-z][a-z_-]*")
_log = logging.getLogger(__name__)


def publish(channel: str, region: str) -> None:
    """Tell every page on `channel` that `region` has changed, once the running transaction has committed.

    If the broker is away, the request goes on, and later notices make pages reload all regions. Raises ValueError for
    an invalid name of a region.
    """
    if not _REGION.fullmatch(region):
        raise ValueError(f"{region!r} is not the name of a region")
    transaction.on_commit(partial(_send, channel, region), robust=True)


def revoke(channel: str) -> None:
    """End every stream on `channel` on commit. Stream addresses signed before then are no longer valid."""
    transaction.on_commit(partial(_end, channel), robust=True)


def is_broker_up() -> bool:
    """Return whether the broker answers within half a second."""
    try:
        broadcast().ping()
    except Unreachable:
        return False
    return True


def _send(channel: str, word: str) -> None:
    try:
        broadcast().send(channel_digest(channel), word)
    except Unreachable as error:
        _log.warning("notice %s on %s comes late: %s", word, channel, error)


def _end(channel: str) -> None:
    try:
        broadcast().mark_revoked(channel_digest(channel))
    except Unreachable as error:
        _log.warning("streams on %s go on until the broker answers: %s", channel, error)
    _send(channel, ENDED)
