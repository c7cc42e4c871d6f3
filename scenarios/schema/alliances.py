"""Schema of pacts and organisations, their members and obligations."""

from pydantic import Field

from scenarios.schema.base import Entry, FactEntry
from scenarios.schema.references import PlaceRef, StateRef
from scenarios.schema.scalars import Line, PartialDate, Text
from scenarios.vocabulary import AllianceKind, MembershipRole, ObligationKind


class MembershipEntry(Entry):
    """A state's membership in an alliance. A state that left and came back has two."""

    state: StateRef
    role: MembershipRole = MembershipRole.MEMBER
    joined_on: PartialDate | None = None
    left_on: PartialDate | None = None
    note: Line | None = None


class ObligationEntry(Entry):
    """The obligations of the members to one another, by the obligation types of the ATOP data where it has one.

    `excludes` says in words what the wording excludes; `excluded_places` names those places.
    """

    kind: ObligationKind
    article: Line | None = None
    terms: Text
    excludes: Text | None = None
    excluded_places: tuple[PlaceRef, ...] = Field(default=(), max_length=10)


class AllianceEntry(FactEntry):
    """A pact or organisation with terms."""

    kind: AllianceKind
    abbreviation: Line | None = None
    signed_on: PartialDate | None = None
    in_force_on: PartialDate | None = None
    lapsed_on: PartialDate | None = None
    members: tuple[MembershipEntry, ...] = Field(min_length=2, max_length=60)
    obligations: tuple[ObligationEntry, ...] = Field(default=(), max_length=20)
    reliability: Text | None = None
