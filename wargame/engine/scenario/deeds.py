"""Classes of deeds: what an order or the move of an incident is to the state at which it is aimed.

A pack may declare the class of an order kind or of one of its levels; its codes on published scales give it otherwise.
"""

from wargame.engine.rules.policies.kinds import THREAT_LEVEL
from wargame.engine.spec import LevelSpec, OrderSpec
from wargame.engine.spec.orders import FORCE, FRIENDLY, NEUTRAL, PRESSING, THREATENING

SUPPORT = "support"
"""The tag of an act for the good of the seat at which it is aimed."""
USE_OF_FORCE = 4
"""MID hostility from which force is used; below it, force is threatened or shown."""


def deed_of(spec: OrderSpec, level: LevelSpec) -> str:
    """Return the class of an order to its target: as declared, or by its codes."""
    if declared := level.deed or spec.deed:
        return declared
    codes = level.codes or spec.codes
    # A show of force together with somebody is aimed at others.
    if SUPPORT in (*spec.tags, *level.tags):
        return FRIENDLY
    if codes.mid_hostility >= THREAT_LEVEL:
        return deed_by_hostility(codes.mid_hostility)
    return PRESSING if codes.goldstein < 0 else FRIENDLY if codes.goldstein > 0 else NEUTRAL


def is_force(spec: OrderSpec, level: LevelSpec) -> bool:
    """Return whether an order shows or uses force against its target; training with the target does neither."""
    codes = level.codes or spec.codes
    return codes.mid_hostility >= THREAT_LEVEL and deed_of(spec, level) not in (FRIENDLY, NEUTRAL)


def deed_by_hostility(hostility: int) -> str:
    """Return the class of an act with this MID hostility."""
    if hostility >= USE_OF_FORCE:
        return FORCE
    return THREATENING if hostility >= THREAT_LEVEL else PRESSING
