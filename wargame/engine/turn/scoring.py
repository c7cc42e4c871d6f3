"""How well each seat did on its objectives, and single figures of a world in points."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from wargame.engine.rules.scores import SHARES, objective_score
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import ObjectiveSpec
from wargame.engine.turn.descriptions import in_words, opened
from wargame.engine.turn.ledger import LedgerEntry
from wargame.engine.turn.outcomes import Reason
from wargame.engine.world.world import UNKNOWN, World


@dataclass(frozen=True, order=True)
class Cap:
    """The most that an aim can be worth now, 0..99, with the reason in a sentence."""

    most: float
    says: str


@dataclass(frozen=True)
class ObjectiveScore:
    """How far a seat reached one of its aims, 0..100; `weight` is its share of the seat's total of 100.

    `name` is short, `text` whole. `caps` are those that hold, the lowest first. `measures` says why a figure alone is
    what the aim asks for, "" if it is not.
    """

    seat: str
    key: str
    text: str
    weight: int
    score: float
    reasons: tuple[Reason, ...]
    public: bool = False
    name: str = ""
    caps: tuple[Cap, ...] = ()
    measures: str = ""


class Hidden(ValueError):
    """This perspective may not look at the figure."""


def scores(setting: Setting, world: World, seat: str = "") -> tuple[ObjectiveScore, ...]:
    """Score every objective in the order of the scenario, on a whole (unmasked) world.

    With a seat, score its own objectives alone; its own perspective of the world is enough then.
    """
    return _scores(setting, setting.facts(world), seat)


def scores_along(
    setting: Setting, world: World, parts: Iterable[Iterable[LedgerEntry]], seat: str
) -> Iterator[dict[str, float]]:
    """Yield the scores of a seat's objectives by key after each part of a turn's entries, which are added to the world
    one part after the other.

    So the differences of the scores add up from the first to the last, although scores are no sums of figures.
    """
    facts, cells = setting.facts(world), _cells(setting)
    own = [(index, each.key) for index, each in enumerate(setting.spec.objectives) if each.seat == seat]
    for part in parts:
        for entry in part:
            cell = cells[Subject(entry.variable, entry.who, entry.towards, entry.name)]
            if facts[cell] != UNKNOWN:
                facts[cell] += entry.delta
        yield {key: objective_score(setting.plain, facts, index) / 1000 for index, key in own}


@lru_cache(maxsize=32)
def _cells(setting: Setting) -> dict[Subject, int]:
    """Return the cell of each subject."""
    return {subject: cell for cell, subject in enumerate(subjects(setting))}


def _scores(setting: Setting, facts: list[int], seat: str) -> tuple[ObjectiveScore, ...]:
    return tuple(
        _score(setting, facts, index)
        for index, objective in enumerate(setting.spec.objectives)
        if seat in ("", objective.seat)
    )


def total(results: tuple[ObjectiveScore, ...], seat: str) -> float:
    """Give a seat's weighted total, 0..100, to a thousandth; the weights of its aims add up to 100."""
    weighed = sum(round(1000 * result.score) * result.weight for result in results if result.seat == seat)
    return (weighed + SHARES // 2) // SHARES / 1000


def gauge(setting: Setting, world: World, variable: str, who: str, towards: str = "") -> float:
    """Give a figure in points (or a count) by its name; `who` is a state, agreement, mark or incident.

    Raises SettingError for a name that does not exist, Hidden where the world is masked.
    """
    subject = " ".join(part for part in (variable, who, towards) if part)
    return _figure(setting, setting.facts(world), subject)


def _figure(setting: Setting, facts: list[int], subject: str) -> float:
    cell, unit = setting.unit_and_cell(subject)
    if facts[cell] == UNKNOWN:
        raise Hidden(f"This seat may not know: {subject}.")
    return facts[cell] / unit


def _in_words(setting: Setting, objective: ObjectiveSpec) -> str:
    """Name the figure that an aim is read from: a seat's own by itself, a pact by its name."""
    subject = subjects(setting)[setting.cell(objective.variable)]
    if subject.variable == "strength":
        return opened(setting.agreement(subject.name).name)
    if subject.who == objective.seat and not subject.towards:
        subject = subject._replace(who="")
    return in_words(setting, subject)


def _score(setting: Setting, facts: list[int], index: int) -> ObjectiveScore:
    """Score an objective by the rule that scores games, and say what it was scored for."""
    objective, reasons = setting.spec.objectives[index], []
    if objective.variable:
        value = _figure(setting, facts, objective.variable)
        share = (value - objective.low) / (objective.high - objective.low)
        reasons.append(Reason("+" if share >= 0.5 else "-", f"{_in_words(setting, objective)} stands at {value:.0f}."))
    reasons += [
        Reason("+" if modifier.add > 0 else "-", modifier.because, modifier.reveals)
        for modifier in objective.modifiers
        if modifier.because and setting.holds(modifier.when, facts)
    ]
    score = objective_score(setting.plain, facts, index) / 1000
    return ObjectiveScore(
        objective.seat,
        objective.key,
        objective.text,
        objective.weight,
        score,
        tuple(reasons),
        objective.public,
        objective.name or objective.text.rstrip("."),
        tuple(sorted(Cap(cap.most, cap.says) for cap in objective.caps if setting.holds(cap.when, facts))),
        objective.measures,
    )
