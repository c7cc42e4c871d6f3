"""Which facts belong together. Each tie is read in both directions, so that no link is one-way."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Model, Prefetch, Q, QuerySet

from scenarios import access
from scenarios.models import (
    Agreement,
    Claim,
    Fact,
    Incident,
    Manoeuvre,
    Membership,
    Obligation,
    Participant,
    Place,
    Relation,
    ScenarioFact,
    Sentence,
    State,
    TradeMeasure,
)
from scenarios.vocabulary import FactKind

_TIES: tuple[tuple[type[Model], str, str], ...] = (
    (Fact.related.through, "from_fact", "to_fact"),
    (Incident.parties.through, "incident", "state"),
    (Incident, "pk", "place"),
    (Incident, "pk", "part_of"),
    (Agreement.parties.through, "agreement", "state"),
    (Membership, "alliance", "state"),
    (Obligation, "alliance", "excluded_places"),
    (Participant, "manoeuvre", "state"),
    (Manoeuvre, "pk", "place"),
    (TradeMeasure, "pk", "by"),
    (TradeMeasure, "pk", "against"),
    (TradeMeasure, "pk", "answers"),
    (Claim, "pk", "about"),
    (Claim, "pk", "state"),
    (Claim, "pk", "reported_by"),
    (Relation, "pk", "first"),
    (Relation, "pk", "second"),
    (Place, "pk", "administered_by"),
    (Place.claimed_by.through, "place", "state"),
    (State, "pk", "capital"),
)
"""Tables with two columns that hold facts."""

_ORDER = (
    FactKind.STATE,
    FactKind.ALLIANCE,
    FactKind.AGREEMENT,
    FactKind.INCIDENT,
    FactKind.MANOEUVRE,
    FactKind.TRADE_MEASURE,
    FactKind.PLACE,
    FactKind.CLAIM,
    FactKind.RELATION,
)

PLURALS = {
    FactKind.STATE: "States",
    FactKind.ALLIANCE: "Alliances and organisations",
    FactKind.AGREEMENT: "Agreements",
    FactKind.MANOEUVRE: "Military exercises",
    FactKind.TRADE_MEASURE: "Trade measures",
    FactKind.INCIDENT: "Incidents",
    FactKind.CLAIM: "Claims",
    FactKind.PLACE: "Places",
    FactKind.RELATION: "Relations",
}


@dataclass(frozen=True, slots=True)
class FactLink:
    """A fact by its name; `code` is the code of a state, or empty."""

    slug: str
    title: str
    date: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The linked facts of one kind; a long group is folded."""

    kind: str
    label: str
    links: tuple[FactLink, ...]

    @property
    def is_long(self) -> bool:
        return len(self.links) > 12


@dataclass(frozen=True, slots=True)
class SentenceLink:
    """A sentence of the article by its number."""

    number: int
    words: str
    is_quoted: bool


def linked_facts(fact: Fact) -> QuerySet[Fact]:
    """Return the facts that some tie joins to this one, given as a row of the table of its kind.

    Only columns that may hold a fact of its kind are asked: Django takes three times as long to write all ties.
    """
    found = Q()
    for model, first, second in _TIES:
        for here, there in ((first, second), (second, first)):
            if isinstance(fact, _held(model, here)):
                rows: QuerySet[Any] = model._default_manager.filter(**{here: fact.pk, f"{there}__isnull": False})
                found |= Q(pk__in=rows.values(there))
    return Fact.objects.filter(found).exclude(pk=fact.pk)


def _held(model: type[Model], column: str) -> type[Model]:
    """Return the class of the facts that a column holds."""
    held: Any = model if column == "pk" else model._meta.get_field(column).related_model
    return cast("type[Model]", held)


def current_uses() -> "Prefetch[str, QuerySet[ScenarioFact], str]":
    """Return the prefetch that fetches, with facts, the current versions that use them."""
    current = ScenarioFact.objects.filter(version__in=access.in_library().values("current"))
    return Prefetch("scenario_links", current.select_related("version__scenario").defer("version__content"))


def groups_of(facts: Iterable[Fact]) -> tuple[LinkGroup, ...]:
    """Sort facts into groups by kind; states have to be fetched with `as_state`."""
    kinds: dict[str, list[FactLink]] = {kind: [] for kind in _ORDER}
    for fact in facts:
        code = fact.as_state.code if fact.kind == FactKind.STATE else ""
        kinds[fact.kind].append(FactLink(fact.slug, fact.title, fact.happened_on, code))
    return tuple(LinkGroup(kind, PLURALS[FactKind(kind)], tuple(links)) for kind, links in kinds.items() if links)


def sentences_on(facts: Iterable[int]) -> tuple[SentenceLink, ...]:
    """Return the sentences of the article whose findings name one of these facts, by primary key."""
    rows = Sentence.objects.filter(findings__facts__in=list(facts)).distinct()
    return tuple(SentenceLink(row.number, row.words, row.is_quoted) for row in rows)
