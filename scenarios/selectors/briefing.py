"""The printable briefing of one seat: what its holders read before the first turn."""

from dataclasses import dataclass

from scenarios.models import Role
from scenarios.selectors.library import ScenarioCard, card_of
from scenarios.selectors.scenario import version_of


@dataclass(frozen=True, slots=True)
class Aim:
    """One objective with its weight in 100; the others know it only if it is public."""

    text: str
    weight: int
    is_public: bool


@dataclass(frozen=True, slots=True)
class Briefing:
    card: ScenarioCard
    code: str
    name: str
    task: str
    brief: str
    dilemma: str
    aims: tuple[Aim, ...]


def briefing(slug: str, code: str) -> Briefing:
    """The briefing of a seat in the current version. Raises Scenario.DoesNotExist or Role.DoesNotExist."""
    version = version_of(slug)
    role = Role.objects.prefetch_related("objectives").get(version=version, code=code)
    return Briefing(
        card=card_of(version),
        code=role.code,
        name=role.name,
        task=role.task,
        brief=role.brief,
        dilemma=role.dilemma,
        aims=tuple(Aim(aim.text, aim.weight, aim.is_public) for aim in role.objectives.all()),
    )
