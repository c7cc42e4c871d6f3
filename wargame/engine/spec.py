"""What a scenario author writes, as frozen values: the input that `compile_setting` turns into a `Setting`.

All amounts are in points (0..100 scales), chances in 100, weights relative; the compiler turns them into integers.
A *condition* is a tuple of clause strings, all of which must hold; one string may offer alternatives with " or ".
`engine/conditions.py` documents the clause grammar.
A *selector* names states by their part in an order or transition: an ISO code, "actor", "target", "partner",
"allies of target", "allies of actor", "claimants" (all states that claim the place), "co-claimants" (the same
without the actor), "others" (every seat but actor and target), or "all".
"""

from dataclasses import dataclass

Condition = tuple[str, ...]


@dataclass(frozen=True)
class EffectSpec:
    """One additive change; `who` and `towards` are selectors, `name` an agreement or a mark."""

    variable: str
    amount: float
    who: str = ""
    towards: str = ""
    name: str = ""
    habituates: bool = False
    when: Condition = ()
    because: str = ""


@dataclass(frozen=True)
class ModifierSpec:
    """Adds to a chance, a weight or a score when its condition holds; `because` is shown as a reason.

    `reveals` names a hidden truth that the reason would betray: it is shown only once that truth is revealed.
    """

    add: float
    when: Condition
    because: str = ""
    reveals: str = ""


@dataclass(frozen=True)
class CodesSpec:
    """Published scales that an order kind is coded on; an empty string or None means: no code exists."""

    cameo: str
    goldstein: float
    plover: str
    plover_score: float
    mid_action: int
    mid_hostility: int
    kahn_rung: int


@dataclass(frozen=True)
class LevelSpec:
    """How far an order goes; `codes` replace those of the kind where a level differs.

    `severity` (-100..100) moves the target's tension by itself, worn down by habituation, and then the bystanders';
    effects come on top. Tags with rules: "commit", "back_down", "firm", "support" (an ally), "coerce" (by trade).
    """

    key: str
    name: str
    cost: int
    severity: float = 0
    effects: tuple[EffectSpec, ...] = ()
    tags: tuple[str, ...] = ()
    codes: CodesSpec | None = None
    help: str = ""


@dataclass(frozen=True)
class ChanceSpec:
    """A success roll: base chance in 100, modified, between 1 and 99."""

    label: str
    base: float
    modifiers: tuple[ModifierSpec, ...] = ()
    on_success: tuple[EffectSpec, ...] = ()
    on_failure: tuple[EffectSpec, ...] = ()
    success_says: str = ""
    failure_says: str = ""


@dataclass(frozen=True)
class OddsSpec:
    """What the preview of an order shows: how likely an incident is to be in one of `stages` after this turn."""

    label: str
    incident: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class NeedSpec:
    """A precondition of an order, with the message and remedy shown when it is not met."""

    when: Condition
    message: str


@dataclass(frozen=True)
class OrderSpec:
    """An order kind. `name` is an imperative, `says` past tense with {actor} {target} {level}.

    `targets` are ISO codes (empty: the order has no target); `partners` likewise. `visibility` is "public" (all
    notice), "private" (actor and target), "covert" (actor; `detection` in 100 makes it public) or "contested"
    (everybody sees it, its meaning is disputed). `turns` is first and last turn in which it can be given.
    """

    kind: str
    name: str
    says: str
    domain: str
    order_class: str
    seats: tuple[str, ...]
    levels: tuple[LevelSpec, ...]
    codes: CodesSpec
    help: str
    icon: str = ""
    targets: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    visibility: str = "public"
    detection: float = 0
    notice: str = ""
    incident: str = ""
    turns: tuple[int, int] = (1, 99)
    needs: tuple[NeedSpec, ...] = ()
    effects: tuple[EffectSpec, ...] = ()
    chance: ChanceSpec | None = None
    odds: OddsSpec | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class TransitionSpec:
    """One way on from a stage (`to` may be the stage itself: it stays). The chance is weight / sum of weights."""

    to: str
    label: str
    weight: float
    says: str
    modifiers: tuple[ModifierSpec, ...] = ()
    effects: tuple[EffectSpec, ...] = ()
    turns: tuple[int, int] = (1, 99)
    accident: bool = False


@dataclass(frozen=True)
class StageSpec:
    """`hostility` is the MID level 0..5; a stage without transitions is final."""

    key: str
    name: str
    hostility: int = 0
    transitions: tuple[TransitionSpec, ...] = ()


@dataclass(frozen=True)
class IncidentSpec:
    """An authored stage machine, moved once a turn after the orders. `actor` and `target` feed selectors."""

    key: str
    name: str
    stages: tuple[StageSpec, ...]
    start: str
    actor: str = ""
    target: str = ""
    claimants: tuple[str, ...] = ()
    known_to: tuple[str, ...] = ("all",)


@dataclass(frozen=True)
class InjectSpec:
    """Put to seats when `when` holds at the end of a turn in `turns`; fires once; `text` is per pack content."""

    key: str
    title: str
    when: Condition = ()
    turns: tuple[int, int] = (1, 99)
    chance: float = 100
    known_to: tuple[str, ...] = ("all",)
    effects: tuple[EffectSpec, ...] = ()


@dataclass(frozen=True)
class AgreementSpec:
    """A treaty, a pact or a working line; strength 0..100. `defence` and `consultation` feed the alliance rules."""

    key: str
    name: str
    parties: tuple[str, ...]
    in_force: bool = True
    strength: float = 50
    known_to: tuple[str, ...] = ("all",)
    defence: bool = False
    consultation: bool = False


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
class TurnSpec:
    """A turn's simulated time; `minutes` drives every rate given per day."""

    number: int
    title: str
    starts_at: str
    ends_at: str
    minutes: int


@dataclass(frozen=True)
class EndingSpec:
    """The first ending (in order) whose condition holds at the end; `immediate` ones are asked every turn."""

    key: str
    name: str
    when: Condition = ()
    immediate: bool = False


@dataclass(frozen=True)
class ObjectiveSpec:
    """A seat's aim, scored 0..100: base, plus modifiers, plus a variable scaled from `low` (0) to `high` (100).

    `variable` is named as in a condition: "approval KOR", "relation KOR RUS".
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


@dataclass(frozen=True)
class LeaningSpec:
    """How inclined a seat's scripted policy is to an order: a relative weight, when its condition holds."""

    seat: str
    kind: str
    weight: float
    level: str = ""
    target: str = ""
    when: Condition = ()
    turns: tuple[int, int] = (1, 99)
    because: str = ""


@dataclass(frozen=True)
class RecordSpec:
    """What a state did on the day: one order of the historical record."""

    turn: int
    seat: str
    kind: str
    level: str = ""
    target: str = ""
    source: str = ""


@dataclass(frozen=True)
class CueSpec:
    """A condition for showing content (a report, a situation text, a track) to a seat.

    It is judged on the seat's masked world, unless `reveals` is set by the author: then on the true one.
    """

    key: str
    seat: str
    when: Condition
    reveals: bool = False


@dataclass(frozen=True)
class ScenarioSpec:
    """Everything the engine needs to know about a scenario. `dials` overrides defaults by key."""

    slug: str
    states: tuple[StateSpec, ...]
    dyads: tuple[DyadSpec, ...]
    turns: tuple[TurnSpec, ...]
    orders: tuple[OrderSpec, ...]
    incidents: tuple[IncidentSpec, ...]
    endings: tuple[EndingSpec, ...]
    objectives: tuple[ObjectiveSpec, ...]
    agreements: tuple[AgreementSpec, ...] = ()
    marks: tuple[MarkSpec, ...] = ()
    truths: tuple[TruthSpec, ...] = ()
    injects: tuple[InjectSpec, ...] = ()
    leanings: tuple[LeaningSpec, ...] = ()
    record: tuple[RecordSpec, ...] = ()
    cues: tuple[CueSpec, ...] = ()
    dials: tuple[tuple[str, float], ...] = ()
