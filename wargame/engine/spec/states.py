"""States, and what the scenario says of them: relations, agreements, marks, hidden truths and objectives."""

from dataclasses import dataclass

from wargame.engine.spec.effects import Condition, ModifierSpec


@dataclass(frozen=True)
class StateSpec:
    """A state.

    `seat` says whether it can be played. `openness` (0..100) scales audience costs. `points` are its order points a
    turn. `said_as` is its name inside a sentence.
    """

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
    """Starting values of an ordered pair: how `who` stands to `towards`.

    `half_life`: in how many days half of what tension is above its opening value fades, with the dial *Tension fades*
    at its default; thick rivalries have a long one.
    """

    who: str
    towards: str
    relation: float
    tension: float
    exposure: float = 0
    half_life: float = 1


@dataclass(frozen=True)
class AgreementSpec:
    """A treaty, pact or working line; `strength` is 0..100. `defence` and `consultation` make the alliance rules apply.

    `excluded_places` are places that its wording excludes: an incident or order there calls on no ally by it.
    It comes into force, and ends by agreement, once `consent` of its parties that are seats agree; 0 means all of them.
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
    consent: int = 0


@dataclass(frozen=True)
class MarkSpec:
    """A counter that the rules keep (0..100), e.g.

    "usa_named_kor". `known_to` lists seats, or is "all", or is empty.
    """

    key: str
    meaning: str
    known_to: tuple[str, ...] = ("all",)


@dataclass(frozen=True)
class HintSpec:
    """The belief of a seat about a hidden fact at the start: in `right` of 100 games (50..100) its hint is right."""

    seat: str
    right: float


@dataclass(frozen=True)
class TruthSpec:
    """A hidden fact drawn at the start.

    `chance` in 100 is that it is true; the reveals are the texts shown in either case. A seat with a hint opens with
    the belief that follows from it; all others believe `chance`.
    """

    key: str
    true_name: str
    false_name: str
    chance: float
    true_reveal: str
    false_reveal: str
    hints: tuple[HintSpec, ...] = ()


@dataclass(frozen=True)
class CapSpec:
    """The most, 0..99, that an aim can be worth while a condition holds; `says` gives the reason to its seat.

    The seat must be able to know everything for which the condition asks.
    """

    most: float
    when: Condition
    says: str


@dataclass(frozen=True)
class ExclusionSpec:
    """An event that the sentence of an aim excludes: it happens in the turn in which the condition begins to hold.

    No seat reads it. A rehearsal looks for turns in which the aim rises though the event happened.
    """

    when: Condition
    says: str


@dataclass(frozen=True)
class ObjectiveSpec:
    """A seat's aim, scored 0..100: base, plus modifiers, plus a variable scaled from `low` (0) to `high` (100), and at
    most what each cap allows that holds.

    `variable` is named as in a condition: "approval KOR", "relation KOR RUS". `name` is a short form of `text`, three
    or four words, for a row of figures; "" if there is none. A fact that caps an aim contradicts its sentence, and so
    does a fact that it `excludes`. `measures` says in a sentence why a figure alone is what the aim asks for; "" if it
    is not.
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
    caps: tuple[CapSpec, ...] = ()
    excludes: tuple[ExclusionSpec, ...] = ()
    measures: str = ""
