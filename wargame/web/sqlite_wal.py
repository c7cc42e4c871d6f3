"""Keeps SQLite's write-ahead log open, so that pages can be read while the disk is full."""

import sqlite3
from pathlib import Path
from typing import Any

_kept: list[sqlite3.Connection] = []


def keep_open(database: dict[str, Any]) -> None:
    """Keep one idle connection open for the lifetime of the process, if the database (of `DATABASES`) is SQLite.

    Requests open their own connections. The first connection creates the log's index and the last one deletes it. On a
    full disk it could not be created again, and then nobody could even read.
    """
    if not database["ENGINE"].endswith("sqlite3") or not Path(database["NAME"]).is_file():
        return
    connection = sqlite3.connect(database["NAME"], check_same_thread=False)
    connection.execute("SELECT name FROM sqlite_master").fetchone()
    _kept.append(connection)
