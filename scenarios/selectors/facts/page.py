"""The page of one fact: what is known, who contests it, on what it rests, and what it is linked to."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from scenarios import access
from scenarios.models import Citation, Claim, Fact, Incident, Role, ScenarioVersion, Source
from scenarios.selectors.facts.details import Detail, details_of, specific
from scenarios.selectors.facts.ties import (
    PLURALS,
    FactLink,
    LinkGroup,
    SentenceLink,
    groups_of,
    linked_facts,
    sentences_on,
)
from scenarios.selectors.library import ScenarioCard, card_of, current_versions
from scenarios.selectors.matrix import Matrix, matrices_of
from scenarios.selectors.scenario import Figure, figures_of
from scenarios.selectors.sources import MarkedFact, marked
from scenarios.vocabulary import FactKind


@dataclass(frozen=True, slots=True)
class Step:
    """A part of an incident, at its time."""

    slug: str
    title: str
    date: str
    time: str
    until: str
    is_entry: bool


@dataclass(frozen=True, slots=True)
class FactPage:
    """`data_address` names its address in the API. `contested` says what the parties disagree on."""

    fact: MarkedFact
    kind: str
    kind_label: str
    data_address: str
    ended_on: str
    time: str
    known: tuple[str, ...]
    contested: str
    claim_words: str
    details: tuple[Detail, ...]
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    voices: tuple[FactLink, ...]
    matrix: Matrix | None
    scenarios: tuple[ScenarioCard, ...]
    sentences: tuple[SentenceLink, ...]
    groups: tuple[LinkGroup, ...]


_WITH = {
    FactKind.ALLIANCE: ("as_alliance__memberships__state", "as_alliance__obligations"),
    FactKind.AGREEMENT: ("as_agreement__parties",),
    FactKind.CLAIM: (),
    FactKind.INCIDENT: ("as_incident__parties",),
    FactKind.MANOEUVRE: ("as_manoeuvre__participants__state",),
    FactKind.PLACE: ("as_place__names__used_by", "as_place__claimed_by"),
    FactKind.RELATION: (),
    FactKind.STATE: ("as_state__indicators__source",),
    FactKind.TRADE_MEASURE: (),
}
_JOINED = {
    FactKind.CLAIM: ("as_claim__about", "as_claim__state", "as_claim__reported_by"),
    FactKind.INCIDENT: ("as_incident__place", "as_incident__part_of"),
    FactKind.MANOEUVRE: ("as_manoeuvre__place",),
    FactKind.PLACE: ("as_place__administered_by",),
    FactKind.RELATION: ("as_relation__first", "as_relation__second"),
    FactKind.STATE: ("as_state__capital",),
    FactKind.TRADE_MEASURE: ("as_trade_measure__by", "as_trade_measure__against", "as_trade_measure__answers"),
}
"""The relations that are fetched at once with a fact of each kind."""


def fact_page(slug: str) -> FactPage:
    """Return the page of a fact, in a number of queries that does not grow. Raises Fact.DoesNotExist."""
    kind = FactKind(Fact.objects.values_list("kind", flat=True).get(slug=slug))
    table = "as_" + kind.replace("-", "_")
    fact = (
        Fact.objects.select_related(*_JOINED.get(kind, (table,)))
        .prefetch_related(Prefetch("citations", Citation.objects.select_related("source__tied_to")), *_WITH[kind])
        .get(slug=slug)
    )
    linked = list(linked_facts(specific(fact)).select_related("as_state"))
    matrix = _matrix(fact, kind)
    return FactPage(
        fact=marked(fact),
        kind=kind,
        kind_label=PLURALS[kind],
        data_address=f"api-{kind}-detail",
        ended_on=fact.ended_on,
        time=fact.local_time,
        known=tuple(fact.known),
        contested=fact.as_incident.contested if kind == FactKind.INCIDENT else "",
        claim_words=fact.as_claim.says if kind == FactKind.CLAIM else "",
        details=details_of(fact),
        steps=_steps(fact) if kind == FactKind.INCIDENT else (),
        figures=figures_of(specific(fact)) if kind == FactKind.STATE else (),
        voices=_voices(fact) if kind == FactKind.STATE else (),
        matrix=matrix,
        scenarios=tuple(card_of(version) for version in _users(fact)),
        sentences=sentences_on([fact.pk]),
        groups=groups_of(linked),
    )


def _users(fact: Fact) -> QuerySet[ScenarioVersion]:
    return current_versions().filter(fact_links__fact=fact).order_by("title", "pk")


def _voices(fact: Fact) -> tuple[FactLink, ...]:
    """Return the sources that speak with the voice of this state, or that it has spoken about."""
    rows = (
        Source.objects.filter(Q(tied_to=fact.pk) | Q(assessments__tied_to=fact.pk))
        .distinct()
        .order_by("outlet", "slug")
    )
    return tuple(FactLink(row.slug, row.outlet, row.published_on) for row in rows)


def _steps(fact: Fact) -> tuple[Step, ...]:
    rows = Incident.objects.filter(part_of=fact.pk).order_by("step")
    return tuple(
        Step(row.slug, row.title, row.happened_on, row.local_time, row.until_time, row.incident_kind == "intrusion")
        for row in rows
    )


def _matrix(fact: Fact, kind: FactKind) -> Matrix | None:
    """Return the claims of all parties about the fact; for a claim, who else answers its question."""
    claims = (
        Claim.objects.select_related("state", "reported_by", "about")
        .prefetch_related(Prefetch("citations", Citation.objects.select_related("source")))
        .order_by("pk")
    )
    if kind == FactKind.CLAIM:
        claims = claims.filter(about=fact.as_claim.about_id, question=fact.as_claim.question)
    else:
        claims = claims.filter(about=fact.pk)
    seats = Role.objects.filter(version__in=access.in_library().values("current")).order_by("version", "position")
    return next(iter(matrices_of(claims, list(dict.fromkeys(seats.values_list("code", flat=True))))), None)
