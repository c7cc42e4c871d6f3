"""Error pages return the database connections that they use."""

import threading
from http.client import HTTPConnection
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db.backends.signals import connection_created

from tests.serving import PATIENCE, Server, eventually


def test_an_error_page_keeps_no_connection(server: Server) -> None:
    """An error page reads the session in a thread whose connection no end of a request closes."""
    session = SessionStore()
    session.save()
    opened: list[Any] = []

    def note(connection: Any, **_: Any) -> None:
        if threading.current_thread() is not threading.main_thread():
            opened.append(connection)

    connection_created.connect(note)
    try:
        for _ in range(3):
            browser = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
            browser.request(
                "GET",
                "/help/no-such-page/",
                headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"},
            )
            assert browser.getresponse().status == 404
            browser.close()
    finally:
        connection_created.disconnect(note)
    assert opened, "nothing was asked of the database"
    eventually(lambda: all(connection.connection is None for connection in opened))
