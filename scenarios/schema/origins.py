"""Schema of sources and places."""

from pydantic import Field

from scenarios.schema.base import Entry, FactEntry
from scenarios.schema.references import StateRef
from scenarios.schema.scalars import Address, Language, Line, Number, PartialDate, Slug, Text, Title
from scenarios.vocabulary import PlaceKind, SourceKind


class AssessmentEntry(Entry):
    """The opinion of somebody on a source. This is a claim of its author as well."""

    by: Line
    tied_to: StateRef | None = None
    says: Text
    said_on: PartialDate | None = None


class SourceEntry(Entry):
    """A source of facts: outlet, date, whose voice it is, how far to trust it, and where and when its page was read."""

    slug: Slug
    outlet: Title
    title: Line | None = None
    published_on: PartialDate | None = None
    address: Address | None = None
    read_on: PartialDate | None = None
    kind: SourceKind
    stance: Text
    owner: Line | None = None
    tied_to: StateRef | None = None
    corroboration: Text | None = None
    assessments: tuple[AssessmentEntry, ...] = Field(default=(), max_length=10)
    note: Text | None = None


class PlaceNameEntry(Entry):
    """One name of a place: its language, and the states that use it."""

    name: Title
    language: Language
    used_by: tuple[StateRef, ...] = Field(default=(), max_length=20)


class PlaceEntry(FactEntry):
    """A point on the map with all its names. Coordinates in degrees, WGS 84."""

    kind: PlaceKind
    latitude: Number = Field(ge=-90, le=90)
    longitude: Number = Field(ge=-180, le=180)
    radius_km: Number | None = Field(default=None, gt=0, le=2000)
    names: tuple[PlaceNameEntry, ...] = Field(min_length=1, max_length=10)
    administered_by: StateRef | None = None
    claimed_by: tuple[StateRef, ...] = Field(default=(), max_length=10)
