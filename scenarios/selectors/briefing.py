"""The printable briefing of one seat: what its people read before the first turn, and the public part of it."""

from dataclasses import dataclass, replace

from scenarios.models import Role, ScenarioVersion
from scenarios.selectors.library import ScenarioCard, card_of
from scenarios.selectors.scenario import version_of


@dataclass(frozen=True, slots=True)
class Aim:
    """One objective with its weight in 100. Other seats may see it only if it is public."""

    text: str
    weight: int
    is_public: bool


@dataclass(frozen=True, slots=True)
class PrintedBriefing:
    """What is printed for a seat. The public version has no `brief`; `kept_back` counts the aims that it leaves out."""

    card: ScenarioCard
    code: str
    name: str
    task: str
    brief: str
    dilemma: str
    aims: tuple[Aim, ...]
    is_public: bool
    kept_back: int


def public_briefing(slug: str, code: str) -> PrintedBriefing:
    """Return what everybody may read of a seat's briefing in the current version. Raises as `briefing` does."""
    told = briefing(version_of(slug), code)
    aims = tuple(aim for aim in told.aims if aim.is_public)
    return replace(told, brief="", aims=aims, is_public=True, kept_back=len(told.aims) - len(aims))


def briefing(version: ScenarioVersion, code: str) -> PrintedBriefing:
    """Return a seat's whole briefing, for those who hold the seat.

    Raises Scenario.DoesNotExist or Role.DoesNotExist.
    """
    role = Role.objects.prefetch_related("objectives").get(version=version, code=code)
    return PrintedBriefing(
        card=card_of(version),
        code=role.code,
        name=role.name,
        task=role.task,
        brief=role.brief,
        dilemma=role.dilemma,
        aims=tuple(Aim(aim.text, aim.weight, aim.is_public) for aim in role.objectives.all()),
        is_public=False,
        kept_back=0,
    )
