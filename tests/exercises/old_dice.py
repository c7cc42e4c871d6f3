"""The dice as they were before SipHash, kept as a model to attack: a seed was folded into one word of 32 bits.

Each step can be undone, so one roll of 16 bits that somebody reads leaves 65,536 words, and a second one leaves one.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from wargame.engine.world.dice import SIDES

Words = npt.NDArray[np.uint32]

MASK = 0xFFFFFFFF
STEP = 0x1B873593
FACTORS = (0x7FEB352D, 0x31848BAB)
INVERSES = tuple(pow(factor, -1, 2**32) for factor in FACTORS)


def mix(word: Any) -> Any:
    """Spread a 32-bit word, or many at once: two rounds of xor-shift and multiplication."""
    word = ((word ^ (word >> 16)) * FACTORS[0]) & MASK
    word = ((word ^ (word >> 15)) * FACTORS[1]) & MASK
    return word ^ (word >> 16)


def unmix(words: Words) -> Words:
    """Undo `mix` for many words at once."""
    words = (words ^ (words >> np.uint32(16))) * np.uint32(INVERSES[1])
    words = (words ^ (words >> np.uint32(15)) ^ (words >> np.uint32(30))) * np.uint32(INVERSES[0])
    return words ^ (words >> np.uint32(16))


def word_of(seed: int) -> int:
    """Fold a seed into the word that all its rolls come from."""
    word: int = mix(mix((seed & MASK) ^ 0x3C6EF372) ^ (seed >> 32 & MASK))
    return word


def roll_from(word: Any, block: int) -> Any:
    """Return the roll of a message, in the layout of the new dice, from a word or from many."""
    low, high = message(block)
    return mix(mix((word + (STEP * low & MASK)) & MASK) ^ high) >> 16


def top_bits(k0: int, k1: int, block: int) -> int:
    """Put the old dice in place of the new: half of the key is their seed of 63 bits."""
    roll: int = roll_from(word_of(k0 & (2**63 - 1)), block)
    return roll


def words_behind(roll: int, block: int) -> Words:
    """Return all words from which the roll of a message can have come."""
    low, high = message(block)
    last = unmix(np.arange(SIDES, dtype=np.uint32) | np.uint32(roll << 16)) ^ np.uint32(high)
    return unmix(last) - np.uint32(STEP * low & MASK)


def message(block: int) -> tuple[int, int]:
    """Return both halves of a message of the old dice: actor and slot, then turn and kind."""
    turn, kind = block >> 24 & 0xFF, block >> 16 & 0x3F
    return block & 0xFFFF, turn << 6 | kind
