"""A second database for backups, and commands on it."""

import os
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.commands import Command
from tests.services.databases import fresh_database, url_of


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """Return the name of a database that does not exist yet, or is empty."""
    with fresh_database(tmp_path) as name:
        yield name


@pytest.fixture
def manage(tmp_path: Path, elsewhere: str, command: Command) -> Command:
    """Run a command of `manage.py` on the other database."""
    environment = os.environ | {"PARLEY_VAR": str(tmp_path / "var"), "DATABASE_URL": url_of(elsewhere)}
    return partial(command, environment=environment | {"DJANGO_SETTINGS_MODULE": "wargame.settings"})


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "parley.backup"


def backed_up(target: Path, *words: str) -> str:
    out = StringIO()
    call_command("backup", str(target), *words, stdout=out)
    return out.getvalue()
