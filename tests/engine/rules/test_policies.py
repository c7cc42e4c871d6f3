"""The rules of scripted seats: they use only what their seat may know, and decide alike plain and compiled."""

from dataclasses import replace
from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.games import SEEDS, cells, worlds_of
from tests.engine.goodwill import with_goodwill
from tests.engine.invented import SEATS, spec
from tests.engine.perspective.test_filter import NINE
from tests.secrecy.pairs import alike
from wargame.engine import Setting, SettingError, World, choose, compile_setting, perspective, problems, warm
from wargame.engine.rules.game import Game
from wargame.engine.rules.policies.decide import decide
from wargame.engine.rules.policies.kinds import NAMES
from wargame.engine.spec import LeaningSpec
from wargame.engine.world.dice import key_of
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS, as_cells
from wargame.engine.world.rule import address, as_tables

ISLET = compile_setting(spec())
KINDER = compile_setting(with_goodwill(grit=0.8))
POLICIES = st.integers(0, len(NAMES) - 1)


def decided(setting: Setting, world: World, seat: str, policy: int, seed: int) -> list[int]:
    """Return the sheet of a seat whose rules read the whole truth."""
    row = setting.facts(world)
    index = setting.names.states[seat]
    decide(Game(setting.plain, setting.at, row, row, key_of(seed), int(world.clock[0]), None), index, policy)
    start = setting.at.sheet + index * SLOTS * SHEET_WIDTH
    return row[start : start + SLOTS * SHEET_WIDTH]


@pytest.mark.slow
@given(worlds_of(ISLET), worlds_of(ISLET), st.sampled_from(SEATS), POLICIES, SEEDS)
@settings(max_examples=200)
def test_a_policy_that_is_handed_the_truth_does_not_look_at_what_its_seat_may_not_know(
    world: World, other: World, seat: str, policy: int, seed: int
) -> None:
    same = alike(ISLET, world, other, seat)
    sheets = [decided(ISLET, w, seat, policy, seed) for w in (world, same, perspective(ISLET, world, seat).world)]
    assert sheets[0] == sheets[1] == sheets[2]


@pytest.mark.slow
@given(worlds_of(NINE), worlds_of(NINE), st.sampled_from(NINE.seats), SEEDS)
@settings(max_examples=40)
def test_nor_does_any_in_nine_past_nine(world: World, other: World, seat: str, seed: int) -> None:
    same = alike(NINE, world, other, seat)
    for policy in range(len(NAMES)):
        assert decided(NINE, world, seat, policy, seed) == decided(NINE, same, seat, policy, seed)


@given(worlds_of(NINE), st.sampled_from(NINE.seats), SEEDS)
@settings(max_examples=40)
def test_every_policy_gives_legal_orders_in_any_world(world: World, seat: str, seed: int) -> None:
    view = perspective(NINE, world, seat)
    assert [problems(view, choose(name, view, seed).sheet) for name in NAMES] == [()] * len(NAMES)


def test_a_seat_without_leanings_draws_evenly(setting: Setting) -> None:
    world = setting.world([cell[2] for cell in setting.tables.cells])
    bor = {tuple(decided(setting, world, "BOR", NAMES.index("empirical"), seed)[:3]) for seed in range(300)}
    assert len(bor) > 4


@pytest.fixture(scope="module")
def compiled_decide() -> Any:
    """Compile a rule that only decides, which the engine itself does not build."""
    warm(block=True)

    def decide_all(t: Any, at: Any, rows: Any, keys: Any, turns: Any, policies: Any) -> None:
        for k in range(len(keys)):
            for seat in range(at.states):
                row, key = address(rows[k]), (keys[k][0], keys[k][1])
                decide(Game(as_tables(t), at, row, row, key, turns[k], None), seat, policies[k])

    return numba.njit(nogil=True, _nrt=False)(decide_all)


@pytest.mark.slow
@pytest.mark.parametrize("islet", [ISLET, KINDER], ids=["islet", "with steps of goodwill"])
def test_every_policy_decides_compiled_as_it_does_plainly(compiled_decide: Any, islet: Setting) -> None:
    worlds: list[World] = []

    @given(worlds_of(islet))
    @settings(max_examples=100, database=None)
    def collect(world: World) -> None:
        worlds.append(world)

    collect()
    games = [(world, policy) for world in worlds for policy in range(len(NAMES))]
    plain = [islet.facts(world) for world, _ in games]
    rows = as_cells(plain)
    keys = [key_of(seed * 7_000_000_007) for seed in range(len(games))]
    turns = np.array([int(world.clock[0]) for world, _ in games])
    compiled_decide(islet.array, islet.record, rows, np.array(keys), turns, np.array([policy for _, policy in games]))
    for row, key, turn, (_, policy) in zip(plain, keys, turns.tolist(), games, strict=True):
        for seat in range(islet.at.states):
            decide(Game(islet.plain, islet.at, row, row, key, turn, None), seat, policy)
    assert rows.tolist() == plain


@pytest.mark.parametrize("weight", [0, -1, 1001, 1e300, float("nan")])
def test_a_leaning_without_weight_or_too_heavy_to_count_with_is_refused(weight: float) -> None:
    leanings = (replace(spec().leanings[0], weight=weight),)
    with pytest.raises(SettingError, match=r"leanings\[0\]\.weight.*0\.\.1000"):
        compile_setting(replace(spec(), leanings=leanings))


def test_a_leaning_to_an_order_that_the_seat_cannot_give_is_refused() -> None:
    leanings = (LeaningSpec("DUN", "warn", 1),)
    with pytest.raises(SettingError, match=r"leanings\[0\].*DUN cannot give"):
        compile_setting(replace(spec(), leanings=leanings))


def test_the_masks_of_cells_are_those_of_the_perspective() -> None:
    world = ISLET.world([1] * ISLET.at.sheet)
    for seat in SEATS:
        seen = [cell == 1 for cell in cells(perspective(ISLET, world, seat).world)]
        assert seen == [bool(mask >> ISLET.names.states[seat] & 1) for mask in ISLET.tables.seen]
