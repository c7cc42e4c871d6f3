"""The states and what stands between them: relations, agreements, marks, hidden truths and aims."""

from dataclasses import dataclass

from wargame.engine.spec.effects import ModifierSpec


@dataclass(frozen=True)
class StateSpec:
    """A state; `seat`: it can be played; `openness` 0..100 scales audience costs; `said_as`: its name in a sentence."""

    code: str
    name: str
    seat: bool
    openness: float
    approval: float
    economy: float
    readiness: float
    standing: float
    resolve: float
    points: int = 4
    policy: str = "empirical"
    said_as: str = ""


@dataclass(frozen=True)
class DyadSpec:
    """Starting values of an ordered pair: how `who` stands to `towards`."""

    who: str
    towards: str
    relation: float
    tension: float
    exposure: float = 0


@dataclass(frozen=True)
class AgreementSpec:
    """A treaty, a pact or a working line; strength 0..100. `defence` and `consultation` feed the alliance rules.

    `excluded_places` are those its wording leaves out: what happens there is no cause under it.
    """

    key: str
    name: str
    parties: tuple[str, ...]
    in_force: bool = True
    strength: float = 50
    known_to: tuple[str, ...] = ("all",)
    defence: bool = False
    consultation: bool = False
    excluded_places: tuple[str, ...] = ()


@dataclass(frozen=True)
class MarkSpec:
    """A counter the rules keep (0..100), e.g. "usa_named_kor"; `known_to` lists seats, "all" or nobody."""

    key: str
    meaning: str
    known_to: tuple[str, ...] = ("all",)


@dataclass(frozen=True)
class TruthSpec:
    """A hidden fact drawn at STARTEX: `chance` in 100 that it is true, and what is revealed of it in either case."""

    key: str
    true_name: str
    false_name: str
    chance: float
    true_reveal: str
    false_reveal: str


@dataclass(frozen=True)
class ObjectiveSpec:
    """A seat's aim, scored 0..100: base, plus modifiers, plus a variable scaled from `low` (0) to `high` (100).

    `variable` is named as in a condition: "approval KOR", "relation KOR RUS". `name` says it in three or four words,
    for a row of figures; "" where nothing shorter than `text` was written.
    """

    seat: str
    key: str
    text: str
    weight: int
    public: bool = False
    base: float = 0
    modifiers: tuple[ModifierSpec, ...] = ()
    variable: str = ""
    low: float = 0
    high: float = 100
    name: str = ""
