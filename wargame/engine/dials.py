"""Every mechanism's dial: what it does, its default, its range and where the figure comes from.

A dial at 0 switches its mechanism off. A scenario overrides defaults by key; the method page prints this table.
"""

import math
from dataclasses import dataclass

SHARE, POINTS, PER_TURN, SHAPE = "share", "points", "rate", "shape"


@dataclass(frozen=True)
class Dial:
    """One adjustable figure. `scale` says how the compiler turns it into integers."""

    key: str
    name: str
    family: str
    default: float
    low: float
    high: float
    unit: str
    scale: str
    source: str
    explanation: str


GDELT = "Daily and weekly GDELT event counts 2018-22, own estimate"
JUDGEMENT = "Judgement, no published figure"
TOMZ = "Tomz 2007 (audience costs exist and rise with escalation); size by judgement"
ONEAL = "Oneal & Bryan 1995; Baker & Oneal 2001 (US crises)"
RIVERA = "Trade ratio 3:1 after Rivera et al. 2024; size by judgement"
MARVEL = "Form: Marvel et al. 2011, Kulakowski; size: own scan over this region's relations"
FUHRMANN = "Berkemeier & Fuhrmann 2018 (pacts honoured 22-50 %); step size by judgement"

DIALS = (
    Dial("impulse", "Impulse", "direct effects", 1.0, 0.5, 1.5, "points per point of severity", SHARE, GDELT,
         "A hostile act raises the tension its target feels towards the actor by its severity."),
    Dial("partner_share", "Partner's share", "bystanders", 0.5, 0.25, 1.0, "share of the impulse", SHARE, GDELT,
         "An act done together with a partner also raises the target's tension towards that partner."),
    Dial("ally_share", "Allies' share", "bystanders", 0.3, 0.1, 0.8, "share of the impulse", SHARE, JUDGEMENT,
         "Allies of the target feel part of the impulse, in proportion to how well they stand to the target."),
    Dial("quarrel", "Quarrel of claimants", "bystanders", 0.5, 0.2, 1.0, "share of the impulse", SHARE, GDELT,
         "When one of two claimants uses force at the place both claim, tension between them rises both ways."),
    Dial("force_from", "Where force begins", "bystanders", 15.0, 5.0, 40.0, "points of severity", POINTS,
         JUDGEMENT, "Severity from which an act counts as force for claimants and allies."),
    Dial("support", "Support strengthens", "alliances", 3.0, 1.0, 8.0, "points of strength", POINTS, FUHRMANN,
         "An agreement gains when one party supports another that was acted against the turn before."),
    Dial("silence", "Silence weakens", "alliances", 1.5, 0.5, 5.0, "points of strength", POINTS, FUHRMANN,
         "A consultation agreement loses when a party was acted against and another said nothing."),
    Dial("reputation", "Reputation", "alliances", 1.0, 0.25, 3.0, "points of standing", POINTS, JUDGEMENT,
         "Supporting an ally in need raises one's standing, saying nothing lowers it."),
    Dial("accidents", "Accidents", "incidents", 1.0, 0.25, 3.0, "factor on accident weights", SHARE,
         "One entry with gunfire in ten joint patrols 2019-25: .10, 95 % interval .003-.45",
         "Scales the weight of every accident; at 0 none happen."),
    Dial("rally", "Rally", "domestic", 1.4, 0.5, 8.0, "points of confidence", POINTS, ONEAL,
         "Confidence at home rises when an incident aimed at the state reaches hostility 3 or more."),
    Dial("commitment", "Public commitment", "domestic", 8.0, 4.0, 20.0, "points of stake", POINTS, TOMZ,
         "An order that commits in public raises the stake: what would be lost by backing down."),
    Dial("audience_cost", "Audience cost", "domestic", 0.3, 0.08, 0.5, "share of the stake", SHARE, TOMZ,
         "Backing down costs confidence: a share of the stake, scaled by how open the state is."),
    Dial("firmness", "Firm stand", "domestic", 1.5, 0.5, 4.0, "points of confidence", POINTS, TOMZ,
         "A firm order pleases the public at home."),
    Dial("spiral", "Spiral", "domestic", 0.1, 0.02, 0.3, "share of the severity", SHARE, "Jervis 1976; judgement",
         "Force meets resolve: the target's resolve rises by a share of the severity."),
    Dial("coercion_target", "Coercion hurts the target", "economy", 0.03, 0.01, 0.15, "share of exposure", SHARE,
         RIVERA, "Economic coercion costs the target a share of its exposure to the sender, and no more."),
    Dial("coercion_sender", "Coercion hurts the sender", "economy", 0.01, 0.003, 0.05, "share of exposure", SHARE,
         RIVERA, "The sender pays a share of its own exposure to the target."),
    Dial("tension_decay", "Tension fades", "drift", 0.5, 0.2, 0.7, "share lost a day", PER_TURN, GDELT,
         "Tension returns towards its opening level: half of the excess is gone after about a day."),
    Dial("leak", "Tension leaks", "drift", 0.02, 0.005, 0.05, "share of excess tension a day", PER_TURN, GDELT,
         "While tension is above its opening level, the slow relation worsens."),
    Dial("relation_return", "Relations return", "drift", 0.0029, 0.0007, 0.0073, "share a day", PER_TURN,
         "Weekly persistence .98 (.95-.995), GDELT and judgement",
         "A relation returns slowly to its opening level."),
    Dial("approval_return", "Confidence returns", "drift", 0.0118, 0.004, 0.03, "share a day", PER_TURN, ONEAL,
         "A rally fades: about .7 of it is left after a month."),
    Dial("balance", "Structural balance", "drift", 0.001, 0.0003, 0.0067, "per day", PER_TURN, MARVEL,
         "Friends of friends come closer, friends of foes drift apart; weak by default (.03 a month), at .2 a "
         "month two camps form whatever players do."),
    Dial("habituation_floor", "Habituation's floor", "direct effects", 0.1, 0.05, 0.3, "share", SHAPE, GDELT,
         "What is left of an impulse however often it was seen before."),
    Dial("habituation_span", "Habituation's span", "direct effects", 0.6, 0.5, 2.0, "acts", SHAPE,
         "Joint patrols 1-7, z-scores of the Russia-Korea series, own estimate",
         "After how many acts the surprise falls to about a third; at 0 nobody gets used to anything."),
)  # fmt: skip

BY_KEY = {dial.key: dial for dial in DIALS}

(
    IMPULSE, PARTNER_SHARE, ALLY_SHARE, QUARREL, FORCE_FROM, SUPPORT, SILENCE, REPUTATION, ACCIDENTS, RALLY,
    COMMITMENT, AUDIENCE_COST, FIRMNESS, SPIRAL, COERCION_TARGET, COERCION_SENDER,
) = range(16)  # fmt: skip
"""Columns of `Tables.dials`, in the order of `DIALS`: shares in 1/1024, points in milli-points."""

TENSION_DECAY, LEAK, RELATION_RETURN, APPROVAL_RETURN, BALANCE = range(5)
RATE_WIDTH = 5
"""Columns of `Tables.rates`: what a turn of that length does, in 1/2**20."""

FINE = 1 << 20
NEVER = 1_000_000
"""A severity that no act has: with the threshold of force at 0, nothing counts as force."""


def weights(values: dict[str, float]) -> list[int]:
    """Turn shares and points into the integers of `Tables.dials`."""
    scales = {SHARE: 1024, POINTS: 1000}
    found = [round(values[dial.key] * scales[dial.scale]) for dial in DIALS if dial.scale in scales]
    found[FORCE_FROM] = found[FORCE_FROM] or NEVER
    return found


def rates(values: dict[str, float], minutes: int) -> tuple[int, ...]:
    """Turn rates a day into what happens in a turn of so many minutes."""
    days = minutes / 1440
    shares = [1 - (1 - values[dial.key]) ** days for dial in DIALS if dial.scale == PER_TURN]
    return tuple(round(share * FINE) for share in shares)


def habituation(values: dict[str, float], longest: int = 16) -> list[int]:
    """Tabulate h(n) = floor + (1 - floor) * exp(-n / span) in 1/1024 for n = 0.. (the last holds for all above)."""
    floor, span = values["habituation_floor"], values["habituation_span"]
    if span == 0:
        return [1024] * longest
    return [round(1024 * (floor + (1 - floor) * math.exp(-n / span))) for n in range(longest)]
