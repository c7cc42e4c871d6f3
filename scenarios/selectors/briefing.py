"""The printable briefing of one seat: what its people read before the first turn, and the public part of it."""

from dataclasses import dataclass, replace

from scenarios import access
from scenarios.models import Role, ScenarioVersion
from scenarios.schema.pack import Pack, TermEntry
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
    """The printed briefing of a seat; `kept_back` counts the aims that it leaves out.

    `brief`, `wants` (its aims in its own words, with what it says at no table) and `terms` are for those who hold the
    seat, and empty in the public version.
    """

    card: ScenarioCard
    code: str
    name: str
    task: str
    dilemma: str
    aims: tuple[Aim, ...]
    is_public: bool = True
    kept_back: int = 0
    brief: str = ""
    wants: str = ""
    terms: tuple[TermEntry, ...] = ()


def public_briefing(slug: str, code: str, user: access.Visitor | None = None) -> PrintedBriefing:
    """Return the part of a seat's briefing in the current version that everybody may read.

    Raises Scenario.DoesNotExist or Role.DoesNotExist.
    """
    return public_part(version_of(slug, user), code)


def public_part(version: ScenarioVersion, code: str) -> PrintedBriefing:
    """Return the part of a seat's briefing in a version that everybody may read. Raises Role.DoesNotExist."""
    return _printed(version, _role_of(version, code))


def briefing(version: ScenarioVersion, content: Pack, code: str) -> PrintedBriefing:
    """Return a seat's whole briefing, for those who hold the seat.

    `content` is what the version means. Raises Role.DoesNotExist.
    """
    role = _role_of(version, code)
    seat = next(seat for seat in content.seats if seat.code == code)
    return replace(
        _printed(version, role),
        aims=_aims_of(role),
        is_public=False,
        kept_back=0,
        brief=role.brief,
        wants=seat.aims,
        terms=seat.terms,
    )


def _role_of(version: ScenarioVersion, code: str) -> Role:
    return Role.objects.prefetch_related("objectives").get(version=version, code=code)


def _printed(version: ScenarioVersion, role: Role) -> PrintedBriefing:
    aims = _aims_of(role)
    told = tuple(aim for aim in aims if aim.is_public)
    return PrintedBriefing(
        card=card_of(version),
        code=role.code,
        name=role.name,
        task=role.task,
        dilemma=role.dilemma,
        aims=told,
        kept_back=len(aims) - len(told),
    )


def _aims_of(role: Role) -> tuple[Aim, ...]:
    return tuple(Aim(aim.text, aim.weight, aim.is_public) for aim in role.objectives.all())
