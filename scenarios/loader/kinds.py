"""Writes the shared catalogue of order kinds to the database."""

from collections.abc import Iterable
from typing import Any

from scenarios.models import OrderKind
from scenarios.schema.catalogue import CatalogueEntry

_SAME = ("kind", "name", "domain", "icon", "order_class", "visibility", "detection", "help", "notice")
_CODES = ("cameo", "goldstein", "plover", "plover_score", "mid_action", "mid_hostility", "kahn_rung")


def write_kinds(kinds: Iterable[CatalogueEntry]) -> None:
    """Make the rows equal to the catalogue. Call it inside a transaction."""
    rows = [OrderKind(position=place, **_values(kind)) for place, kind in enumerate(kinds, 1)]
    columns = [field.name for field in OrderKind._meta.fields if field.name not in ("id", "kind")]
    OrderKind.objects.exclude(kind__in=[row.kind for row in rows]).delete()
    OrderKind.objects.bulk_create(rows, update_conflicts=True, unique_fields=["kind"], update_fields=columns)


def _values(entry: CatalogueEntry) -> dict[str, Any]:
    written = entry.model_dump(mode="json")
    values = {name: written[name] for name in _SAME} | {name: written["codes"][name] for name in _CODES}
    return values | {
        "is_aimed": entry.aimed,
        "is_joint": entry.joint,
        "delay_days": entry.delay,
        "levels": written["levels"],
        "needs": written["needs"],
        "note": entry.note or "",
    }
