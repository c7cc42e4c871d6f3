"""The dials of an exercise: what may be chosen, and what differs from the scenario's own values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scenarios import opening
from scenarios.models import ScenarioVersion
from wargame.engine.values import DIALS, Dial
from wargame.exercises import access, bridge
from wargame.exercises.models import Exercise

BY_KEY = {dial.key: dial for dial in DIALS}


class BadDials(ValueError):
    """The dials cannot be set so. `problems` say by key which one, and what would be right."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True)
class SetDial:
    """A dial: `own` is the scenario's value, `value` the exercise's; `is_told` where that is no secret."""

    dial: Dial
    own: float
    value: float
    is_told: bool = True

    @property
    def differs(self) -> bool:
        """Tell if the exercise sets it otherwise than the scenario."""
        return self.value != self.own

    @property
    def is_on(self) -> bool:
        """Tell if the mechanism works in the exercise."""
        return self.value != 0

    @property
    def value_text(self) -> str:
        """The value as people read it."""
        return figure(self.value)

    @property
    def own_text(self) -> str:
        """The scenario's value as people read it."""
        return figure(self.own)

    @property
    def difference(self) -> str:
        """The difference in one clause."""
        return f"{self.dial.name} {self.value_text} instead of {self.own_text}"


@dataclass(frozen=True)
class NamedDial:
    """A dial that differs, as files and programs read it."""

    key: str
    name: str
    scenario: float
    value: float


@dataclass(frozen=True)
class Family:
    """The dials of one family of rules."""

    name: str
    sentence: str
    dials: tuple[SetDial, ...]

    @property
    def differing(self) -> int:
        """Return the number of dials that are set otherwise than the scenario sets them."""
        return sum(one.differs for one in self.dials)


def figure(value: float) -> str:
    """Return a dial's value as people read it; 0 is off."""
    return f"{value:g}" if value else "off"


def problems_of(chosen: Mapping[str, float]) -> dict[str, str]:
    """Return for each key what is wrong with its value, in a sentence that names the bounds; empty if nothing is."""
    told = {key: (BY_KEY[key].name, bounds_problem(key, value)) for key, value in chosen.items() if key in BY_KEY}
    unknown = {key: f"There is no dial {key!r}." for key in chosen if key not in BY_KEY}
    return unknown | {key: f"{name}: {problem}" for key, (name, problem) in told.items() if problem}


def differing(version: ScenarioVersion, chosen: Mapping[str, float]) -> dict[str, float]:
    """Return those of the chosen values that differ from the scenario's, in the order of the table. Raises BadDials."""
    if problems := problems_of(chosen):
        raise BadDials(problems)
    own = own_values(version)
    return {dial.key: float(chosen[dial.key]) for dial in DIALS if chosen.get(dial.key, own[dial.key]) != own[dial.key]}


def own_values(version: ScenarioVersion) -> dict[str, float]:
    """Return the value of every dial as the scenario's author set it, by key."""
    return bridge.setting_of_version(version).dials


def dials_of(version: ScenarioVersion, chosen: Mapping[str, float]) -> tuple[SetDial, ...]:
    """Return all dials where some are chosen, in the order of the table."""
    own = own_values(version)
    return tuple(SetDial(dial, own[dial.key], chosen.get(dial.key, own[dial.key])) for dial in DIALS)


def families_of(
    version: ScenarioVersion, chosen: Mapping[str, float], secret: frozenset[str] = frozenset()
) -> tuple[Family, ...]:
    """Return all dials by the rules that they belong to, in the order in which the rules act."""
    by_key = {one.dial.key: replace(one, is_told=one.dial.key not in secret) for one in dials_of(version, chosen)}
    return tuple(
        Family(family.name, family.sentence, tuple(by_key[dial.key] for dial in family.dials))
        for family in opening.method().families
        if family.dials
    )


def secret_dials(exercise: Exercise, *, leads: bool) -> frozenset[str]:
    """Return the dials that only the end reveals: those on which players bid.

    A person who leads may know all. In a sandbox one person leads and orders for all seats.
    """
    if leads or exercise.mode == Exercise.Mode.SANDBOX or access.is_opened(exercise):
        return frozenset()
    return bridge.bid_dials(exercise.scenario_version)


def known_dials(exercise: Exercise, *, leads: bool) -> dict[str, float]:
    """Return the dials that differ, as far as somebody may know."""
    secret = secret_dials(exercise, leads=leads) if exercise.dials else frozenset()
    return {key: value for key, value in exercise.dials.items() if key not in secret}


def changed_dials(exercise: Exercise, *, leads: bool = False) -> tuple[SetDial, ...]:
    """Return the dials that an exercise sets otherwise than its scenario, as far as somebody may know."""
    known = known_dials(exercise, leads=leads)
    found = dials_of(exercise.scenario_version, known) if known else ()
    return tuple(one for one in found if one.differs)


def named_dials(exercise: Exercise, *, leads: bool = False) -> tuple[NamedDial, ...]:
    """Return the same for files and programs."""
    changed = changed_dials(exercise, leads=leads)
    return tuple(NamedDial(one.dial.key, one.dial.name, one.own, one.value) for one in changed)


def bounds_problem(key: str, value: float) -> str:
    """Return the fault in the value of an existing dial, with its bounds; empty if nothing is."""
    dial = BY_KEY[key]
    if dial.allows(value):
        return ""
    return f"Choose from {dial.low:g} to {dial.high:g}, or 0 to switch it off, not {value:g}."
