"""Schema of the shared library: one field for each of its files."""

from dataclasses import dataclass, fields

from pydantic import Field

from scenarios.schema.alliances import AllianceEntry
from scenarios.schema.article import ArticleSheet
from scenarios.schema.base import CitationEntry, Entry
from scenarios.schema.deals import AgreementEntry, TradeMeasureEntry
from scenarios.schema.events import ClaimEntry, IncidentEntry, ManoeuvreEntry
from scenarios.schema.origins import PlaceEntry, SourceEntry
from scenarios.schema.scalars import PartialDate, Text
from scenarios.schema.states import RelationEntry, StateEntry
from scenarios.vocabulary import Confidence, Status


class RelationSheet(Entry):
    """All pairs of states at one time. They share sources and formula, so these are written once."""

    as_of: PartialDate
    status: Status
    confidence: Confidence
    formula: Text
    sources: tuple[CitationEntry, ...] = Field(min_length=1, max_length=20)
    pairs: tuple[RelationEntry, ...] = Field(max_length=400)


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in `packs/_shared/`. Each field is the file of that name."""

    sources: tuple[SourceEntry, ...]
    places: tuple[PlaceEntry, ...]
    states: tuple[StateEntry, ...]
    relations: RelationSheet
    alliances: tuple[AllianceEntry, ...]
    agreements: tuple[AgreementEntry, ...]
    manoeuvres: tuple[ManoeuvreEntry, ...]
    measures: tuple[TradeMeasureEntry, ...]
    incidents: tuple[IncidentEntry, ...]
    claims: tuple[ClaimEntry, ...]
    article: ArticleSheet

    @property
    def size(self) -> int:
        """The number of facts; sources do not count."""
        return sum(len(getattr(self, section)) for section in fact_sections()) + len(self.relations.pairs)


def fact_sections() -> tuple[str, ...]:
    """Return the files whose entries are facts, except relations."""
    return tuple(field.name for field in fields(Library) if field.name not in {"sources", "relations", "article"})
