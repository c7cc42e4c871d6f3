"""Sessions that can be kept together with what a view changes, and that no reader waits for."""

import logging
from copy import deepcopy
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from wargame.web import unavailable
from wargame.web.outages import outage_of

STRANGER_SECONDS = 60 * 60
"""How long a session lasts in which nobody is signed in: longer than any limit that counts by it."""
CLEARED_EVERY = timedelta(hours=1)

_log = logging.getLogger(__name__)


class SessionStore(DatabaseSessionStore):
    """Django's sessions in the database, which write nothing where all is written already.

    A view that saves the session in its own transaction leaves nothing to be saved, and to fail, after that.
    """

    _kept: tuple[str | None, dict[str, object]] | None = None

    def get_session_cookie_age(self) -> int:
        """How long the session lasts, unless it says so itself; strangers must not fill the table for a year."""
        return super().get_session_cookie_age() if SESSION_KEY in self else STRANGER_SECONDS

    def save(self, must_create: bool = False) -> None:
        """Writes the session unless it stands written as it is."""
        if not must_create and self._kept == (self.session_key, dict(self.items())):
            return
        try:
            super().save(must_create)
        except UpdateError as refusal:
            # Django takes whatever the database refuses for a session that has gone meanwhile.
            fault = refusal.__context__
            raise fault if fault and outage_of(fault) else refusal  # noqa: B904 - the fault has its own cause
        self._kept = (self.session_key, deepcopy(dict(self.items())))


class Cleaner:
    """Deletes sessions whose time is over, at most once in CLEARED_EVERY."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def clear(self, *, now: datetime) -> None:
        """Deletes them if it is time to."""
        if self._next is None or now >= self._next:
            self._next = now + CLEARED_EVERY
            SessionStore.clear_expired()


class CalmSessionMiddleware(SessionMiddleware):
    """Django's sessions; where one cannot be kept, what was read is shown all the same."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The answer with the session's cookie; who wanted to change something is told that it cannot be kept."""
        try:
            return super().process_response(request, response)
        except Exception as fault:
            if (outage := outage_of(fault)) is None:
                raise
            if request.method not in {"GET", "HEAD"}:
                return unavailable.answer(request, outage, fault)
            _log.warning("not kept: the session of a reader, because %s", outage.value)
            return response
