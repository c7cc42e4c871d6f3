"""The packs of the repository, loaded once in the tests' database.

Every test finds them there. A copy lies in tables of its own beside those of the models: it brings them back after a
test that emptied the database, with what Django itself has written there for its models.
"""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from scenarios.loader import load
from scenarios.models import ScenarioVersion

ASIDE = "aside_"
OF_DJANGO = (ContentType, Permission)
"""Django's own rows, for each model and each permission."""


def nine_past_nine() -> ScenarioVersion:
    """The scenario of the airspace incident, with the whole library, in the test's database."""
    return version_of("nine-past-nine")


def version_of(slug: str) -> ScenarioVersion:
    """A scenario of the repository, with the whole library and all other packs, in the test's database."""
    # The content is half a megabyte, and the bridge reads it once for all tests.
    return ScenarioVersion.objects.defer("content").get(scenario__slug=slug)


def put_aside() -> None:
    """Load the packs and copy their rows to tables of their own, unless that is done already."""
    with transaction.atomic(), connection.cursor() as cursor:
        if ASIDE + _tables()[0] in connection.introspection.table_names(cursor):
            return
        load()
        for table in _tables_with_django_s():
            cursor.execute(f'CREATE TABLE "{ASIDE}{table}" AS SELECT * FROM "{table}"')


def take_away() -> None:
    """Empty the tables of the packs, for a test of how they come there."""
    # Rows may refer to each other in any order: the references are checked when the transaction ends.
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'DELETE FROM "{table}"')


def bring_back() -> None:
    """Fill the tables of the packs again, if a test has emptied them."""
    if ScenarioVersion.objects.exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _tables_with_django_s():
            cursor.execute(f'SELECT * FROM "{ASIDE}{table}" LIMIT 0')
            # By name: a table that was migrated back and forth has its columns in another order.
            columns = ", ".join(f'"{column[0]}"' for column in cursor.description or ())
            cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{ASIDE}{table}"')


def _tables() -> list[str]:
    models = apps.get_app_config("scenarios").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models]


def _tables_with_django_s() -> list[str]:
    return [*_tables(), *(model._meta.db_table for model in OF_DJANGO)]
