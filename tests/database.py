"""The tests' database. On SQLite it is migrated and filled with the packs once, for all workers and later runs."""

import fcntl
import hashlib
import math
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate
from django.test.utils import override_settings, setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from tests import packs
from tests.statements import commits
from wargame import database_clock
from wargame.exercises.compiled_rules import warm
from wargame.web.fonts import FontFinder

ROOT = Path(__file__).parents[1]
MADE_FROM = ("wargame/*/migrations/*.py", "wargame/engine/**/*.py", "scenarios/**/*.*", "tests/packs.py")
"""The files that decide what a migrated database with the packs contains."""

DATABASE = "parley.sqlite3"
"""The name that the embedded database has in PARLEY_VAR."""

DATABASE_FIXTURES = {"db", "transactional_db"}
BLOCKER = pytest.StashKey[DjangoDbBlocker]()
Made = list[tuple[object, str, bool]]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what must be run on PostgreSQL too."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Bring the packs back after a test that emptied its database; after the last one there is no database."""
    result = yield
    if commits(item) and nextitem is not None:
        with item.config.stash[BLOCKER].unblock():
            packs.bring_back()
    return result


@pytest.fixture(scope="session")
def django_db_setup(
    pytestconfig: pytest.Config,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Override the plugin's fixture: on SQLite, use a copy of the template."""
    pytestconfig.stash[BLOCKER] = django_db_blocker
    with django_db_blocker.unblock():
        made = make()
    _write_no_rows_of_django()
    _ask_for_the_clock_once(django_db_blocker)
    warm(block=True)
    yield
    with django_db_blocker.unblock():
        _end_other_sessions()
        teardown_databases(made, verbosity=0)


def make() -> Made:
    """Create the database of a run, in the form that `teardown_databases` takes."""
    with _alone(settings.VAR_DIR / "test-setup.lock"):
        return _make_from_template() if connection.vendor == "sqlite" else _make(keepdb=False)


def _write_no_rows_of_django() -> None:
    """Keep Django from writing its rows each time a test has emptied the database: they come back with the packs."""
    assert post_migrate.disconnect(create_contenttypes)
    assert post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


def _ask_for_the_clock_once(blocker: DjangoDbBlocker) -> None:
    """Have no page ask for the database's clock, because tests count its queries."""
    database_clock.KEPT_SECONDS = math.inf
    with blocker.unblock():
        database_clock.read()


def _end_other_sessions() -> None:
    """End other sessions, because a thread or process that outlived its test would stop PostgreSQL from dropping the
    database.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _make(*, keepdb: bool) -> Made:
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=(), keepdb=keepdb)
    packs.put_aside()
    return made


def _make_from_template() -> Made:
    """Copy the template, or create it if it is missing: one worker does so while the others wait."""
    template, own = _ready() / DATABASE, Path(connection.settings_dict["TEST"]["NAME"])
    for left in (own, Path(f"{own}-wal"), Path(f"{own}-shm")):
        left.unlink(missing_ok=True)
    if template.exists():
        shutil.copyfile(template, own)
        return _make(keepdb=True)
    made = _make(keepdb=False)
    _keep(template.parent)
    return made


def put_ready(folder: Path) -> None:
    """Put what a first start would make into the folder that will be PARLEY_VAR of a program: a migrated database with
    the packs, the record of their load, fonts. What is not there, the program makes by itself.
    """
    put_fonts(folder)
    with suppress(FileNotFoundError):
        shutil.copytree(_ready(), folder, dirs_exist_ok=True)


def put_fonts(folder: Path) -> None:
    """Put the built fonts into a folder for PARLEY_VAR: to build them takes a web process longer than its start."""
    for font in FontFinder().built():
        target = folder / font.relative_to(settings.VAR_DIR)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(font, target)


def _ready() -> Path:
    return settings.VAR_DIR / f"ready-{_state()}"


def _keep(ready: Path) -> None:
    """Store the database as one file, and the record of the loaded packs, atomically; delete those of other states."""
    for old in ready.parent.glob("ready-*"):
        shutil.rmtree(old)
    unfinished = Path(tempfile.mkdtemp(dir=ready.parent))
    with override_settings(VAR_DIR=unfinished):
        call_command("load_scenarios", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished / DATABASE)])
    unfinished.rename(ready)


def _state() -> str:
    whole = hashlib.sha256(f"{sys.version} {django.VERSION}".encode())
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            if path.suffix != ".pyc":
                whole.update(f"{path.relative_to(ROOT)} ".encode() + path.read_bytes())
    return whole.hexdigest()[:16]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock, so that other workers wait."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
