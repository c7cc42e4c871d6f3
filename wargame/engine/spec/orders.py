"""Order kinds: levels, chances, needs, and their codes on published scales."""

from dataclasses import dataclass

from wargame.engine.spec.blocs import Priced, SeveralSpec
from wargame.engine.spec.effects import Condition, EffectSpec, ModifierSpec

DEEDS = FRIENDLY, NEUTRAL, PRESSING, THREATENING, FORCE = "friendly", "neutral", "pressing", "threatening", "force"
"""The classes of an order towards its target, from the mildest to the hardest: one of these is the class of every
deed."""


@dataclass(frozen=True)
class CodesSpec:
    """An order kind's codes on published scales. An empty string stands for no code."""

    cameo: str
    goldstein: float
    plover: str
    plover_score: float
    mid_action: int
    mid_hostility: int
    kahn_rung: int


@dataclass(frozen=True)
class NeedSpec:
    """A precondition of an order, and the message with a remedy that is shown where it is not met.

    In its clauses "actor", "target" and "partner" can replace a state ("tension actor target >= 90"), in the message
    {actor}, {target} and {partner}. A clause about a partner is skipped for an order without one.
    """

    when: Condition
    message: str


@dataclass(frozen=True)
class OddsSpec:
    """The odds that the preview of an order shows: how likely an incident is to be in one of `stages` after this
    turn."""

    label: str
    incident: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class LevelSpec:
    """A level of an order kind: how far the order goes. `codes` replace the codes of the kind.

    `severity` (-100..100) moves the target's tension, weakened by habituation, and then the bystanders'. `effects` are
    added to that. `later` effects come the kind's `delay` after the order, unless its roll failed. Tags that rules
    read: "commit", "back_down", "firm", "support" (an ally); "coerce" (by trade: `covers` points of the target's
    exposure, or the dial's), "match" (as much as the target covers of ours), "ease" (lift as much); "arms",
    "technology" (sent to the target); "propose", "tend", "suspend" (the order's agreement). `needs` are preconditions
    of this level alone, and name no part of the order. `rate` is the duty in per cent that it puts on the order's list.
    `odds` replace the odds of the kind, which then has some.
    `deed` is its class to the target, where it is another than the kind's.
    """

    key: str
    name: str
    cost: int
    severity: float = 0
    effects: tuple[EffectSpec, ...] = ()
    tags: tuple[str, ...] = ()
    codes: CodesSpec | None = None
    help: str = ""
    covers: float = 0
    later: tuple[EffectSpec, ...] = ()
    needs: tuple[NeedSpec, ...] = ()
    rate: float | None = None
    odds: OddsSpec | None = None
    deed: str = ""


@dataclass(frozen=True)
class ChanceSpec:
    """A success roll: the base chance in 100 plus modifiers, kept between 1 and 99."""

    label: str
    base: float
    modifiers: tuple[ModifierSpec, ...] = ()
    on_success: tuple[EffectSpec, ...] = ()
    on_failure: tuple[EffectSpec, ...] = ()
    success_says: str = ""
    failure_says: str = ""


@dataclass(frozen=True)
class ContradictionSpec:
    """Two orders that one sheet cannot hold, each a kind, or one level of it.

    They contradict each other at the same target, and where one of them has no target; `anywhere`: at different targets
    too. `because` is the sentence for whoever tries it.
    """

    first: str
    second: str
    because: str
    first_level: str = ""
    second_level: str = ""
    anywhere: bool = False

    @property
    def sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Give kind and level ("" for all) of both."""
        return (self.first, self.first_level), (self.second, self.second_level)


@dataclass(frozen=True)
class OrderSpec(Priced):
    """An order kind. `name` is an imperative, `says` past tense with {actor} {target} {level}; `short` is `name` where
    there is little room, "" if `name` fits.

    `targets` and `partners` are ISO codes; empty if the order has none. An order names one of each, or as many as
    `several_targets` and `several_partners` allow. `visibility` is "public" (all notice), "private" (actor, target,
    partner and the seats of `known_to`), "covert" (actor; `detection` in 100 makes it public) or "contested" (everybody
    sees it, and its author denies it). `turns` is the first and last turn for it. `agreement` is the key
    of the agreement that the order is about: see the tags of its levels. `delay` is the number of days from the opening
    of the turn until the `later` effects of its levels. `on_list` is the key of the list of goods on which its levels
    set a rate, `after` turns later: 0 is at once, and a later rate is announced. A level without a rate withdraws what
    was announced. `deed` is the class of its levels to the target; "" leaves that to the codes.
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
    agreement: str = ""
    delay: float = 0
    on_list: str = ""
    after: int = 0
    known_to: tuple[str, ...] = ()
    several_targets: SeveralSpec | None = None
    several_partners: SeveralSpec | None = None
    deed: str = ""
    short: str = ""

    @property
    def label(self) -> str:
        """Its name where there is little room."""
        return self.short or self.name

    def odds_at(self, level: str) -> OddsSpec | None:
        """Return the odds that the preview of an order of this level shows; "" is the first level."""
        own = next((each.odds for each in self.levels if each.key == level), self.levels[0].odds)
        return own or self.odds
