"""Recognises temporary faults of database and disk, and skips writes that can be done without."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from django.db import Error, InterfaceError, OperationalError

_log = logging.getLogger(__name__)


class Outage(Enum):
    """A part that does not work for the moment; a later attempt may succeed. The value is the text for the log."""

    AWAY = "the database is away"
    BUSY = "the database is busy"
    FULL = "nothing can be written"


# By result code, up to its second underscore: SQLITE_IOERR_WRITE counts as SQLITE_IOERR.
_SQLITE = {
    "SQLITE_BUSY": Outage.BUSY,
    "SQLITE_LOCKED": Outage.BUSY,
    "SQLITE_CANTOPEN": Outage.AWAY,
    "SQLITE_FULL": Outage.FULL,
    "SQLITE_IOERR": Outage.FULL,
    "SQLITE_READONLY": Outage.FULL,
}
# By SQLSTATE or its class, the longer one first: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES = {
    "25006": Outage.FULL,  # read-only transaction
    "25P03": Outage.BUSY,  # idle in transaction for too long
    "40": Outage.BUSY,  # deadlock, serialization
    "53100": Outage.FULL,  # disk full
    "53": Outage.AWAY,  # no memory, too many connections
    "55": Outage.BUSY,  # lock timeout
    "57014": Outage.BUSY,  # statement timeout
    "57": Outage.AWAY,  # shutdown, starting up
    "58": Outage.FULL,  # input and output of the system
    "08": Outage.AWAY,  # connection
}
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def outage_of(fault: BaseException | None) -> Outage | None:
    """Return the outage that a fault shows; None if it is no outage, so that trying again would not help."""
    if isinstance(fault, OSError):
        return Outage.FULL if fault.errno in _DISK else None
    if not isinstance(fault, Error):
        return None
    driver = fault.__cause__
    if name := getattr(driver, "sqlite_errorname", None):
        return _SQLITE.get("_".join(name.split("_")[:2]))
    if state := getattr(driver, "sqlstate", None):
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    # A connection that cannot be made, or was lost, has no code.
    return Outage.AWAY if driver and isinstance(fault, OperationalError | InterfaceError) else None


@contextmanager
def skip_in_outage(what: str) -> Iterator[None]:
    """Run a write that the reader can do without, such as when they were last seen.

    In an outage it is logged and skipped.

    Use it outside transactions only: inside one, a failed statement makes the others fail.
    """
    try:
        yield
    except Exception as fault:
        if (outage := outage_of(fault)) is None:
            raise
        _log.warning("not kept: %s, because %s", what, outage.value)
