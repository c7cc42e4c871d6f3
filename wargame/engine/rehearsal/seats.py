"""Who sits where in a rehearsal: scripted seats in a fixed mix, and some that do anything the rules allow."""

from wargame.engine.dice import REHEARSAL, SIDES, roll
from wargame.engine.perspective import Perspective
from wargame.engine.policies import choose
from wargame.engine.sheet import Sheet

RANDOM = "random"
"""Draws a legal sheet without regard to leanings."""

LEANING = "empirical"
"""The policy that follows what the pack's author wrote: what it always does, the author may not have meant."""

MIX = ((LEANING, 60), (RANDOM, 16), ("mirror", 8), ("historical", 8), ("hold", 8))
"""What sits on a seat, in 100 games."""


def policy_of(seed: int, index: int) -> str:
    """Draw what sits on the seat of this index in the game of this seed."""
    left = 100 * roll(seed, 0, REHEARSAL, index, 0) // SIDES
    for name, share in MIX:
        if left < share:
            return name
        left -= share
    return RANDOM


def sheet_from(policy: str, view: Perspective, seed: int) -> Sheet:
    """Let a policy decide."""
    return choose(policy, view, seed).sheet
