"""The page of one source: whose voice it is, what is said about it, and every fact that cites it."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from scenarios.models import Assessment, Citation, Fact, Indicator, Source
from scenarios.selectors.facts.ties import FactLink, LinkGroup, SentenceLink, groups_of
from scenarios.selectors.library import ScenarioCard, card_of, current_versions
from scenarios.selectors.sources import Opinion, opinion_of


@dataclass(frozen=True, slots=True)
class SourceUse:
    """The use of the source for facts: it asserts, corroborates or disputes them, or gives a figure of a state."""

    label: str
    groups: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """`voice` is the state whose voice it is, `sentences` those of the article where the source is the article."""

    source: Source
    kind: str
    voice: FactLink | None
    opinions: tuple[tuple[Opinion, FactLink | None], ...]
    uses: tuple[SourceUse, ...]
    cited: int
    scenarios: tuple[ScenarioCard, ...]
    sentences: tuple[SentenceLink, ...]


def source_page(slug: str) -> SourcePage:
    """Return the page of a source, in a number of queries that does not grow. Raises Source.DoesNotExist."""
    source = (
        Source.objects.select_related("tied_to", "article")
        .prefetch_related(Prefetch("assessments", Assessment.objects.select_related("tied_to")))
        .get(slug=slug)
    )
    uses = _uses(source)
    rests_on_it = Q(fact_links__fact__citations__source=source)
    rests_on_it |= Q(fact_links__fact__as_state__indicators__source=source)
    versions = current_versions().filter(rests_on_it).distinct().order_by("title", "pk")
    article = getattr(source, "article", None)
    sentences = article.sentences.all() if article else ()
    return SourcePage(
        source=source,
        kind=source.get_kind_display(),
        voice=_state(source.tied_to),
        opinions=tuple((opinion_of(row), _state(row.tied_to)) for row in source.assessments.all()),
        uses=uses,
        cited=sum(len(group.links) for use in uses for group in use.groups),
        scenarios=tuple(card_of(version) for version in versions),
        sentences=tuple(SentenceLink(row.number, row.words, row.is_quoted) for row in sentences),
    )


def _uses(source: Source) -> tuple[SourceUse, ...]:
    readings: dict[str, list[Fact]] = {}
    for citation in Citation.objects.filter(source=source).select_related("fact__as_state").order_by("reading", "pk"):
        readings.setdefault(citation.get_reading_display(), []).append(citation.fact)
    uses = [SourceUse(f"{reading.split()[0].capitalize()}", groups_of(facts)) for reading, facts in readings.items()]
    counted = Indicator.objects.filter(source=source).select_related("state__fact__as_state").order_by("state__title")
    if states := list({row.state_id: row.state.fact for row in counted}.values()):
        uses.append(SourceUse("Gives figures of", groups_of(states)))
    return tuple(uses)


def _state(state: object) -> FactLink | None:
    if state is None:
        return None
    return FactLink(state.slug, state.title, "", state.code)  # type: ignore[attr-defined]
