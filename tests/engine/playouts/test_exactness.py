"""A game gives the same integers in every build, and its ledger adds up."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import invented
from tests.engine.exactness import stored, whole_game
from tests.engine.games import SEEDS, cells, sheets_of, worlds_of
from wargame.engine import (
    Setting,
    Sheet,
    World,
    adjudicate,
    advance,
    build_status,
    compile_setting,
    decode,
    encode,
    is_compiled,
    opening_world,
    rollouts,
    warm,
)
from wargame.engine.scenario.cell_audiences import Subject, subjects

SETTING = compile_setting(invented.spec())
SHEETS, WORLDS = sheets_of(SETTING), worlds_of(SETTING)
Sheets = Mapping[str, Sheet]


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    warm(block=True)
    assert is_compiled(), build_status()


@pytest.mark.slow
@given(WORLDS, SHEETS, SEEDS)
def test_entries_of_every_cell_add_up_to_its_change(world: World, sheets: Sheets, seed: int) -> None:
    result = adjudicate(SETTING, world, sheets, seed)
    running = dict(zip(subjects(SETTING), cells(world), strict=True))
    for number, entry in enumerate(result.entries, start=1):
        subject = Subject(entry.variable, entry.who, entry.towards, entry.name)
        assert entry.sequence == number
        assert entry.delta != 0
        assert entry.before == running[subject]
        assert entry.after == entry.before + entry.delta
        running[subject] = entry.after
    assert list(running.values()) == cells(result.world)


@pytest.mark.slow
@given(WORLDS, SHEETS, SEEDS)
def test_every_cell_stays_within_its_range(world: World, sheets: Sheets, seed: int) -> None:
    result = cells(adjudicate(SETTING, world, sheets, seed).world)
    assert all(low <= value <= high for value, (low, high, _) in zip(result, SETTING.tables.cells, strict=True))


@pytest.mark.slow
@given(WORLDS, SHEETS, SEEDS)
def test_a_turn_computed_twice_is_the_same_to_the_last_letter(world: World, sheets: Sheets, seed: int) -> None:
    first, second = adjudicate(SETTING, world, sheets, seed), adjudicate(SETTING, world, sheets, seed)
    assert first.digest == second.digest
    assert first.entries == second.entries


@pytest.mark.slow
@given(WORLDS, SHEETS, SEEDS, st.permutations(invented.SEATS))
def test_it_does_not_matter_who_files_first(world: World, sheets: Sheets, seed: int, order: list[str]) -> None:
    shuffled = {seat: sheets[seat] for seat in order}
    assert adjudicate(SETTING, world, sheets, seed).digest == adjudicate(SETTING, world, shuffled, seed).digest


@pytest.mark.slow
@given(st.lists(st.tuples(WORLDS, SHEETS, SEEDS), min_size=1, max_size=6))
def test_alone_in_a_batch_plain_and_compiled_agree_in_every_integer(games: list[tuple[World, Sheets, int]]) -> None:
    worlds, sheets, seeds = zip(*games, strict=True)
    alone = [cells(adjudicate(SETTING, *game).world) for game in games]
    batch = rollouts(SETTING, worlds, sheets, seeds)
    assert batch.tolist() == alone
    assert cells(advance(SETTING, *games[0])) == alone[0]


@pytest.mark.slow
@given(WORLDS)
def test_a_world_survives_its_json(world: World) -> None:
    copy = decode(encode(world), SETTING)
    assert all(np.array_equal(a, b) and a.dtype == b.dtype for a, b in zip(world, copy, strict=True))


@pytest.mark.slow
@given(WORLDS, SHEETS, SEEDS, st.sampled_from(invented.SEATS))
def test_changing_one_seats_sheet_leaves_all_other_rolls_as_they_were(
    world: World, sheets: Sheets, seed: int, seat: str
) -> None:
    other = {**sheets, seat: ()}
    first, second = ({key(o): o.roll for o in adjudicate(SETTING, world, s, seed).outcomes} for s in (sheets, other))
    shared = {name for name in first.keys() & second.keys() if name[1] != seat}
    both_rolled = [name for name in shared if first[name] >= 0 and second[name] >= 0]
    assert all(first[name] == second[name] for name in both_rolled)


def key(outcome: object) -> tuple[str, str, str, int]:
    """Return the subject, actor, name and slot of an outcome."""
    fields = (getattr(outcome, field) for field in ("subject", "actor", "name", "slot"))
    return tuple(fields)  # type: ignore[return-value]


def test_a_whole_game_is_the_same_on_every_machine_and_python() -> None:
    assert whole_game() == stored()


def test_a_seed_outside_its_range_is_refused(setting: Setting) -> None:
    for seed in (-1, 2**128):
        with pytest.raises(ValueError, match="outside"):
            adjudicate(setting, opening_world(setting, 1), {}, seed)
