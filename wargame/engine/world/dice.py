"""Keyed dice: a roll is SipHash-2-4 of (turn, roll kind, actor, slot) under a key that is derived from the seed.

No order changes the roll of another order. Without the seed, a roll cannot be computed from any number of other rolls.
"""

import hashlib
from collections.abc import Sequence
from struct import Struct

import numpy as np
import numpy.typing as npt

from wargame.engine.world.rule import rule
from wargame.engine.world.siphash import siphash, top_bits

Key = tuple[int, int]
"""Two signed 64-bit words; plain Python and the compiled build use the same integers."""

SUCCESS, DETECTION, INCIDENT, INJECT, TRUTH, POLICY, PREVIEW, REHEARSAL, CALL, MISPERCEPTION, ARGUMENT = range(11)
"""Kinds of rolls. Append a new one at the end: a replay computes its rolls from these numbers."""
DRAWN, DRAWN_IN_EVENTS = 11, 19
"""Amounts that effects draw: those of orders have a kind for each of the eight slots of a sheet, from DRAWN on."""
MOST_DRAWN = 256
"""How many effects of a scenario can draw something: each has a slot of its own."""

SIDES = 65536
SEEDS = 2**128
WORDS = Struct("<2q")
PURPOSE = b"parley dice key"

NUMBERED = Struct("<q16s")
"""The input of the hash that derives a seed: a number, and the seed that it is derived from."""
GUESSES = b"parley guesses"


def refuse_seeds(seeds: Sequence[int]) -> None:
    """Check that every seed is in 0..2**128-1, the range from which keys are derived. Raises ValueError."""
    for seed in (min(seeds, default=0), max(seeds, default=0)):
        if not 0 <= seed < SEEDS:
            raise ValueError(f"The seed {seed} is outside 0..2**128-1. Choose whole numbers from 0.")


def key_of(seed: int) -> Key:
    """Derive the key of a game or a turn from its seed with BLAKE2b, so that similar seeds have unrelated keys."""
    digest = hashlib.blake2b(seed.to_bytes(16, "little"), digest_size=WORDS.size, person=PURPOSE)
    low, high = WORDS.unpack(digest.digest())
    return low, high


def derived_seed(seed: int, number: int) -> int:
    """Return a separate seed for each guess and rollout, so that the exercise's own dice are never used."""
    digest = hashlib.blake2b(NUMBERED.pack(number, seed.to_bytes(16, "little")), digest_size=16, person=GUESSES)
    return int.from_bytes(digest.digest(), "little")


@rule
def block_of(turn: int, kind: int, actor: int, slot: int) -> int:
    """Return the block that is hashed for a roll. `turn` must be below 65536; `kind`, `actor` and `slot` below 256."""
    return 1 << 40 | (turn & 0xFFFF) << 24 | (kind & 0xFF) << 16 | (actor & 0xFF) << 8 | (slot & 0xFF)


@rule
def roll(key: Key, turn: int, kind: int, actor: int, slot: int) -> int:
    """Return a roll in 0..65535; see `block_of`."""
    return top_bits(key[0], key[1], block_of(turn, kind, actor, slot))


def rolls(keys: Sequence[Key], blocks: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return the roll of each block under each key (keys, blocks). Thousands take a thirtieth of the time that they
    take one by one.
    """
    words = np.array(keys, dtype=np.int64).reshape(-1, 2, 1).view(np.uint64)
    hashed = siphash(words[:, 0], words[:, 1], np.array(blocks, dtype=np.uint64)[np.newaxis])
    return (hashed >> 48).astype(np.int64)
