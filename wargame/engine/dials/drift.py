"""Dials of drift: how figures change by the passing of time alone.

All are rates a day, compiled for each turn's length.
"""

from wargame.engine.dials.dial import PER_PAIR, PER_TURN, Dial
from wargame.engine.dials.sources import GDELT, GDELT_SIGN, MARVEL, RICHARDSON

FAMILY = "drift"

DRIFT = (
    Dial("tension_decay", "Tension fades", FAMILY, 0.5, 0.2, 0.7, "share lost a half-life", PER_PAIR, GDELT,
         "Tension returns towards its opening level. In a pair's half-life, a day unless the scenario says otherwise, "
         "half of the excess goes: thick rivalries last, thin quarrels pass.",
         ("drift: tension",)),
    Dial("leak", "Tension leaks", FAMILY, 0.02, 0.005, 0.05, "share of excess tension a day", PER_TURN,
         GDELT_SIGN,
         "While tension is above its opening level, the slow relation worsens.", ("drift: relation",)),
    Dial("relation_return", "Relations return", FAMILY, 0.0029, 0.0007, 0.0073, "share a day", PER_TURN,
         "Weekly persistence .98 (.95-.995), GDELT and judgement",
         "A relation returns slowly to its opening level.", ("drift: relation",)),
    Dial("balance", "Structural balance", FAMILY, 0.0009, 0.0003, 0.0067, "per day", PER_TURN, MARVEL,
         "Friends of friends come closer, friends of foes drift apart; weak by default (.027 a month), at .2 a "
         "month two camps form whatever players do.", ("drift: relation",), (("two camps", 0.0067),)),
    Dial("arms_race", "Arms race", FAMILY, 0.0003, 0.0001, 0.0008, "share a day", PER_TURN, RICHARDSON,
         "A state arms as those it fears have armed since the opening, in proportion to how badly it stands to them.",
         ("drift: readiness",)),
    Dial("readiness_return", "Readiness returns", FAMILY, 0.0006, 0.0003, 0.0011, "share a day", PER_TURN, RICHARDSON,
         "The burden of arms: readiness returns to its opening level, a fifth of the way in a year.",
         ("drift: readiness",)),
)  # fmt: skip
