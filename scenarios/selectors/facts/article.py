"""The article, sentence by sentence: what each claims, what the record says, where it can be played."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from scenarios import access
from scenarios.models import Article, Fact, Finding, Sentence, SentencePlay
from scenarios.selectors.facts.ties import FactLink
from scenarios.vocabulary import FactKind, Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """The record's verdict on one point, and the facts that show it."""

    verdict: str
    label: str
    text: str
    facts: tuple[FactLink, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """A scenario that lets the sentence be played, and by which decision."""

    slug: str
    title: str
    decision: str


@dataclass(frozen=True, slots=True)
class ReadSentence:
    number: int
    words: str
    is_quoted: bool
    about: str
    claim: str
    points: tuple[Point, ...]
    plays: tuple[Play, ...]

    @property
    def is_doubted(self) -> bool:
        """Whether the record contests a point of it or calls it wrong."""
        return any(point.verdict in (Verdict.CONTESTED, Verdict.WRONG) for point in self.points)


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many points got a verdict."""

    verdict: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The article with its sentences; `source` is the slug of the source that it is."""

    source: str
    title: str
    outlet: str
    published_on: str
    stance: str
    note: str
    sentences: tuple[ReadSentence, ...]
    counts: tuple[VerdictCount, ...]

    @property
    def points(self) -> int:
        return sum(count.number for count in self.counts)

    @property
    def doubted(self) -> tuple[ReadSentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.is_doubted)

    @property
    def played(self) -> tuple[ReadSentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.plays)


@dataclass(frozen=True, slots=True)
class RetoldSentence:
    """A whole sentence in our words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class RetoldArticle:
    """The article whole, in our words, with where it stands. `address` is "" where it is not known."""

    source: str
    title: str
    outlet: str
    published_on: str
    address: str
    site: str
    stance: str
    sentences: tuple[RetoldSentence, ...]


def retold_article() -> RetoldArticle | None:
    """Return the article in our words, sentence by sentence; None where none is loaded."""
    article = Article.objects.select_related("source").first()
    if article is None:
        return None
    source = article.source
    return RetoldArticle(
        source=source.slug,
        title=source.title,
        outlet=source.outlet,
        published_on=source.published_on,
        address=source.address,
        site=source.site,
        stance=source.stance,
        sentences=tuple(RetoldSentence(row.number, row.retold) for row in article.sentences.all()),
    )


def article_page() -> ArticlePage:
    """Return the article, in a fixed number of queries. Raises Article.DoesNotExist where none is loaded."""
    article = Article.objects.select_related("source").get()
    facts = Prefetch("facts", Fact.objects.select_related("as_state"))
    rows = article.sentences.prefetch_related(
        Prefetch("findings", Finding.objects.prefetch_related(facts)),
        current_plays(),
    )
    sentences = tuple(_read(row) for row in rows)
    found = Counter(point.verdict for sentence in sentences for point in sentence.points)
    source = article.source
    return ArticlePage(
        source=source.slug,
        title=source.title,
        outlet=source.outlet,
        published_on=source.published_on,
        stance=source.stance,
        note=article.note,
        sentences=sentences,
        counts=tuple(
            VerdictCount(verdict, Verdict(verdict).label, found[verdict])
            for verdict in Verdict.values
            if found[verdict]
        ),
    )


def current_plays() -> "Prefetch[str, QuerySet[SentencePlay], str]":
    """Return the prefetch that fetches, with sentences, the current versions that let people play them."""
    current = SentencePlay.objects.filter(version__in=access.in_library().values("current"))
    return Prefetch("plays", current.select_related("version__scenario").defer("version__content"))


def _read(row: Sentence) -> ReadSentence:
    return ReadSentence(
        number=row.number,
        words=row.words,
        is_quoted=row.is_quoted,
        about=row.about,
        claim=row.claim,
        points=tuple(_point(finding) for finding in row.findings.all()),
        plays=tuple(Play(p.version.scenario.slug, p.version.title, p.decision) for p in row.plays.all()),
    )


def _point(finding: Finding) -> Point:
    links = (
        FactLink(fact.slug, fact.title, "", fact.as_state.code if fact.kind == FactKind.STATE else "")
        for fact in finding.facts.all()
    )
    return Point(finding.verdict, finding.get_verdict_display(), finding.text, tuple(links))
