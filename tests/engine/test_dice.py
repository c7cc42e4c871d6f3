"""A roll depends on its key alone, and rolls are spread evenly."""

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from wargame.engine import dice


@given(st.integers(0, 2**63 - 1), st.integers(1, 199), st.integers(0, 5), st.integers(0, 23), st.integers(0, 7))
def test_a_roll_is_a_sixteen_bit_number_that_never_changes(
    seed: int, turn: int, kind: int, actor: int, slot: int
) -> None:
    first = dice.roll(seed, turn, kind, actor, slot)
    assert 0 <= first < dice.SIDES
    assert first == dice.roll(seed, turn, kind, actor, slot)


def test_known_rolls_stay_what_they_were() -> None:
    assert [dice.roll(seed, 1, dice.SUCCESS, 0, 0) for seed in (0, 1, 2**32, 2**63 - 1)] == [23690, 45741, 47491, 47600]


def test_every_part_of_the_key_matters() -> None:
    keys = [(7, 1, 0, 0, 0), (8, 1, 0, 0, 0), (7 + 2**40, 1, 0, 0, 0), (7, 2, 0, 0, 0), (7, 1, 1, 0, 0)]
    keys += [(7, 1, 0, 1, 0), (7, 1, 0, 0, 1)]
    assert len({dice.roll(*key) for key in keys}) == len(keys)


def test_rolls_fall_evenly_over_seeds_and_over_keys() -> None:
    for rolls in (
        [dice.roll(seed, 1, dice.INCIDENT, 0, 0) for seed in range(20_000)],
        [dice.roll(5, turn, kind, actor, slot) for turn in range(1, 40) for kind in range(4)
         for actor in range(16) for slot in range(8)],
    ):  # fmt: skip
        expected = len(rolls) / 16
        chi_square = sum((count - expected) ** 2 / expected for count in Counter(roll >> 12 for roll in rolls).values())
        assert chi_square < 37.7  # 15 degrees of freedom, p = .001


def test_one_bit_of_the_seed_changes_half_of_the_roll() -> None:
    flips = [
        (dice.roll(seed, 1, 0, 0, 0) ^ dice.roll(seed ^ (1 << bit), 1, 0, 0, 0)).bit_count()
        for seed in range(0, 3000, 7)
        for bit in range(63)
    ]
    assert 7.9 < sum(flips) / len(flips) < 8.1


def test_neighbouring_seeds_are_unrelated() -> None:
    rolls = [dice.roll(seed, 1, 0, 0, 0) / dice.SIDES - 0.5 for seed in range(20_000)]
    covariance = sum(a * b for a, b in itertools.pairwise(rolls)) / len(rolls)
    assert abs(covariance) < 0.0025
