"""Rows of statements that are written out, as Django's own queries make them.

Django's `raw` works out anew for each statement which column belongs to which field and how values are converted, which
takes four times as long as the database.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
Converter = Callable[[Any, Any, Any], Any]
NOTHING: frozenset[str] = frozenset()


def columns(model: type[models.Model], without: frozenset[str] = NOTHING, table: str = "") -> str:
    """Return the selected columns of a statement for `rows`: the columns of a model without those of some fields."""
    return ", ".join(f'"{table or model._meta.db_table}"."{field.column}"' for field in _fields(model, without))


def rows(
    model: type[Row],
    statement: str,
    values: Sequence[int | str | None],
    without: frozenset[str] = NOTHING,
    more: Iterable[str] = (),
) -> list[Row]:
    """Return the rows of a statement that selects `columns`, and after them values for the attributes `more`."""
    names, converters = _plan(model, without, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_make(model, names, converters, found, more) for found in cursor.fetchall()]


def _make(
    model: type[Row],
    names: Sequence[str],
    converters: Sequence[tuple[int, Any, Sequence[Converter]]],
    found: Sequence[Any],
    more: Iterable[str],
) -> Row:
    cells = list(found)
    for place, column, steps in converters:
        for step in steps:
            cells[place] = step(cells[place], column, connection)
    row = model.from_db(connection.alias, names, cells[: len(names)])
    for name, cell in zip(more, cells[len(names) :], strict=True):
        setattr(row, name, cell)
    return row


@lru_cache(maxsize=64)
def _plan(
    model: type[models.Model], without: frozenset[str], vendor: str
) -> tuple[list[str], list[tuple[int, Any, list[Converter]]]]:
    """Return the names of the fields, and place, column and converters of those whose values are converted."""
    fields = _fields(model, without)
    converters = []
    for place, field in enumerate(fields):
        column = field.cached_col
        steps = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
        if steps:
            converters.append((place, column, steps))
    return [field.attname for field in fields], converters


def _fields(model: type[models.Model], without: frozenset[str]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in without]
