"""The index of facts and sources: by kind, by state, and by words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from scenarios.models import Fact, Source, State
from scenarios.selectors.facts.ties import PLURALS, linked_facts
from scenarios.selectors.sources import doubt_of
from scenarios.vocabulary import FactKind

SOURCES = "source"
BROWSED = (
    FactKind.INCIDENT,
    FactKind.AGREEMENT,
    FactKind.ALLIANCE,
    FactKind.MANOEUVRE,
    FactKind.TRADE_MEASURE,
    FactKind.STATE,
    FactKind.PLACE,
    FactKind.CLAIM,
    FactKind.RELATION,
)
SHORT = 6
"""How many of a kind are shown beside the other kinds."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind, and how many facts of it match."""

    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index: a fact, or a source where `is_source`."""

    slug: str
    title: str
    date: str
    code: str
    is_source: bool
    is_contested: bool
    doubt: str
    status: str
    status_label: str
    about: str


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of one kind, all of them or the first few."""

    kind: str
    label: str
    number: int
    entries: tuple[IndexEntry, ...]

    @property
    def is_cut(self) -> bool:
        return self.number > len(self.entries)


@dataclass(frozen=True, slots=True)
class FactIndex:
    tabs: tuple[Tab, ...]
    sections: tuple[Section, ...]
    states: tuple[tuple[str, str], ...]
    total: int


def fact_index(*, words: str = "", kind: str = "", state: str = "") -> FactIndex:
    """Return the facts that match all words and are tied to the state; `kind` shows one kind whole. Five queries at
    most."""
    named = [(row.code, row.title) for row in State.objects.order_by("title")]
    country = State.objects.filter(code=state).first() if state else None
    facts = _holding(_tied(country), words.split())
    sources = _sources(country, words.split())
    counts: dict[str, int] = dict(facts.order_by().values_list("kind").annotate(number=Count("pk")))
    counts[SOURCES] = sources.count()
    rows = _rows(facts, kind)
    sections = [
        _section(each, rows.get(each, []), counts[each])
        for each in BROWSED
        if counts.get(each) and _is_chosen(each, kind)
    ]
    if counts[SOURCES] and _is_chosen(SOURCES, kind):
        found = sources if kind else sources[:SHORT]
        sections.append(Section(SOURCES, "Sources", counts[SOURCES], tuple(_source(row) for row in found)))
    total = sum(counts.values())
    tabs = [Tab(each, PLURALS[each], counts.get(each, 0), each == kind) for each in BROWSED]
    tabs.append(Tab(SOURCES, "Sources", counts[SOURCES], kind == SOURCES))
    return FactIndex((Tab("", "All", total, not kind), *tabs), tuple(sections), tuple(named), total)


def _is_chosen(kind: str, chosen: str) -> bool:
    return not chosen or kind == chosen


def _tied(country: State | None) -> QuerySet[Fact]:
    return Fact.objects.all() if country is None else linked_facts(country) | Fact.objects.filter(pk=country.pk)


def _holding(facts: QuerySet[Fact], words: Iterable[str]) -> QuerySet[Fact]:
    """Narrow facts to those that hold every word in what is shown of them."""
    for word in words:
        text = Q(title__icontains=word) | Q(summary__icontains=word) | Q(as_claim__says__icontains=word)
        text |= Q(as_alliance__abbreviation__icontains=word) | Q(as_agreement__terms__icontains=word)
        facts = facts.filter(text | Q(as_state__code__iexact=word) | Q(as_claim__item__icontains=word))
    return facts


def _sources(country: State | None, words: Iterable[str]) -> QuerySet[Source]:
    sources = Source.objects.select_related("tied_to")
    if country is not None:
        sources = sources.filter(tied_to=country.pk)
    for word in words:
        sources = sources.filter(Q(outlet__icontains=word) | Q(title__icontains=word) | Q(stance__icontains=word))
    return sources


def _rows(facts: QuerySet[Fact], kind: str) -> dict[str, list[Fact]]:
    """Return the facts to show by kind, in one query: all of the chosen kind, else all kinds but the long lists."""
    if kind == SOURCES:
        return {}
    chosen = facts.filter(kind=kind) if kind else facts
    rows: dict[str, list[Fact]] = {}
    for fact in chosen.select_related("as_state", "as_claim__about"):
        rows.setdefault(fact.kind, []).append(fact)
    return rows if kind else {each: found[:SHORT] for each, found in rows.items()}


def _section(kind: FactKind, rows: list[Fact], number: int) -> Section:
    return Section(kind, PLURALS[kind], number, tuple(_entry(row) for row in rows))


def _entry(fact: Fact) -> IndexEntry:
    return IndexEntry(
        slug=fact.slug,
        title=fact.title,
        date="" if fact.kind == FactKind.RELATION else fact.happened_on,
        code=fact.as_state.code if fact.kind == FactKind.STATE else "",
        is_source=False,
        is_contested=fact.stance == "contested",
        doubt=doubt_of(fact.confidence),
        status=fact.status,
        status_label=fact.get_status_display(),
        about=fact.as_claim.says if fact.kind == FactKind.CLAIM else "",
    )


def _source(source: Source) -> IndexEntry:
    return IndexEntry(
        slug=source.slug,
        title=source.outlet,
        date=source.published_on,
        code=source.tied_to.code if source.tied_to else "",
        is_source=True,
        is_contested=False,
        doubt="",
        status="",
        status_label="",
        about=source.title or source.stance,
    )
