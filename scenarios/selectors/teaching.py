"""The page for teaching with a scenario: read-ahead, plans, prompts, questions, rubric, and sheets to print."""

from dataclasses import dataclass

from scenarios import opening
from scenarios.schema.pack_teaching import TeachingTexts
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
class TeachingPage:
    """Everything on the page. `wrong` counts the reports that are wrong on purpose, which the review names."""

    card: ScenarioCard
    learning: tuple[str, ...]
    texts: TeachingTexts
    briefings: tuple[BriefingLink, ...]
    prompts: tuple[ProjectorQuestion, ...]
    wrong: int


def teaching_page(slug: str) -> TeachingPage:
    """Return the page of the scenario's current version. Raises Scenario.DoesNotExist."""
    version = version_of(slug)
    content = opening.content_of(version.content)
    prompts = sorted(content.texts.prompts, key=lambda each: (each.turn or 99, list(PHASES).index(each.phase)))
    return TeachingPage(
        card=card_of(version),
        learning=content.meta.learning,
        texts=content.teaching,
        briefings=tuple(BriefingLink(seat.code, seat.name) for seat in content.seats),
        prompts=tuple(ProjectorQuestion(str(each.turn or ""), PHASES[each.phase], each.text) for each in prompts),
        wrong=sum(report.wrong is not None for report in content.texts.reports),
    )
