"""Connections to PostgreSQL. While the server is away, no request waits for the pool's timeout."""

import threading
from typing import Any

from django.db.backends.postgresql import base

CONNECT_SECONDS = 2


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper.

    After a failed connection, it tests the server with a short timeout before it asks the pool again.

    The pool makes each request wait its whole `timeout` for a server that is away. Few requests are worked on at a
    time, so a class would wait in a queue for the error page.
    """

    _is_away = threading.Event()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection of the pool. Raises psycopg's OperationalError, quickly after the first time."""
        if self._is_away.is_set():
            self.Database.connect(**conn_params | {"connect_timeout": CONNECT_SECONDS}).close()
        try:
            connection = super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            self._is_away.set()
            raise
        self._is_away.clear()
        return connection
