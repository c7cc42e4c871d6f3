"""Sessions that can be saved in the transaction of a view, and that no reader waits for."""

import logging
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wargame.web import sql_rows, unavailable
from wargame.web.outages import outage_of

STRANGER_SECONDS = 60 * 60
"""Lifetime of a session in which nobody is signed in: longer than any limit that counts by session."""
CLEARED_EVERY = timedelta(hours=1)

_log = logging.getLogger(__name__)


class SessionStore(DatabaseSessionStore):
    """Django's database sessions, without a write if nothing has changed.

    If a view saves the session in its own transaction, nothing is left to save, and so to fail, afterwards.
    """

    is_signed_in = False
    """Three facts of a session: somebody has looked it up, it exists, and it belongs to a user."""
    _kept: tuple[str | None, dict[str, object]] | None = None

    def __init__(self, session_key: str | None = None) -> None:
        """Take the key of a cookie. PostgreSQL refuses to look for some that Django never makes: they are none."""
        is_possible = session_key and session_key.isascii() and session_key.isalnum()
        super().__init__(session_key if is_possible else None)

    def load(self) -> dict[str, Any]:
        """Return the stored session. Each request asks for it, and Django would build the statement anew."""
        asked = f'SELECT {sql_rows.columns(Session)} FROM "django_session" WHERE session_key = %s'  # noqa: S608 - only names
        found = sql_rows.rows(Session, asked, [self.session_key])
        if found and found[0].expire_date > timezone.now():
            kept: dict[str, Any] = self.decode(found[0].session_data)
            self.is_signed_in = SESSION_KEY in kept
            return kept
        return super().load()

    def get_session_cookie_age(self) -> int:
        """Return the session's lifetime unless it sets its own; sessions of strangers are short, to keep the table
        small.
        """
        return super().get_session_cookie_age() if SESSION_KEY in self else STRANGER_SECONDS

    def save(self, must_create: bool = False) -> None:
        """Save the session unless it is saved as it is."""
        if not must_create and self._kept == (self.session_key, dict(self.items())):
            return
        try:
            super().save(must_create)
        except UpdateError as refusal:
            # Django reports every database error as a session that was deleted meanwhile.
            fault = refusal.__context__
            raise fault if fault and outage_of(fault) else refusal  # noqa: B904 - the fault has its own cause
        self._kept = (self.session_key, deepcopy(dict(self.items())))


class Cleaner:
    """Deletes expired sessions, at most once in CLEARED_EVERY."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def clear(self, *, now: datetime) -> None:
        """Delete them if it is time to."""
        if self._next is None or now >= self._next:
            self._next = now + CLEARED_EVERY
            SessionStore.clear_expired()


class OutageTolerantSessionMiddleware(SessionMiddleware):
    """Django's session middleware. If a session cannot be saved, a page that was only read is shown all the same."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Return the response with the session's cookie.

        A change whose session cannot be saved is answered with 503.
        """
        try:
            return super().process_response(request, response)
        except Exception as fault:
            if (outage := outage_of(fault)) is None:
                raise
            if request.method not in {"GET", "HEAD"}:
                return unavailable.answer(request, outage, fault)
            _log.warning("not kept: the session of a reader, because %s", outage.value)
            return response
