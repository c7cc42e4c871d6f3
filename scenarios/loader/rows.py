"""The rows that a load has written so far, by name, and a function to write one more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from scenarios.models import Fact, Source, State

M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class Rows:
    """The rows of this load by slug, and states by code."""

    facts: dict[str, Any] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def keep(self, row: Fact) -> None:
        self.facts[row.slug] = row
        if isinstance(row, State):
            self.states[row.code] = row


def rows_by_slug(model: type[M]) -> dict[str, M]:
    """Return all rows of a table by slug, in one query."""
    rows: dict[str, M] = model._default_manager.in_bulk(field_name="slug")
    return rows


def write(row: M, values: Mapping[str, Any]) -> M:
    """Set these columns on a new or existing row and save it; a missing value becomes NULL or empty text."""
    for column, value in values.items():
        setattr(row, column, column_value(type(row), column, value))
    row.save()
    return row


def column_value(model: type[Model], column: str, value: Any) -> Any:
    """Return the column's value for a missing attribute: NULL where the column allows it, else empty text."""
    if value is None and not model._meta.get_field(column).null:
        return ""
    return value
