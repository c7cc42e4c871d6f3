"""Keyed dice: a roll is a hash of (seed, turn, roll kind, actor, slot), so no order changes another's roll.

The arithmetic keeps every product below 2**63: a factor below 2**32 times a constant below 2**31, so that
Python's unbounded integers and compiled 64-bit ones agree without unsigned types.
"""

from collections.abc import Sequence

from wargame.engine.rule import rule

SUCCESS, DETECTION, INCIDENT, INJECT, TRUTH, POLICY, PREVIEW, REHEARSAL, CALL, MISPERCEPTION, ARGUMENT = range(11)
"""Kinds of rolls. A new one goes to the end: the numbers are part of every replay."""

SIDES = 65536
MASK = 0xFFFFFFFF
SEEDS = 2**63


def refuse_seeds(seeds: Sequence[int]) -> None:
    """Refuse seeds that compiled dice cannot hold. Raises ValueError."""
    for seed in (min(seeds, default=0), max(seeds, default=0)):
        if not 0 <= seed < SEEDS:
            raise ValueError(f"The seed {seed} is outside 0..2**63-1. Choose whole numbers from 0.")


@rule
def mix(word: int) -> int:
    """Spread a 32-bit word: two rounds of xor-shift and multiplication, each of them reversible."""
    word = ((word ^ (word >> 16)) * 0x7FEB352D) & MASK
    word = ((word ^ (word >> 15)) * 0x31848BAB) & MASK
    return word ^ (word >> 16)


@rule
def roll(seed: int, turn: int, kind: int, actor: int, slot: int) -> int:
    """Give 0..65535 for a non-negative seed below 2**63; turn, actor and slot below 256, kind below 64."""
    key = (turn & 0xFF) << 22 | (kind & 0x3F) << 16 | (actor & 0xFF) << 8 | (slot & 0xFF)
    word = mix((seed & MASK) ^ 0x3C6EF372)
    word = mix(word ^ (seed >> 32))
    word = mix((word + 0x1B873593 * (key & 0xFFFF)) & MASK)
    return mix(word ^ (key >> 16)) >> 16
