"""The cards of the scenario library."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from scenarios import access
from scenarios.models import Place, Role, Scenario, ScenarioVersion, SentencePlay
from scenarios.reading_times import minutes_alone
from scenarios.vocabulary import Readiness


@dataclass(frozen=True, slots=True)
class SeatMark:
    """The mark of a seat: shape, code and name."""

    code: str
    name: str
    shape: str
    is_solo_default: bool


@dataclass(frozen=True, slots=True)
class Focus:
    """The centre of a card's small map in degrees, and the radius of its ring in km, None without a ring."""

    name: str
    latitude: float
    longitude: float
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class PlayedSentence:
    """A sentence of the article that the scenario lets people play, what it names, and by which decision."""

    number: int
    topic: str
    words: str
    claim: str
    is_quoted: bool
    decision: str


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A scenario in the library. `map` is the digest of its map, None without one.

    `alone` is how many minutes one person reads; `minutes` is how long a class takes.
    """

    slug: str
    version: int
    content_hash: str
    map: str | None
    title: str
    subtitle: str
    category: str
    summary: str
    status: str
    status_label: str
    alone: int
    minutes: str
    longest: int
    turns: int
    seats: tuple[SeatMark, ...]
    focus: Focus
    learning: tuple[str, ...]
    tags: tuple[str, ...]
    teaches: tuple[str, ...]
    plays: tuple[PlayedSentence, ...]

    @property
    def is_ready(self) -> bool:
        return self.status == Readiness.READY

    @property
    def shapes(self) -> dict[str, str]:
        """The shape of each of its seats, by code."""
        return {seat.code: seat.shape for seat in self.seats}


def library(user: access.Visitor | None = None) -> tuple[ScenarioCard, ...]:
    """Return every scenario that has a version: ready ones first, of these the shortest. Three queries.

    With a user it has the published scenarios of this account as well.
    """
    cards = [card_of(version) for version in current_versions(access.playable_by(user))]
    return tuple(sorted(cards, key=lambda card: (not card.is_ready, card.alone, card.longest, card.title)))


def current_versions(scenarios: QuerySet[Scenario] | None = None) -> QuerySet[ScenarioVersion]:
    """Return the version of each scenario that new exercises use, with its roles and without its large content.

    Without scenarios these are those of the library.
    """
    if scenarios is None:
        scenarios = access.in_library()
    return (
        ScenarioVersion.objects.filter(pk__in=scenarios.values("current"))
        .select_related("scenario", "focus")
        .prefetch_related(
            Prefetch("roles", Role.objects.select_related("state")),
            Prefetch("plays", SentencePlay.objects.select_related("sentence")),
        )
        .defer("content")
    )


def card_of(version: ScenarioVersion) -> ScenarioCard:
    return ScenarioCard(
        slug=version.scenario.slug,
        version=version.number,
        content_hash=version.content_hash,
        map=version.map_id,
        title=version.title,
        subtitle=version.subtitle,
        category=version.category,
        summary=version.summary,
        status=version.status,
        status_label=version.get_status_display(),
        alone=minutes_alone(version.turns),
        minutes=_span(version.minutes_low, version.minutes_high),
        longest=version.minutes_high,
        turns=version.turns,
        seats=_seats(version),
        focus=_focus(version.focus),
        learning=tuple(version.learning),
        tags=tuple(version.tags),
        teaches=tuple(version.teaches),
        plays=tuple(_played(play) for play in version.plays.all()),
    )


def _seats(version: ScenarioVersion) -> tuple[SeatMark, ...]:
    shapes = version.shapes
    return tuple(
        SeatMark(role.code, role.name, shapes[role.code], role.is_solo_default) for role in version.roles.all()
    )


def _played(play: SentencePlay) -> PlayedSentence:
    sentence = play.sentence
    return PlayedSentence(
        sentence.number, sentence.topic, sentence.words, sentence.claim, sentence.is_quoted, play.decision
    )


def _focus(place: Place) -> Focus:
    return Focus(place.title, place.latitude, place.longitude, place.radius_km)


def _span(low: int, high: int) -> str:
    """Return "60-90 min", with an en dash; a single number where both are equal."""
    return f"{low} min" if low == high else f"{low}\N{EN DASH}{high} min"
