"""The page for teaching with a scenario, which everybody may read, and the page of answers for teachers alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios import access, opening
from scenarios.models import Fact, Scenario
from scenarios.reading_times import WORDS_A_MINUTE, count_words, minutes_for
from scenarios.schema.pack import Pack
from scenarios.schema.pack_first_reading import FirstReading, first_readings
from scenarios.schema.pack_teaching import ALL_POINTS, CourseText, EarlyEndText, QuestionText, TeachingTexts
from scenarios.schema.pack_texts import ReportText
from scenarios.selectors.facts import RetoldArticle, retold_article
from scenarios.selectors.library import ScenarioCard, card_of
from scenarios.selectors.scenario import version_of

PHASES = {
    "brief": "Brief",
    "orders": "Orders",
    "review": "Review",
    "reveal": "Results",
    "discuss": "Discussion",
}


@dataclass(frozen=True, slots=True)
class BriefingLink:
    """A seat whose public briefing can be printed."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectorQuestion:
    """A question that the projector puts to the room: in which turn ("" for every other) and which part of it."""

    turn: str
    phase: str
    text: str


@dataclass(frozen=True, slots=True)
class PrimerPart:
    """One part of the primer with the facts that it rests on, each as slug and title."""

    title: str
    text: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """A sentence of the article in our words, with the decision by which the scenario plays it, "" if it does not."""

    number: int
    text: str
    decision: str


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is: its words, and the minutes that they take."""

    words: int
    minutes: int


@dataclass(frozen=True, slots=True)
class TeachingPage:
    """Everything on the page: of `texts` only what students may read, and of `before` and `after` the questions alone.

    `wrong` counts the reports that are wrong on purpose, which the review names.
    """

    card: ScenarioCard
    learning: tuple[str, ...]
    texts: TeachingTexts
    before: tuple[str, ...]
    after: tuple[str, ...]
    primer: tuple[PrimerPart, ...]
    primer_length: Length
    article: RetoldArticle | None
    lines: tuple[ArticleLine, ...]
    article_length: Length
    readings: tuple[FirstReading, ...]
    briefings: tuple[BriefingLink, ...]
    prompts: tuple[ProjectorQuestion, ...]
    wrong: int
    pace: int = WORDS_A_MINUTE
    all_points: int = ALL_POINTS


@dataclass(frozen=True, slots=True)
class FalseReport:
    """A report that is wrong on purpose: when and where it is read, what it says and what is wrong with it."""

    turn: int
    seats: tuple[str, ...]
    title: str
    grade: str
    wrong: str


@dataclass(frozen=True, slots=True)
class TypicalCourse:
    """How a class usually comes to an ending, and what to ask then."""

    ending: str
    text: CourseText


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """The texts of a scenario that only teachers read."""

    card: ScenarioCard
    before: tuple[QuestionText, ...]
    after: tuple[QuestionText, ...]
    courses: tuple[TypicalCourse, ...]
    ends_early: tuple[EarlyEndText, ...]
    reports: tuple[FalseReport, ...]


def teaching_page(slug: str, user: access.Visitor | None = None) -> TeachingPage:
    """Return the page of the scenario's current version. Raises Scenario.DoesNotExist."""
    version = version_of(slug, user)
    content = opening.content_of(version.content)
    prompts = sorted(content.texts.prompts, key=lambda each: (each.turn or 99, list(PHASES).index(each.phase)))
    article = retold_article()
    lines = _lines(article, content)
    return TeachingPage(
        card=card_of(version),
        learning=content.meta.learning,
        texts=_for_students(content.teaching),
        before=tuple(each.question for each in content.teaching.before),
        after=tuple(each.question for each in content.teaching.after),
        primer=_primer(content.teaching),
        primer_length=_length([part.text for part in content.teaching.primer]),
        article=article,
        lines=lines,
        article_length=_length([line.text for line in lines]),
        readings=first_readings(content),
        briefings=tuple(BriefingLink(seat.code, seat.name) for seat in content.seats),
        prompts=tuple(ProjectorQuestion(str(each.turn or ""), PHASES[each.phase], each.text) for each in prompts),
        wrong=len(_false_reports(content)),
    )


def answers_page(slug: str, user: access.Visitor | None = None) -> AnswersPage:
    """Return the texts of the current version that only teachers read: not the people of an exercise of it.

    Raises Scenario.DoesNotExist.
    """
    if not access.playable_by(user).filter(slug=slug).exists():
        raise Scenario.DoesNotExist(access.NO_SCENARIO)
    version = version_of(slug, user)
    content = opening.content_of(version.content)
    teaching, names = content.teaching, {ending.key: ending.name for ending in content.rules.endings}
    return AnswersPage(
        card=card_of(version),
        before=teaching.before,
        after=teaching.after,
        courses=tuple(TypicalCourse(names[course.ending], course) for course in teaching.courses),
        ends_early=teaching.ends_early,
        reports=tuple(
            FalseReport(report.turn, report.seats, report.title, report.grade, report.wrong or "")
            for report in _false_reports(content)
        ),
    )


def _for_students(teaching: TeachingTexts) -> TeachingTexts:
    """Return the texts without the parts that have answers: a template gets nothing that its readers may not read."""
    return teaching.model_copy(update=dict.fromkeys(("before", "after", "courses", "ends_early"), ()))


def _primer(teaching: TeachingTexts) -> tuple[PrimerPart, ...]:
    named = {slug for part in teaching.primer for slug in part.facts}
    titles = dict(Fact.objects.filter(slug__in=named).values_list("slug", "title"))
    return tuple(
        PrimerPart(part.title, part.text, tuple((slug, titles[slug]) for slug in part.facts if slug in titles))
        for part in teaching.primer
    )


def _lines(article: RetoldArticle | None, content: Pack) -> tuple[ArticleLine, ...]:
    decisions = {play.sentence: play.decision for play in content.meta.plays}
    sentences = article.sentences if article else ()
    return tuple(ArticleLine(each.number, each.text, decisions.get(each.number, "")) for each in sentences)


def _length(texts: Sequence[str]) -> Length:
    words = count_words(texts)
    return Length(words, minutes_for(words))


def _false_reports(content: Pack) -> list[ReportText]:
    return sorted((report for report in content.texts.reports if report.wrong), key=lambda report: report.turn)
