"""Writes the rows that belong to a fact or a source: names, figures, members, obligations, citations."""

from collections.abc import Iterator
from typing import Any

from scenarios.loader.columns import TABLES, Table
from scenarios.loader.rows import Rows, column_value
from scenarios.models import (
    Assessment,
    Citation,
    Fact,
    Indicator,
    Membership,
    Obligation,
    Participant,
    PlaceName,
    Source,
)
from scenarios.schema.base import CitationEntry
from scenarios.schema.library import Library


def write_parts(library: Library, rows: Rows) -> None:
    """Delete and rewrite all parts. No other table points to them."""
    for model in (Assessment, Citation, Indicator, Membership, Obligation, Participant, PlaceName):
        model._default_manager.all().delete()
    _tie_sources(library, rows)
    for table in TABLES:
        for column in table.many:
            _write_links(table, column, library, rows)
    Citation.objects.bulk_create(_citations(library, rows))
    Assessment.objects.bulk_create(_assessments(library, rows))
    Indicator.objects.bulk_create(_indicators(library, rows))
    Membership.objects.bulk_create(_memberships(library, rows))
    Participant.objects.bulk_create(_participants(library, rows))
    _write_names(library, rows)
    _write_obligations(library, rows)


def write_related(library: Library, rows: Rows) -> None:
    """Write which facts are read beside each other, each pair in both directions."""
    through = Fact.related.through
    through.objects.all().delete()
    given = {
        (entry.slug, other) for table in TABLES for entry in getattr(library, table.section) for other in entry.related
    }
    pairs = sorted(given | {(second, first) for first, second in given})
    through.objects.bulk_create(
        through(from_fact=rows.facts[first], to_fact=rows.facts[second]) for first, second in pairs
    )


def _tie_sources(library: Library, rows: Rows) -> None:
    for entry in library.sources:
        rows.sources[entry.slug].tied_to = rows.states.get(entry.tied_to or "")
    Source.objects.bulk_update(rows.sources.values(), ["tied_to"])


def _write_links(table: Table, column: str, library: Library, rows: Rows) -> None:
    """Rewrite one many-to-many column of a table: sets of states."""
    relation: Any = table.model._meta.get_field(column)
    through, own, other = relation.remote_field.through, relation.m2m_field_name(), relation.m2m_reverse_field_name()
    through.objects.all().delete()
    through.objects.bulk_create(
        through(**{own: rows.facts[entry.slug], other: rows.states[code]})
        for entry in getattr(library, table.section)
        for code in getattr(entry, column)
    )


def _citations(library: Library, rows: Rows) -> Iterator[Citation]:
    for table in TABLES:
        for entry in getattr(library, table.section):
            yield from _citations_of(entry.slug, entry.sources, rows)
    for pair in library.relations.pairs:
        yield from _citations_of(pair.slug, library.relations.sources, rows)


def _citations_of(slug: str, entries: tuple[CitationEntry, ...], rows: Rows) -> Iterator[Citation]:
    for entry in entries:
        yield Citation(
            fact=rows.facts[slug], source=rows.sources[entry.source], reading=entry.reading, note=entry.note or ""
        )


def _assessments(library: Library, rows: Rows) -> Iterator[Assessment]:
    for source in library.sources:
        for entry in source.assessments:
            yield Assessment(
                source=rows.sources[source.slug],
                by=entry.by,
                tied_to=rows.states.get(entry.tied_to or ""),
                says=entry.says,
                said_on=entry.said_on or "",
            )


def _indicators(library: Library, rows: Rows) -> Iterator[Indicator]:
    columns = ("kind", "year", "unit", "value", "low", "high", "edition", "confidence", "note")
    for state in library.states:
        for entry in state.indicators:
            values = {column: column_value(Indicator, column, getattr(entry, column)) for column in columns}
            yield Indicator(state=rows.states[state.code], source=rows.sources[entry.source], **values)


def _memberships(library: Library, rows: Rows) -> Iterator[Membership]:
    for alliance in library.alliances:
        for entry in alliance.members:
            yield Membership(
                alliance=rows.facts[alliance.slug],
                state=rows.states[entry.state],
                role=entry.role,
                joined_on=entry.joined_on or "",
                left_on=entry.left_on or "",
                note=entry.note or "",
            )


def _participants(library: Library, rows: Rows) -> Iterator[Participant]:
    for manoeuvre in library.manoeuvres:
        for entry in manoeuvre.participants:
            yield Participant(
                manoeuvre=rows.facts[manoeuvre.slug],
                state=rows.states[entry.state],
                role=entry.role,
                note=entry.note or "",
            )


def _write_names(library: Library, rows: Rows) -> None:
    for place in library.places:
        for entry in place.names:
            name = PlaceName.objects.create(place=rows.facts[place.slug], name=entry.name, language=entry.language)
            name.used_by.set(rows.states[code] for code in entry.used_by)


def _write_obligations(library: Library, rows: Rows) -> None:
    for alliance in library.alliances:
        for entry in alliance.obligations:
            obligation = Obligation.objects.create(
                alliance=rows.facts[alliance.slug],
                kind=entry.kind,
                article=entry.article or "",
                terms=entry.terms,
                excludes=entry.excludes or "",
            )
            obligation.excluded_places.set(rows.facts[slug] for slug in entry.excluded_places)
