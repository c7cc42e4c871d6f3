"""The rules of scripted seats: they use only what their seat may know, and decide alike plain and compiled."""

from dataclasses import replace

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
from wargame.engine.playouts.playouts import begin, play
from wargame.engine.rules.game import Game
from wargame.engine.rules.policies.decide import decide
from wargame.engine.rules.policies.kinds import NAMES
from wargame.engine.spec import LeaningSpec
from wargame.engine.world.dice import key_of
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS

ISLET = compile_setting(spec())
KINDER = compile_setting(with_goodwill(grit=0.8))
POLICIES = st.integers(0, len(NAMES) - 1)
WIDTH = SLOTS * SHEET_WIDTH
"""Cells of a seat's sheet."""


def decided(setting: Setting, world: World, seat: str, policy: int, seed: int) -> list[int]:
    """Return the sheet of a seat whose rules read the whole truth."""
    row = setting.facts(world)
    index = setting.names.states[seat]
    decide(Game(setting.plain, setting.at, row, row, key_of(seed), int(world.clock[0]), None), index, policy)
    start = setting.at.sheet + index * WIDTH
    return row[start : start + WIDTH]


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


@pytest.mark.slow
@given(worlds_of(NINE), st.sampled_from(NINE.seats), SEEDS)
@settings(max_examples=40)
def test_every_policy_gives_legal_orders_in_any_world(world: World, seat: str, seed: int) -> None:
    view = perspective(NINE, world, seat)
    assert [problems(view, choose(name, view, seed).sheet) for name in NAMES] == [()] * len(NAMES)


def test_a_seat_without_leanings_draws_evenly(setting: Setting) -> None:
    world = setting.world([cell[2] for cell in setting.tables.cells])
    bor = {tuple(decided(setting, world, "BOR", NAMES.index("empirical"), seed)[:3]) for seed in range(300)}
    assert len(bor) > 4


@pytest.mark.slow
@pytest.mark.parametrize("islet", [ISLET, KINDER], ids=["islet", "with steps of goodwill"])
def test_every_policy_decides_compiled_as_it_does_plainly(islet: Setting) -> None:
    """A compiled turn leaves the sheets that its seats wrote in the row of the game."""
    warm(block=True)
    worlds: list[World] = []

    @given(worlds_of(islet))
    @settings(max_examples=100, database=None)
    def collect(world: World) -> None:
        if world.clock[0] <= islet.at.turns:
            worlds.append(world)

    collect()
    assert len(worlds) > 50
    games = [(world, name) for world in worlds for name in NAMES]
    seeds = [number * 7_000_000_007 for number in range(len(games))]
    seated = [dict.fromkeys(islet.seats, name) for _, name in games]
    begun = begin(islet, [world for world, _ in games], [{}] * len(games), seeds, seated)
    play(islet, begun, 1)
    assert isinstance(begun.rows, np.ndarray), "not compiled"
    firsts = [islet.at.sheet + islet.names.states[seat] * WIDTH for seat in islet.seats]
    assert [[row[first : first + WIDTH] for first in firsts] for row in begun.rows.tolist()] == [
        [decided(islet, world, seat, NAMES.index(name), seed) for seat in islet.seats]
        for (world, name), seed in zip(games, seeds, strict=True)
    ]


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
