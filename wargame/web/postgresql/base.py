"""Connections to PostgreSQL: while it is away, nobody waits for the pool to find out."""

import threading
from typing import Any

from django.db.backends.postgresql import base

CONNECT_SECONDS = 2


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with one thing more: after a connection could not be had, the next one is first tried by itself.

    The pool makes each request wait its whole `timeout` for a server that is away, and few requests are worked on at a
    time: a class would wait in line for a page that says so.
    """

    _is_away = threading.Event()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection of the pool. Raises psycopg's OperationalError, after the first time at once."""
        if self._is_away.is_set():
            self.Database.connect(**conn_params | {"connect_timeout": CONNECT_SECONDS}).close()
        try:
            connection = super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            self._is_away.set()
            raise
        self._is_away.clear()
        return connection
