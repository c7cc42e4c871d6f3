"""SipHash-2-4 of a message of one 8-byte block, as its authors published it (Aumasson and Bernstein, 2012).

It is a keyed pseudo-random function: without the 128-bit key, no value tells anything of another.
"""

WORD = 0xFFFFFFFFFFFFFFFF

CONSTANTS = (
    0x736F6D6570736575,
    0x646F72616E646F6D,
    0x6C7967656E657261,
    0x7465646279746573,
    8 << 56,
    0xFF,
)
"""The four words to begin with, the last block of a message of eight bytes (its length), and the mark of the end."""

ROUNDS = 8
"""Two after each of both blocks and four at the end."""

Words = tuple[int, int, int, int, int, int]


def siphash(k0: int, k1: int, block: int, constants: Words = CONSTANTS) -> int:
    """Give the 64-bit value of a block; key, block and value are unsigned.

    The compiled build takes this source with constants that are unsigned by type, where the masks do nothing.
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
    return v0 ^ v1 ^ v2 ^ v3


def top_bits(k0: int, k1: int, block: int) -> int:
    """Give the highest 16 bits of a block's value under a key of two signed words.

    The compiled build has an overload of it, so that no unsigned integer reaches a rule.
    """
    return siphash(k0 & WORD, k1 & WORD, block) >> 48
