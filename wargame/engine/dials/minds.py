"""Dials of the scripted seats: how a seat without a person decides. They touch no outcome but by its orders."""

from wargame.engine.dials.dial import SHARE, Dial
from wargame.engine.dials.sources import JUDGEMENT, OSGOOD

FAMILY = "scripted seats"

MINDS = (
    Dial("resolve_shift", "Resolve shifts replies", FAMILY, 1.0, 0.25, 2.0, "share per point of resolve", SHARE,
         JUDGEMENT,
         "A scripted seat answers force more often than the record the more resolve it has above 50.", ()),
    Dial("grit", "Steps of goodwill", FAMILY, 0.35, 0.1, 0.8, "chance a turn", SHARE, OSGOOD,
         "How often a seat that answers in kind takes a step of goodwill after a turn without force at it.", ()),
)  # fmt: skip
