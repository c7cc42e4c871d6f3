"""The packs of the repository as rows, read and checked once for all tests of a run."""

from typing import Any

from django.apps import apps
from django.db import connection, transaction

from scenarios.loader import load
from scenarios.models import ScenarioVersion

Rows = tuple[list[str], list[tuple[Any, ...]]]

_kept: dict[str, Rows] = {}


def nine_past_nine() -> ScenarioVersion:
    """The scenario of the airspace incident, with the whole library, in the test's database."""
    if not ScenarioVersion.objects.filter(scenario__slug="nine-past-nine").exists():
        _insert() if _kept else _load()
    return ScenarioVersion.objects.get(scenario__slug="nine-past-nine")


def _load() -> None:
    load()
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            _kept[table] = [column[0] for column in cursor.description or ()], cursor.fetchall()


def _insert() -> None:
    # Rows may refer to later ones: the references are checked when the transaction ends.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in _kept.items():
            names = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)


def _tables() -> list[str]:
    models = apps.get_app_config("scenarios").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models]
