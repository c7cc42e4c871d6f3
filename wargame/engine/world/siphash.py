"""SipHash-2-4 of a message of one 8-byte block, as its authors published it (Aumasson and Bernstein, 2012).

It is a keyed pseudo-random function: without the 128-bit key, one value cannot be derived from other values.
"""

from typing import Any, TypeVar

import numpy.typing as npt

WORD = 0xFFFFFFFFFFFFFFFF

CONSTANTS = (
    0x736F6D6570736575,
    0x646F72616E646F6D,
    0x6C7967656E657261,
    0x7465646279746573,
    8 << 56,
    0xFF,
)
"""The four initial words, the final block of an 8-byte message (which holds its length), and the finalisation mark."""

ROUNDS = 8
"""Two rounds after each of the two blocks, and four to finalise."""

Words = tuple[int, int, int, int, int, int]
Unsigned = TypeVar("Unsigned", int, npt.NDArray[Any])


def siphash(k0: Unsigned, k1: Unsigned, block: Unsigned, constants: Words = CONSTANTS) -> Unsigned:
    """Return the unsigned 64-bit hash of a block; key and block are unsigned as well, or arrays of uint64.

    The compiled build compiles this source with unsigned constants, for which the masks change nothing.
    """
    c0, c1, c2, c3, length, end = constants
    v0, v1, v2, v3 = k0 ^ c0, k1 ^ c1, k0 ^ c2, k1 ^ c3 ^ block
    for done in range(ROUNDS):
        if done == 2:
            v0, v3 = v0 ^ block, v3 ^ length
        if done == 4:
            v0, v2 = v0 ^ length, v2 ^ end
        v0, v2 = (v0 + v1) & WORD, (v2 + v3) & WORD
        v1, v3 = ((v1 << 13) & WORD | v1 >> 51) ^ v0, ((v3 << 16) & WORD | v3 >> 48) ^ v2
        v0, v2 = (((v0 << 32) & WORD | v0 >> 32) + v3) & WORD, (v1 + v2) & WORD
        v1, v3 = ((v1 << 17) & WORD | v1 >> 47) ^ v2, ((v3 << 21) & WORD | v3 >> 43) ^ v0
        v2 = (v2 << 32) & WORD | v2 >> 32
    hashed: Unsigned = v0 ^ v1 ^ v2 ^ v3
    return hashed


def top_bits(k0: int, k1: int, block: int) -> int:
    """Return the highest 16 bits of a block's hash, under a key of two signed words.

    The compiled build overloads this function, so that no rule handles an unsigned integer.
    """
    return siphash(k0 & WORD, k1 & WORD, block) >> 48
