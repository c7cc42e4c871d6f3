"""The shared library as rows: each entry written under its name, and what is gone dropped."""

from typing import Any

from scenarios.loader.columns import COMMON, TABLES, Table
from scenarios.loader.parts import write_parts
from scenarios.loader.rows import Rows, column_value, upsert
from scenarios.models import Fact, Incident, Relation, Source, TradeMeasure
from scenarios.schema.base import FactEntry
from scenarios.schema.library import Library, RelationSheet
from scenarios.vocabulary import FactKind, Stance

_SOURCE_COLUMNS = ("outlet", "title", "published_on", "kind", "stance", "owner", "corroboration", "note")
_RELATION_COLUMNS = (
    "kappa", "agreement", "defence", "consultation", "nonaggression",
    "rivalry", "territorial_dispute", "coercion", "partnership", "r0",
)  # fmt: skip


def write_library(library: Library) -> None:
    """Make the rows equal to the library; call it inside a transaction. Raises PackError."""
    rows = Rows()
    for source in library.sources:
        values = {column: column_value(Source, column, getattr(source, column)) for column in _SOURCE_COLUMNS}
        rows.sources[source.slug], _ = Source.objects.update_or_create(slug=source.slug, defaults=values)
    for table in TABLES:
        for entry in getattr(library, table.section):
            rows.keep(_write_fact(table, entry, rows))
    _write_relations(library.relations, rows)
    for table in TABLES:
        for entry in getattr(library, table.section):
            _write_late(table, entry, rows)
    for source in library.sources:
        rows.sources[source.slug].tied_to = rows.states.get(source.tied_to or "")
        rows.sources[source.slug].save(update_fields=["tied_to"])
    write_parts(library, rows)
    _drop_what_is_gone(rows)


def _write_fact(table: Table, entry: FactEntry, rows: Rows) -> Fact:
    given = {column: getattr(entry, column) for column in (*COMMON, *table.plain)}
    given |= {column: getattr(entry, attribute) for column, attribute in table.renamed.items()}
    values = {column: column_value(table.model, column, value) for column, value in given.items()}
    values |= {column: rows.states.get(getattr(entry, column) or "") for column in table.states}
    values |= {column: rows.facts.get(getattr(entry, column) or "") for column in (*table.places, *table.facts)}
    return upsert(table.model, table.kind, entry.slug, values | dict.fromkeys(table.late))


def _write_late(table: Table, entry: FactEntry, rows: Rows) -> None:
    row = rows.facts[entry.slug]
    lookups: dict[str, dict[str, Any]] = {"state": rows.states, "fact": rows.facts}
    for column, kind in table.late.items():
        given = getattr(entry, column)
        setattr(row, column, lookups[kind].get(given or "") if kind else given)
    if table.late:
        row.save(update_fields=list(table.late))
    for column in table.many:
        getattr(row, column).set([rows.states[code] for code in getattr(entry, column)])


def _write_relations(sheet: RelationSheet, rows: Rows) -> None:
    for entry in sheet.pairs:
        first, second = (rows.states[code] for code in entry.pair)
        values: dict[str, Any] = {column: getattr(entry, column) for column in _RELATION_COLUMNS}
        values |= {"first": first, "second": second, "title": f"{first.title} and {second.title}, July 2019"}
        values |= {"summary": sheet.formula, "note": entry.note or "", "happened_on": "2019-07"}
        values |= {"status": sheet.status, "confidence": sheet.confidence, "stance": Stance.AGREED}
        rows.keep(upsert(Relation, FactKind.RELATION, entry.slug, values))


def _drop_what_is_gone(rows: Rows) -> None:
    """Rows that the files no longer have, unless a version of a scenario still shows them."""
    gone = Fact.objects.exclude(slug__in=rows.facts).filter(scenario_links=None)
    names = list(gone.values_list("slug", flat=True))
    Incident.objects.filter(slug__in=names).update(part_of=None, step=None)
    TradeMeasure.objects.filter(slug__in=names).update(answers=None)
    for kind in (FactKind.CLAIM, FactKind.RELATION, FactKind.INCIDENT, FactKind.MANOEUVRE):
        Fact.objects.filter(slug__in=names, kind=kind).delete()
    for kind in (FactKind.TRADE_MEASURE, FactKind.AGREEMENT, FactKind.ALLIANCE, FactKind.STATE, FactKind.PLACE):
        Fact.objects.filter(slug__in=names, kind=kind).delete()
    Source.objects.exclude(slug__in=rows.sources).filter(citations=None, indicators=None).delete()
