"""Finds the facts of the library that a pack uses, named or implied."""

from typing import Any

from scenarios.schema.alliances import AllianceEntry
from scenarios.schema.base import FactEntry
from scenarios.schema.events import IncidentEntry, ManoeuvreEntry
from scenarios.schema.library import Library
from scenarios.schema.pack import Pack

_SECTIONS = ("places", "states", "alliances", "agreements", "manoeuvres", "measures", "incidents")


def used_facts(pack: Pack, library: Library) -> frozenset[str]:
    """Return the slugs of all facts that the pack uses.

    To those that the pack names, this adds the states of its seats, the relations and the alliances in force between
    them, the steps of its incidents, the places of all these, and every claim about any of them.
    """
    seats = {seat.state for seat in pack.seats if seat.state}
    start = library.relations.as_of
    names = set(pack.facts) | {pack.meta.focus}
    names |= {state.slug for state in library.states if state.code in seats}
    names |= {pair.slug for pair in library.relations.pairs if set(pair.pair) <= seats}
    names |= {alliance.slug for alliance in library.alliances if _binds(alliance, seats, start)}
    names |= {incident.slug for incident in library.incidents if incident.part_of in names}
    placed: tuple[IncidentEntry | ManoeuvreEntry, ...] = (*library.incidents, *library.manoeuvres)
    names |= {entry.place for entry in placed if entry.slug in names and entry.place}
    names |= {claim.slug for claim in library.claims if claim.about in names}
    return frozenset(names)


def _binds(alliance: AllianceEntry, seats: set[str], start: str) -> bool:
    """Return whether the alliance was in force at the start with at least two of the seats' states as members."""
    members = {m.state for m in alliance.members if (m.joined_on or "") <= start < (m.left_on or "9999")}
    return start < (alliance.lapsed_on or "9999") and len(members & seats) > 1


def pinned(pack: Pack, library: Library) -> dict[str, Any]:
    """Return the part of the library that a version stores, so that later editions cannot change a running exercise."""
    names = used_facts(pack, library)
    kept: dict[str, Any] = {section: _dump(getattr(library, section), names) for section in _SECTIONS}
    kept["relations"] = [pair.model_dump(mode="json") for pair in library.relations.pairs if pair.slug in names]
    return kept


def _dump(entries: tuple[FactEntry, ...], names: frozenset[str]) -> list[dict[str, Any]]:
    return [entry.model_dump(mode="json", exclude_none=True) for entry in entries if entry.slug in names]
