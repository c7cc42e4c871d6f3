"""Dials of the economy: economic coercion within the target's exposure, and transfers of arms and technology."""

from wargame.engine.dials.dial import PER_TURN, POINTS, SHARE, Dial
from wargame.engine.dials.sources import ARTICLE, BUYERS_PAY, JUDGEMENT, LADDER, SIPRI, UNCTAD

FAMILY = "economy"

ECONOMY = (
    Dial("coverage", "Reach of a measure", FAMILY, 20.0, 5.0, 50.0, "points of exposure", POINTS, LADDER,
         "How much of the target's exposure a trade measure covers that does not say so itself; what is covered "
         "cannot be covered again: counter = min(match, remaining exposure).",
         ("economy: economy", "economy: exposure")),
    Dial("coercion_target", "Coercion hurts the target", FAMILY, 0.02, 0.01, 0.15, "share of what is covered", SHARE,
         BUYERS_PAY, "Economic coercion costs the target a share of the exposure that it covers.",
         ("economy: economy",)),
    Dial("coercion_sender", "Coercion hurts the sender", FAMILY, 0.02, 0.003, 0.05, "share of what is covered", SHARE,
         BUYERS_PAY, "The sender pays as large a share: its buyers pay more, and its firms sell less.",
         ("economy: economy",)),
    Dial("tariff_target", "A duty hurts who sells", FAMILY, 0.06, 0.03, 0.6, "share of the exposure it is on", SHARE,
         BUYERS_PAY, "A duty costs the state that sells the goods a share of its exposure, in proportion to their "
         "amount and to the change of the rate: it sells less, at the same price. A lower rate gives it back.",
         ("tariffs: economy",)),
    Dial("tariff_sender", "A duty hurts who buys", FAMILY, 0.09, 0.01, 0.6, "share of the exposure it is on", SHARE,
         BUYERS_PAY, "The state that taxes pays the larger share: its own buyers pay the duty, and its treasury "
         "and its makers get back only a part.",
         ("tariffs: economy",)),
    Dial("diversion", "Trade moves to third states", FAMILY, 0.15, 0.03, 0.6, "points for US$ bn of trade", POINTS,
         UNCTAD, "Gains and losses of trade by a duty move the economies of third states.", ("tariffs: economy",)),
    Dial("third_power", "A third power", FAMILY, 0.0, 0.5, 5.0, "points of relation for a point borne", SHARE, ARTICLE,
         "A duty moves the state that bears it towards each third state that it stands well with and that stands badly "
         "with who taxes. The article claims it; weekly series of 2018-22 show no effect, and the ties are older.",
         ("third power: relation",)),
    Dial("exposure_return", "Trade returns", FAMILY, 0.0003, 0.0001, 0.003, "share a day", PER_TURN, JUDGEMENT,
         "Trade finds its way back: exposure returns to its opening level, a tenth of the way in a year.",
         ("drift: exposure",)),
    Dial("arms", "Arms transfer", FAMILY, 2.0, 0.5, 5.0, "points of readiness", POINTS, SIPRI,
         "Delivered arms make the recipient readier.", ("economy: readiness",)),
    Dial("technology", "Technology transfer", FAMILY, 1.0, 0.25, 3.0, "points of readiness", POINTS, SIPRI,
         "Delivered technology makes the recipient readier, more slowly.", ("economy: readiness",)),
    Dial("dependence", "Dependence on the supplier", FAMILY, 1.5, 0.5, 4.0, "points of exposure", POINTS, SIPRI,
         "Arms tie the recipient to its supplier; technology frees it by as much.", ("economy: exposure",)),
    Dial("arms_alarm", "Alarm at arms", FAMILY, 3.0, 1.0, 8.0, "points of tension", POINTS, JUDGEMENT,
         "A state that stands badly to the recipient feels threatened by it and by the supplier, in proportion.",
         ("economy: tension",)),
)  # fmt: skip
