"""The computation of outcomes, as data: the method page prints this and nothing is typed twice."""

from collections.abc import Mapping
from dataclasses import dataclass

from wargame.engine.dials import BY_KEY, DIALS, Dial, habituation
from wargame.engine.policies.planning.effort import THOROUGH
from wargame.engine.previews import GUESSES
from wargame.engine.scenario.interstate_events import SOURCE, TABLE, Stimulus
from wargame.engine.world.dice import SIDES

SENTENCES = {
    "direct effects": "An order changes what it is aimed at; the more often it was seen before, the less it surprises.",
    "bystanders": "An act between two states also moves those who stand near: partners, allies, rival claimants.",
    "alliances": "Force calls on allies by treaty, who may come and be drawn in, or stay away and be blamed; standing "
    "by an ally strengthens a pact, silence weakens it. A place that a treaty leaves out calls on nobody.",
    "agreements": "An agreement is offered, concluded when all its parties offer at once, worked, suspended, and "
    "lapses when it has become too weak.",
    "later effects": "An order may need time: it sets its effect under way, and the effect comes in its turn, on the "
    "world of that day. Its cause stays the order of the earlier turn.",
    "incidents": "Every open incident moves by its authored stages once a turn; orders, figures, chance and a hidden "
    "fact set how likely each way on is.",
    "domestic": "Publics rally, remember commitments, and punish backing down.",
    "economy": "Economic coercion hurts as far as one economy depends on the other, and no further; duties "
    "on lists of goods cost in proportion to amount and rate; arms and technology change who is ready and who depends "
    "on whom.",
    "drift": "Tension fades within days, faster between some than between others, and never below where it opened; "
    "relations, readiness and trade move slowly and return to where they were.",
    "scripted seats": "A seat without a person decides by the same rules in a live turn and in a rehearsal, and sees "
    "no more than a person in its chair would.",
}
"""One sentence for each family of rules."""
NO_DIALS = "This family has no dials: amounts and delays are the scenario's."


@dataclass(frozen=True)
class Family:
    """One family of rules and its dials, in the order in which the families act."""

    name: str
    sentence: str
    dials: tuple[Dial, ...]
    remark: str = ""


@dataclass(frozen=True)
class CurvePoint:
    """After `seen` earlier acts of its class an act keeps `share` (0..1) of its first effect."""

    seen: int
    share: float


@dataclass(frozen=True)
class PolicyNote:
    """A scripted seat in one sentence."""

    name: str
    sentence: str


POLICY_NOTES = (
    PolicyNote("hold", "Gives no orders: the yardstick against which an order is measured."),
    PolicyNote("random", "Draws among its legal orders, each as likely as any other: for rehearsals."),
    PolicyNote(
        "mirror",
        "Answers in kind, at the level it was pressed, and goodwill with goodwill; what it remembers of force fades as "
        "its tension does. After a turn without force it may take a step that asks for nothing in return, and persists "
        "for some turns; it stops when it meets force, or when its steps find no answer. Otherwise it follows the "
        "inclinations that the scenario gives it, without force.",
    ),
    PolicyNote(
        "empirical",
        "Draws whether and how strongly to reply to each state that used force at it, by an order or in an incident, "
        "from the record of 1946-2014, shifted by its resolve. Where courses last it goes on with orders of last turn; "
        "then it chooses among its legal orders by the inclinations that the scenario gives it.",
    ),
    PolicyNote("hawk", "Of four orders that come to mind it takes the hardest that its resolve allows."),
    PolicyNote("dove", "Of four orders that come to mind it takes the mildest, and none of force."),
    PolicyNote("historical", "Does what its state did on the day, as far as the rules still allow it."),
    PolicyNote(
        "planner",
        "Plays ahead in situations as it may imagine them, all with the same dice: single orders for "
        f"{THOROUGH.alone.turns} turns, sheets for {THOROUGH.together.turns}. It drops the worse half again and again, "
        "and gives the sheet after which its objectives stood best.",
    ),
    PolicyNote(
        "quick-planner",
        "Plans as the planner does, with a small part of its effort and less far ahead. It takes the planner's place "
        "where a seat is filled while the rules are not compiled, and keeps it.",
    ),
)

DICE = (
    f"Every roll is a number from 0 to {SIDES - 1}: a keyed hash (SipHash-2-4) of the turn, the kind of roll, the seat "
    "and the slot on its sheet, under the exercise's secret. Who does not know the secret learns nothing of other "
    "rolls from those that were seen. A roll does not depend on what was ordered: change one seat's order and "
    "everybody else's luck stays the same, so two lines of play can be compared."
)
ROUNDING = (
    "The rules count in whole thousandths of a point, weights in 1/1024 and chances in 1/65536, and round once for "
    "each line of the ledger; the lines of a figure add up exactly to its change."
)
SECRECY = (
    "A seat sees its own readiness, resolve, points and beliefs, and of agreements, marks and incidents what the "
    "scenario makes known to it. Everybody notices public and contested acts, only its two sides a private one, and a "
    "covert one nobody else unless a roll betrays it. Its author denies a contested act: each seat is told both "
    "accounts, and takes the word of the side it stands better to. Odds, effects and reasons are shown as far as the "
    "seat could know what went into them, with a mark in the share that was drawn. True odds and the roll, with what "
    "each seat was told, are in the full truth, after the end."
)
PREVIEWS = (
    f"Odds before an order are worked out in {GUESSES} imagined situations: hidden facts drawn by the seat's own "
    "belief, other seats' hidden figures near their opening values, other seats' orders drawn from scripted seats. "
    "The turn is played on from them with and without the order, with the same dice; the difference is its effect. "
    "A range holds the middle 80 in 100. The true hidden facts are never used."
)


@dataclass(frozen=True)
class Method:
    """Everything the method page prints."""

    families: tuple[Family, ...]
    habituation: tuple[CurvePoint, ...]
    replies: tuple[Stimulus, ...]
    replies_source: str
    policies: tuple[PolicyNote, ...]
    dice: str = DICE
    rounding: str = ROUNDING
    secrecy: str = SECRECY
    previews: str = PREVIEWS


def method(overrides: Mapping[str, float] | None = None, points: int = 8) -> Method:
    """Give the method with default dials, or with a scenario's `overrides` of the habituation curve.

    `points` is how many points of that curve to give.
    """
    values = {key: dial.default for key, dial in BY_KEY.items()} | dict(overrides or {})
    families = tuple(family_of(name) for name in SENTENCES)
    curve = tuple(CurvePoint(seen, share / 1024) for seen, share in enumerate(habituation(values)[:points]))
    return Method(families, curve, TABLE, SOURCE, POLICY_NOTES)


def family_of(name: str) -> Family:
    """Give a family with its dials, or with a remark where it has none."""
    dials = tuple(dial for dial in DIALS if dial.family == name)
    return Family(name, SENTENCES[name], dials, "" if dials else NO_DIALS)
