"""A roll depends on its key alone, rolls are uniform, and both builds compute SipHash-2-4."""

import itertools
from collections import Counter
from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.engine import warm
from wargame.engine.world import dice
from wargame.engine.world.siphash import WORD, siphash, top_bits

SEEDS = st.integers(0, 2**128 - 1)


def rolled(seed: int, turn: int, kind: int, actor: int, slot: int) -> int:
    return dice.roll(dice.key_of(seed), turn, kind, actor, slot)


@pytest.mark.parametrize(
    ("key", "message", "tag"),
    [
        ("000102030405060708090a0b0c0d0e0f", "0001020304050607", "6224939a79f5f593"),
        ("00000000000000000000000000000000", "0000000000000000", "6725fe6fbbe849e8"),
        ("ffffffffffffffffffffffffffffffff", "ffffffffffffffff", "d0f9771749773ef1"),
        ("0f1e2d3c4b5a69788796a5b4c3d2e1f0", "0000000000010000", "97e06255da31e97e"),
        ("fedcba98765432100123456789abcdef", "0302010003000001", "8dbfb2ac7366fd27"),
        ("2b7e151628aed2a6abf7158809cf4f3c", "7856341200010000", "367fd3b75c230d58"),
    ],
)
def test_the_hash_is_siphash_2_4(key: str, message: str, tag: str) -> None:
    """The first line is the authors' published vector for eight bytes; OpenSSL 3.5 gave the others."""
    k0, k1, block = (int.from_bytes(bytes.fromhex(word), "little") for word in (key[:16], key[16:], message))
    assert siphash(k0, k1, block).to_bytes(8, "little").hex() == tag


@pytest.fixture(scope="module")
def compiled_rolls() -> Any:
    """Compile a function that rolls the dice of many keys at once."""
    warm(block=True)

    def roll_all(keys: Any, messages: Any, rolls: Any) -> None:
        for k in range(len(keys)):
            turn, kind, actor, slot = messages[k]
            rolls[k] = dice.roll((keys[k][0], keys[k][1]), turn, kind, actor, slot)

    return numba.njit(nogil=True, _nrt=False)(roll_all)


@pytest.mark.slow
def test_both_builds_draw_the_same_integers(compiled_rolls: Any) -> None:
    drawn = np.random.default_rng(24)
    keys = drawn.integers(-(2**63), 2**63 - 1, (3000, 2), endpoint=True)
    messages = [(int(turn), *map(int, rest)) for turn, *rest in drawn.integers(0, [2**16, 11, 256, 256], (3000, 4))]
    rolls = np.zeros(3000, dtype=np.int64)
    compiled_rolls(keys, np.array(messages), rolls)
    assert rolls.tolist() == [dice.roll((a, b), *one) for (a, b), one in zip(keys.tolist(), messages, strict=True)]


@pytest.mark.slow
def test_no_unsigned_integer_reaches_a_compiled_rule(compiled_rolls: Any) -> None:
    def top(k0: int, k1: int, block: int) -> int:
        return top_bits(k0, k1, block)

    ask = numba.njit(top)
    assert ask(-1, -1, 1 << 40) == top_bits(-1, -1, 1 << 40)
    assert [signature.return_type for signature in ask.nopython_signatures] == [numba.types.int64]


@pytest.mark.slow
@given(SEEDS, st.integers(1, 2**16 - 1), st.integers(0, 10), st.integers(0, 255), st.integers(0, 255))
def test_a_roll_is_the_top_of_the_hash_of_its_own_message(
    seed: int, turn: int, kind: int, actor: int, slot: int
) -> None:
    k0, k1 = (word & WORD for word in dice.key_of(seed))
    message = bytes((slot, actor, kind)) + turn.to_bytes(2, "little") + b"\1\0\0"
    assert rolled(seed, turn, kind, actor, slot) == siphash(k0, k1, int.from_bytes(message, "little")) // 2**48


@given(st.lists(SEEDS, max_size=3), st.lists(st.tuples(*[st.integers(0, most) for most in (65535, 10, 255, 255)])))
def test_rolls_of_many_keys_and_blocks_are_those_of_each(
    seeds: list[int], messages: list[tuple[int, int, int, int]]
) -> None:
    keys = [dice.key_of(seed) for seed in seeds]
    found = dice.rolls(keys, [dice.block_of(*message) for message in messages])
    assert found.tolist() == [[dice.roll(key, *message) for message in messages] for key in keys]


def test_known_rolls_stay_what_they_were() -> None:
    seeds = (0, 1, 2**32, 2**63 - 1, 2**128 - 1)
    assert [rolled(seed, 1, dice.SUCCESS, 0, 0) for seed in seeds] == [47253, 12807, 14501, 27060, 49168]


def test_every_part_of_the_key_and_of_the_message_matters() -> None:
    keys = [(7, 1, 0, 0, 0), (8, 1, 0, 0, 0), (7 + 2**40, 1, 0, 0, 0), (7 + 2**100, 1, 0, 0, 0), (7, 2, 0, 0, 0)]
    keys += [(7, 257, 0, 0, 0), (7, 1, 1, 0, 0), (7, 1, 0, 1, 0), (7, 1, 0, 0, 1)]
    assert len({rolled(*key) for key in keys}) == len(keys)


def test_each_word_of_the_key_matters() -> None:
    assert len({dice.roll(key, 1, 0, 0, 0) for key in ((0, 0), (0, 1), (1, 0), (-1, 0), (0, -1))}) == 5


@pytest.mark.parametrize("seed", [-1, 2**128])
def test_a_seed_outside_its_range_has_no_key(seed: int) -> None:
    with pytest.raises(ValueError, match=r"outside 0\.\.2\*\*128-1"):
        dice.refuse_seeds([seed])


@pytest.mark.slow
def test_rolls_fall_evenly_over_seeds_and_over_messages() -> None:
    for rolls in (
        [rolled(seed, 1, dice.INCIDENT, 0, 0) for seed in range(20_000)],
        [rolled(5, turn, kind, actor, slot) for turn in range(1, 40) for kind in range(4)
         for actor in range(16) for slot in range(8)],
    ):  # fmt: skip
        expected = len(rolls) / 16
        chi_square = sum((count - expected) ** 2 / expected for count in Counter(roll >> 12 for roll in rolls).values())
        assert chi_square < 37.7  # 15 degrees of freedom, p = .001


@pytest.mark.slow
def test_one_bit_of_the_seed_changes_half_of_the_roll() -> None:
    flips = [
        (rolled(seed, 1, 0, 0, 0) ^ rolled(seed ^ (1 << bit), 1, 0, 0, 0)).bit_count()
        for seed in range(0, 3000, 13)
        for bit in range(128)
    ]
    assert 7.9 < sum(flips) / len(flips) < 8.1


@pytest.mark.slow
def test_neighbouring_seeds_are_unrelated() -> None:
    rolls = [rolled(seed, 1, 0, 0, 0) / dice.SIDES - 0.5 for seed in range(20_000)]
    covariance = sum(a * b for a, b in itertools.pairwise(rolls)) / len(rolls)
    assert abs(covariance) < 0.0025
