"""Writes the shared library to the database: one row for each entry, by its slug. Deletes rows of removed entries."""

from typing import Any

from scenarios.loader.article import write_article
from scenarios.loader.columns import COMMON, TABLES, Table
from scenarios.loader.parts import write_parts, write_related
from scenarios.loader.rows import Rows, rows_by_slug, write
from scenarios.models import Fact, Incident, Relation, Source, TradeMeasure
from scenarios.pack_faults import Fault, PackError
from scenarios.schema.base import FactEntry
from scenarios.schema.library import Library, RelationSheet
from scenarios.vocabulary import FactKind, Stance

_SOURCE_COLUMNS = (
    "outlet", "title", "published_on", "address", "read_on", "kind", "stance", "owner", "corroboration", "note",
)  # fmt: skip
_RELATION_COLUMNS = (
    "kappa", "agreement", "defence", "consultation", "nonaggression",
    "rivalry", "territorial_dispute", "coercion", "partnership", "r0",
)  # fmt: skip


def write_library(library: Library) -> None:
    """Make the rows equal to the library. Call it inside a transaction. Raises PackError."""
    _refuse_changed_kinds(library)
    rows = Rows()
    _write_sources(library, rows)
    for table in TABLES:
        _write_facts(table, library, rows)
    _write_relations(library.relations, rows)
    for table in TABLES:
        _write_late(table, library, rows)
    write_parts(library, rows)
    write_related(library, rows)
    write_article(library.article, rows)
    _drop_what_is_gone(rows)


def _refuse_changed_kinds(library: Library) -> None:
    """Refuse an entry whose slug belongs to another kind of fact: rows and pinned versions refer to facts by slug."""
    kinds = dict(Fact.objects.values_list("slug", "kind"))
    for table in TABLES:
        for position, entry in enumerate(getattr(library, table.section)):
            if kinds.get(entry.slug, table.kind) != table.kind:
                message = f"the name '{entry.slug}' already stands for another kind of fact ({kinds[entry.slug]})."
                fault = Fault(f"_shared/{table.section}.yaml", message, "Choose a new name.", f"{position}.slug")
                raise PackError([fault])


def _write_sources(library: Library, rows: Rows) -> None:
    old = rows_by_slug(Source)
    for entry in library.sources:
        values = {column: getattr(entry, column) for column in _SOURCE_COLUMNS}
        rows.sources[entry.slug] = write(old.get(entry.slug) or Source(slug=entry.slug), values | {"tied_to": None})


def _write_facts(table: Table, library: Library, rows: Rows) -> None:
    old = rows_by_slug(table.model)
    for entry in getattr(library, table.section):
        row = old.get(entry.slug) or table.model(slug=entry.slug, kind=table.kind)
        rows.keep(write(row, _values(table, entry, rows)))


def _values(table: Table, entry: FactEntry, rows: Rows) -> dict[str, Any]:
    values = {column: getattr(entry, column) for column in (*COMMON, *table.plain)}
    values |= {column: getattr(entry, attribute) for column, attribute in table.renamed.items()}
    values |= {column: rows.states.get(getattr(entry, column) or "") for column in table.states}
    values |= {column: rows.facts.get(getattr(entry, column) or "") for column in (*table.places, *table.facts)}
    return values | dict.fromkeys(table.late)


def _write_late(table: Table, library: Library, rows: Rows) -> None:
    """Fill the columns that were left empty because they point to rows written later."""
    lookups: dict[str, dict[str, Any]] = {"state": rows.states, "fact": rows.facts}
    for entry in getattr(library, table.section):
        given = {column: getattr(entry, column) for column in table.late if getattr(entry, column) is not None}
        for column, value in given.items():
            kind = table.late[column]
            setattr(rows.facts[entry.slug], column, lookups[kind][value] if kind else value)
        if given:
            rows.facts[entry.slug].save(update_fields=list(given))


def _write_relations(sheet: RelationSheet, rows: Rows) -> None:
    old = rows_by_slug(Relation)
    for entry in sheet.pairs:
        first, second = (rows.states[code] for code in entry.pair)
        values: dict[str, Any] = {column: getattr(entry, column) for column in _RELATION_COLUMNS}
        values |= {"first": first, "second": second, "title": f"{first.title} and {second.title}"}
        values |= {"summary": sheet.formula, "note": entry.note, "happened_on": sheet.as_of}
        values |= {"status": sheet.status, "confidence": sheet.confidence, "stance": Stance.AGREED}
        rows.keep(write(old.get(entry.slug) or Relation(slug=entry.slug, kind=FactKind.RELATION), values))


def _drop_what_is_gone(rows: Rows) -> None:
    """Delete rows that the files no longer have, unless a version of a scenario still uses them."""
    gone = Fact.objects.exclude(slug__in=rows.facts).filter(scenario_links=None)
    names = list(gone.values_list("slug", flat=True))
    Incident.objects.filter(slug__in=names).update(part_of=None, step=None)
    TradeMeasure.objects.filter(slug__in=names).update(answers=None)
    for kind in (FactKind.CLAIM, FactKind.RELATION, FactKind.INCIDENT, FactKind.MANOEUVRE):
        Fact.objects.filter(slug__in=names, kind=kind).delete()
    for kind in (FactKind.TRADE_MEASURE, FactKind.AGREEMENT, FactKind.ALLIANCE, FactKind.STATE, FactKind.PLACE):
        Fact.objects.filter(slug__in=names, kind=kind).delete()
    Source.objects.exclude(slug__in=rows.sources).filter(citations=None, indicators=None).delete()
