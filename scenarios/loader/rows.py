"""The rows written so far, by name, and writing one more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from scenarios.faults import Fault, PackError
from scenarios.models import Fact, Source, State
from scenarios.vocabulary import FactKind


@dataclass(slots=True)
class Rows:
    """Rows of this loading, by slug; states by code as well."""

    facts: dict[str, Any] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def keep(self, row: Fact) -> None:
        self.facts[row.slug] = row
        if isinstance(row, State):
            self.states[row.code] = row


def upsert(model: type[Fact], kind: FactKind, slug: str, values: Mapping[str, Any]) -> Fact:
    """The fact of that name with these values. Raises PackError if the name stands for another kind of fact."""
    other = Fact.objects.filter(slug=slug).exclude(kind=kind).first()
    if other is not None:
        message = f"the name '{slug}' already stands for another kind of fact ({other.get_kind_display()})."
        raise PackError([Fault(file="_shared", path=slug, message=message, remedy="Give the new entry a new name.")])
    row, _ = model._default_manager.update_or_create(slug=slug, defaults={"kind": kind, **values})
    return row


def column_value(model: type[Model], column: str, value: Any) -> Any:
    """What an attribute left out means in the table: NULL where the column allows it, else empty text."""
    if value is None and not model._meta.get_field(column).null:
        return ""
    return value
