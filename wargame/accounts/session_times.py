"""The longest session of an account, in all and unused."""

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

_SIGNED_IN, _USED = "signed_in_at", "used_at"
# The moment of the last use is renewed only once 1/24 of the time is over, so that few requests write.
_STALE = 24


def begin(session: SessionBase, *, now: datetime) -> None:
    """Note that an account has signed in. Guests have no such note: the session is their only way back."""
    session[_SIGNED_IN] = session[_USED] = now.timestamp()


def is_over(session: SessionBase, *, now: datetime) -> bool:
    """Return whether the session of an account has lasted, or lain unused, for too long."""
    if _SIGNED_IN not in session:
        return False
    moment = now.timestamp()
    has_lasted: bool = moment - session[_SIGNED_IN] > settings.ACCOUNT_SESSION_SECONDS
    is_unused: bool = moment - session[_USED] > settings.ACCOUNT_IDLE_SECONDS
    return has_lasted or is_unused


def note_use(session: SessionBase, *, now: datetime) -> None:
    """Note that the session of an account is used now."""
    if _SIGNED_IN in session and now.timestamp() - session[_USED] > settings.ACCOUNT_IDLE_SECONDS / _STALE:
        session[_USED] = now.timestamp()
