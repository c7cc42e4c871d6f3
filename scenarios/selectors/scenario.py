"""The page of one scenario: its seats, their states, the ties between these, and what happened."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from scenarios import access
from scenarios.models import (
    Agreement,
    Alliance,
    Incident,
    Indicator,
    Membership,
    Obligation,
    Relation,
    Role,
    Scenario,
    ScenarioVersion,
    State,
)
from scenarios.selectors.library import ScenarioCard, card_of, current_versions
from scenarios.vocabulary import MembershipRole


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that the scenario offers: its public objectives, and the number of its private ones."""

    code: str
    name: str
    shape: str
    state: str
    task: str
    dilemma: str
    is_solo_default: bool
    public_objectives: tuple[str, ...]
    private_objectives: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a state with its source. `amount` is ready to print, with no more digits than the source gives."""

    label: str
    year: int
    amount: str
    unit: str
    source: str
    source_slug: str
    edition: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class StateCard:
    code: str
    name: str
    formal_name: str
    summary: str
    note: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One obligation in words, and what its wording excludes."""

    kind: str
    article: str
    terms: str
    excludes: str


@dataclass(frozen=True, slots=True)
class AllianceCard:
    """A pact, organisation or agreement, with the codes of its parties."""

    slug: str
    name: str
    kind: str
    parties: tuple[str, ...]
    since: str
    summary: str
    terms: tuple[Term, ...]
    reliability: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident with its steps. Times are Korean time."""

    slug: str
    title: str
    kind: str
    date: str
    time: str
    until: str
    place: str
    parties: tuple[str, ...]
    summary: str
    contested: str
    confidence: str
    note: str
    steps: tuple["Happening", ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """The orders that seats may give in one domain."""

    domain: str
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    card: ScenarioCard
    seats: tuple[Seat, ...]
    states: tuple[StateCard, ...]
    alliances: tuple[AllianceCard, ...]
    agreements: tuple[AllianceCard, ...]
    incidents: tuple[Happening, ...]
    decisions: tuple[Decisions, ...]

    @property
    def has_times(self) -> bool:
        """Whether anything that happened is known to the minute."""
        return any(each.time for incident in self.incidents for each in (incident, *incident.steps))


def scenario_page(slug: str, user: access.Visitor | None = None) -> ScenarioPage:
    """Return the page of the scenario's current version, in a fixed number of queries. Raises Scenario.DoesNotExist."""
    version = version_of(slug, user)
    return ScenarioPage(
        card=card_of(version),
        seats=_seats(version),
        states=_states(version),
        alliances=_alliances(version),
        agreements=_agreements(version),
        incidents=_incidents(version),
        decisions=tuple(Decisions(row["domain"], tuple(row["orders"])) for row in version.decisions),
    )


def version_of(slug: str, user: access.Visitor | None = None) -> ScenarioVersion:
    """Return the current version of a scenario that the visitor may read. Raises Scenario.DoesNotExist."""
    version = current_versions(access.readable_by(user)).filter(scenario__slug=slug).first()
    if version is None:
        raise Scenario.DoesNotExist(f"There is no scenario '{slug}'.")
    return version


def _seats(version: ScenarioVersion) -> tuple[Seat, ...]:
    roles = Role.objects.filter(version=version).select_related("state").prefetch_related("objectives")
    shapes = version.shapes
    return tuple(_seat(role, shapes[role.code]) for role in roles)


def _seat(role: Role, shape: str) -> Seat:
    objectives = list(role.objectives.all())
    public = tuple(objective.text for objective in objectives if objective.is_public)
    return Seat(
        code=role.code,
        name=role.name,
        shape=shape,
        state=role.state.title if role.state else "",
        task=role.task,
        dilemma=role.dilemma,
        is_solo_default=role.is_solo_default,
        public_objectives=public,
        private_objectives=len(objectives) - len(public),
    )


def _states(version: ScenarioVersion) -> tuple[StateCard, ...]:
    figures = Prefetch("indicators", Indicator.objects.select_related("source"))
    states = State.objects.filter(roles__version=version).order_by("roles__position").prefetch_related(figures)
    return tuple(
        StateCard(
            code=state.code,
            name=state.title,
            formal_name=state.formal_name,
            summary=state.summary,
            note=state.note,
            figures=figures_of(state),
        )
        for state in states
    )


def figures_of(state: State) -> tuple[Figure, ...]:
    """Return the figures of a state, each with its source."""
    return tuple(_figure(indicator) for indicator in state.indicators.all())


def _figure(indicator: Indicator) -> Figure:
    if indicator.value is not None:
        amount = f"{indicator.value:,.10g}"
    else:
        amount = f"{indicator.low:,.10g}\N{EN DASH}{indicator.high:,.10g}"
    return Figure(
        label=indicator.get_kind_display(),
        year=indicator.year,
        amount=amount,
        unit=indicator.unit,
        source=indicator.source.outlet,
        source_slug=indicator.source.slug,
        edition=indicator.edition,
        confidence=indicator.get_confidence_display(),
        note=indicator.note,
    )


def _alliances(version: ScenarioVersion) -> tuple[AllianceCard, ...]:
    relation = Relation.objects.filter(scenario_links__version=version).first()
    start = relation.happened_on if relation else "9999"
    alliances = Alliance.objects.filter(scenario_links__version=version).prefetch_related(
        Prefetch("memberships", Membership.objects.select_related("state")),
        Prefetch("obligations", Obligation.objects.all()),
    )
    return tuple(
        AllianceCard(
            slug=alliance.slug,
            name=alliance.title,
            kind=alliance.get_alliance_kind_display(),
            parties=_members(alliance.memberships.all(), start),
            since=alliance.in_force_on or alliance.signed_on or alliance.happened_on,
            summary=alliance.summary,
            terms=tuple(_term(obligation) for obligation in alliance.obligations.all()),
            reliability=alliance.reliability,
            confidence=alliance.get_confidence_display(),
            note=alliance.note,
        )
        for alliance in alliances
    )


def _members(memberships: Iterable[Membership], start: str) -> tuple[str, ...]:
    """Return the codes of the members at the start of the scenario, the date of its relations."""
    inside = (m for m in memberships if m.joined_on <= start < (m.left_on or "9999"))
    return tuple(m.state.code for m in inside if m.role == MembershipRole.MEMBER)


def _term(obligation: Obligation) -> Term:
    return Term(obligation.get_kind_display(), obligation.article, obligation.terms, obligation.excludes)


def _agreements(version: ScenarioVersion) -> tuple[AllianceCard, ...]:
    agreements = Agreement.objects.filter(scenario_links__version=version).prefetch_related("parties")
    return tuple(
        AllianceCard(
            slug=agreement.slug,
            name=agreement.title,
            kind=agreement.get_agreement_kind_display(),
            parties=tuple(state.code for state in agreement.parties.all()),
            since=agreement.in_force_on or agreement.signed_on or agreement.happened_on,
            summary=agreement.summary,
            terms=(Term("", "", agreement.terms, ""),),
            reliability="",
            confidence=agreement.get_confidence_display(),
            note=agreement.note,
        )
        for agreement in agreements
    )


def _incidents(version: ScenarioVersion) -> tuple[Happening, ...]:
    rows = Incident.objects.filter(scenario_links__version=version).select_related("place").prefetch_related("parties")
    steps: dict[int, list[Incident]] = {}
    for row in sorted(rows, key=lambda row: row.step or 0):
        if row.part_of_id is not None:
            steps.setdefault(row.part_of_id, []).append(row)
    whole = {row.pk for row in rows}
    return tuple(_happening(row, steps.get(row.pk, [])) for row in rows if row.part_of_id not in whole)


def _happening(row: Incident, steps: list[Incident]) -> Happening:
    return Happening(
        slug=row.slug,
        title=row.title,
        kind=row.get_incident_kind_display(),
        date=row.happened_on,
        time=row.local_time,
        until=row.until_time,
        place=row.place.title if row.place else "",
        parties=tuple(state.code for state in row.parties.all()),
        summary=row.summary,
        contested=row.contested,
        confidence=row.get_confidence_display(),
        note=row.note,
        steps=tuple(_happening(step, []) for step in steps),
    )
