"""The page of sources: what is sourced, inferred or invented, and who claims what about which object."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from scenarios import access
from scenarios.models import Assessment, Citation, Claim, Fact, Note, ScenarioVersion, Source
from scenarios.selectors.library import ScenarioCard, card_of
from scenarios.selectors.matrix import Matrix, matrices_of
from scenarios.selectors.scenario import version_of
from scenarios.vocabulary import Confidence, FactKind, Status


@dataclass(frozen=True, slots=True)
class Support:
    """How one source bears on a fact. `tied_to` is the name of a state, or empty."""

    slug: str
    outlet: str
    tied_to: str
    reading: str
    reading_label: str
    note: str


@dataclass(frozen=True, slots=True)
class MarkedFact:
    """A fact with its status (sourced, inferred or invented), confidence, sources, and whether the parties agree."""

    slug: str
    title: str
    summary: str
    date: str
    status: str
    status_label: str
    confidence: str
    confidence_label: str
    stance: str
    stance_label: str
    note: str
    support: tuple[Support, ...]

    @property
    def doubt(self) -> str:
        return doubt_of(self.confidence)


@dataclass(frozen=True, slots=True)
class FactGroup:
    kind: str
    label: str
    facts: tuple[MarkedFact, ...]


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """Something that the scenario infers or invents."""

    status: str
    status_label: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """The opinion of somebody on a source. This is a claim of its author as well."""

    by: str
    tied_to: str
    says: str
    said_on: str


@dataclass(frozen=True, slots=True)
class SourceCard:
    slug: str
    outlet: str
    title: str
    published_on: str
    address: str
    site: str
    kind: str
    stance: str
    owner: str
    tied_to: str
    corroboration: str
    note: str
    opinions: tuple[Opinion, ...]
    cited: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    card: ScenarioCard
    groups: tuple[FactGroup, ...]
    notes: tuple[MarkedNote, ...]
    matrices: tuple[Matrix, ...]
    sources: tuple[SourceCard, ...]

    def count(self, status: str) -> int:
        """Return the number of facts and notes that have this status."""
        facts = sum(fact.status == status for group in self.groups for fact in group.facts)
        return facts + sum(note.status == status for note in self.notes)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Each status in words with its number, for a line at the top of the page."""
        return tuple((str(status.label), self.count(status)) for status in Status)


def doubt_of(confidence: str) -> str:
    """Return the warning about a fact that nobody verified, or only in part; empty for others."""
    if confidence == Confidence.GENERAL:
        return "Not verified"
    return "Partly verified" if confidence.endswith(Confidence.GENERAL) else ""


def sources_page(slug: str, user: access.Visitor | None = None) -> SourcesPage:
    """Return the page of the scenario's current version, in a fixed number of queries. Raises Scenario.DoesNotExist."""
    version = version_of(slug, user)
    notes = Note.objects.filter(version=version)
    return SourcesPage(
        card=card_of(version),
        groups=_groups(version),
        notes=tuple(MarkedNote(n.status, n.get_status_display(), n.subject, n.text) for n in notes),
        matrices=_matrices(version),
        sources=_sources(version),
    )


def _groups(version: ScenarioVersion) -> tuple[FactGroup, ...]:
    """Return the facts by kind, without claims, which the matrices show."""
    facts = (
        Fact.objects.filter(scenario_links__version=version)
        .exclude(kind=FactKind.CLAIM)
        .prefetch_related(Prefetch("citations", Citation.objects.select_related("source__tied_to")))
    )
    kinds: dict[str, list[MarkedFact]] = {kind: [] for kind in FactKind.values}
    for fact in facts:
        kinds[fact.kind].append(marked(fact))
    return tuple(FactGroup(kind, FactKind(kind).label, tuple(marked)) for kind, marked in kinds.items() if marked)


def marked(fact: Fact) -> MarkedFact:
    return MarkedFact(
        slug=fact.slug,
        title=fact.title,
        summary=fact.summary,
        date=fact.happened_on,
        status=fact.status,
        status_label=fact.get_status_display(),
        confidence=fact.confidence,
        confidence_label=fact.get_confidence_display(),
        stance=fact.stance,
        stance_label=fact.get_stance_display(),
        note=fact.note,
        support=tuple(_support(citation) for citation in fact.citations.all()),
    )


def _support(citation: Citation) -> Support:
    source = citation.source
    return Support(
        slug=source.slug,
        outlet=source.outlet,
        tied_to=source.tied_to.title if source.tied_to else "",
        reading=citation.reading,
        reading_label=citation.get_reading_display(),
        note=citation.note,
    )


def _matrices(version: ScenarioVersion) -> tuple[Matrix, ...]:
    claims = (
        Claim.objects.filter(scenario_links__version=version)
        .select_related("state", "reported_by", "about")
        .prefetch_related(Prefetch("citations", Citation.objects.select_related("source")))
        .order_by("pk")
    )
    return matrices_of(claims, [role.code for role in version.roles.all()])


def _sources(version: ScenarioVersion) -> tuple[SourceCard, ...]:
    """Return the sources of this scenario's facts, the most cited first."""
    sources = (
        Source.objects.filter(citations__fact__scenario_links__version=version)
        .annotate(cited=Count("citations"))
        .select_related("tied_to")
        .prefetch_related(Prefetch("assessments", Assessment.objects.select_related("tied_to")))
        .order_by("-cited", "outlet", "slug")
    )
    return tuple(
        SourceCard(
            slug=source.slug,
            outlet=source.outlet,
            title=source.title,
            published_on=source.published_on,
            address=source.address,
            site=source.site,
            kind=source.get_kind_display(),
            stance=source.stance,
            owner=source.owner,
            tied_to=source.tied_to.title if source.tied_to else "",
            corroboration=source.corroboration,
            note=source.note,
            opinions=tuple(opinion_of(assessment) for assessment in source.assessments.all()),
            cited=source.cited,
        )
        for source in sources
    )


def opinion_of(assessment: Assessment) -> Opinion:
    tied_to = assessment.tied_to.title if assessment.tied_to else ""
    return Opinion(assessment.by, tied_to, assessment.says, assessment.said_on)
