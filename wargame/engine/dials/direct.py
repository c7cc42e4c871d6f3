"""Dials of direct effects: the tension that an act causes, how it is perceived, and how repetition weakens it
(habituation).
"""

from wargame.engine.dials.dial import SHAPE, SHARE, Dial
from wargame.engine.dials.sources import GDELT, NOISE

FAMILY = "direct effects"
FELT = (
    "direct effect",
    "impulse: tension",
    "bystanders: tension",
    "bystanders: relation",
    "support call: tension",
    "domestic: resolve",
)
"""Outputs that depend on how strongly an act is felt, or whose author let the effect wear off."""

DIRECT = (
    Dial("impulse", "Impulse", FAMILY, 1.0, 0.5, 1.5, "points per point of severity", SHARE, GDELT,
         "A hostile act raises the tension its target feels towards the actor by its severity.",
         ("impulse: tension",)),
    Dial("misperception", "Misperception", FAMILY, 0.0, 0.2, 0.6, "spread of the logarithm", SHAPE, NOISE,
         "The target takes an act for stronger or weaker than it was, by a roll around the true severity.",
         ("impulse: tension",)),
    Dial("habituation_floor", "Habituation's floor", FAMILY, 0.05, 0.02, 0.3, "share", SHAPE, GDELT,
         "The share of an impulse that stays however often states saw it before.", FELT),
    Dial("habituation_span", "Habituation's span", FAMILY, 0.45, 0.3, 2.0, "acts", SHAPE,
         "Joint patrols 1-7, z-scores of the Russia-Korea series, own estimate",
         "After how many acts the surprise falls to about a third; at 0 nobody gets used to anything.", FELT),
)  # fmt: skip
