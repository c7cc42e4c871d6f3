"""Keeps SQLite's write-ahead log open, so that pages can be read while the disk is full."""

import sqlite3
from pathlib import Path
from typing import Any

_kept: list[sqlite3.Connection] = []


def keep_open(database: dict[str, Any]) -> None:
    """Holds one idle connection for as long as the process lives, where the database (of `DATABASES`) is SQLite.

    Requests open connections of their own. The first one makes the log's index, the last one takes it away, and on a
    full disk it cannot be made again: then nobody could even read.
    """
    if not database["ENGINE"].endswith("sqlite3") or not Path(database["NAME"]).is_file():
        return
    connection = sqlite3.connect(database["NAME"], check_same_thread=False)
    connection.execute("SELECT name FROM sqlite_master").fetchone()
    _kept.append(connection)
