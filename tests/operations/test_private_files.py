"""Only Parley's own user may read its files: orders, hidden truths and the secret of the dice are in it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import MANAGE, Command

pytestmark = [pytest.mark.service, pytest.mark.own_stack]

WRITE = """
from pathlib import Path
from django.conf import settings
from django.db import connection
connection.ensure_connection()
Path(settings.VAR_DIR, 'written').write_text('x')
"""


@pytest.mark.parametrize("is_old", [False, True], ids=["new", "made by an earlier version"])
def test_files_and_folder_of_parley_are_closed_to_others(is_old: bool, tmp_path: Path, program: Command) -> None:
    var = tmp_path / "var"
    if is_old:
        var.mkdir(mode=0o755)
        var.chmod(0o755)
        (var / "secret-key").write_text("k" * 60)
        with closing(sqlite3.connect(var / "parley.sqlite3")) as database:
            database.execute("CREATE TABLE kept (word TEXT)")
        for path in var.iterdir():
            path.chmod(0o600 if path.name == "secret-key" else 0o644)
    outside = {"DATABASE_URL", "REDIS_URL"}
    environment = {name: value for name, value in os.environ.items() if name not in outside}
    done = program(
        MANAGE, "shell", "--no-imports", "--command", WRITE, environment=environment | {"PARLEY_VAR": str(var)}
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in var.iterdir()} >= {"secret-key", "parley.sqlite3", "written"}
    open_to_others = [path.name for path in (var, *var.rglob("*")) if path.stat().st_mode & 0o077]
    assert open_to_others == []
