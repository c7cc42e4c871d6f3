"""Dials of incidents and of domestic politics: accidents, rally, stakes, audience costs, resolve."""

from wargame.engine.dials.dial import PER_TURN, POINTS, SHARE, Dial
from wargame.engine.dials.sources import JERVIS, JUDGEMENT, ONEAL, TOMZ

FAMILY = "domestic"

INCIDENTS = (
    Dial("accidents", "Accidents", "incidents", 1.0, 0.25, 3.0, "factor on accident weights", SHARE,
         "One entry with gunfire in ten joint patrols 2019-25: .10, 95 % interval .003-.45",
         "Scales the weight of every accident; at 0 none happen.",
         ("incident", "incident effect", "domestic: approval", "evidence")),
)  # fmt: skip

DOMESTIC = (
    Dial("rally", "Rally", FAMILY, 1.4, 0.5, 8.0, "points of confidence", POINTS, ONEAL,
         "Confidence at home rises when an incident aimed at the state reaches hostility 3 or more.",
         ("domestic: approval",), (("mean of 41 crises", 1.4), ("front page", 8.0))),
    Dial("commitment", "Public commitment", FAMILY, 8.0, 4.0, 20.0, "points of stake", POINTS, TOMZ,
         "An order that commits in public raises the stake: what would be lost by backing down.",
         ("domestic: stake",)),
    Dial("escalated_stake", "Escalated stake", FAMILY, 0.3, 0.1, 0.6, "share of the severity", SHARE, TOMZ,
         "The harder the act by which a state commits itself, the more it has staked.", ("domestic: stake",)),
    Dial("audience_cost", "Audience cost", FAMILY, 0.3, 0.08, 0.5, "share of the stake", SHARE, TOMZ,
         "Backing down costs confidence: a share of the stake, scaled by how open the state is.",
         ("domestic: approval",)),
    Dial("firmness", "Firm stand", FAMILY, 1.5, 0.5, 4.0, "points of confidence", POINTS, TOMZ,
         "A firm order pleases the public at home.", ("domestic: approval",)),
    Dial("spiral", "Spiral", FAMILY, 0.1, 0.02, 0.3, "share of the severity", SHARE, JERVIS,
         "Force meets resolve: the target's resolve rises by a share of the severity.", ("domestic: resolve",)),
    Dial("deterrence", "Deterrence", FAMILY, 0.0, 0.02, 0.3, "share of the severity", SHARE, JERVIS,
         "Force cows: from a state that is readier than itself, it lowers the target's resolve instead.",
         ("domestic: resolve",)),
    Dial("stake_fade", "Commitments fade", FAMILY, 0.02, 0.005, 0.1, "share a day", PER_TURN, JUDGEMENT,
         "A public forgets what was staked: half of it in about five weeks.", ("drift: stake",)),
    Dial("approval_return", "Confidence returns", FAMILY, 0.0118, 0.004, 0.03, "share a day", PER_TURN, ONEAL,
         "A rally fades: about .7 of it is left after a month.", ("drift: approval",)),
)  # fmt: skip
