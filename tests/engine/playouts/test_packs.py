"""Random games of every pack give the same integers in every build, turn by turn."""

from collections.abc import Iterator

import pytest

from tests.engine.games import cells
from tests.scenarios.pack_games import SLUGS, setting_of
from wargame.engine import (
    Adjudication,
    Setting,
    Sheet,
    World,
    adjudicate,
    choose,
    decode,
    encode,
    is_compiled,
    opening_world,
    rollouts,
    warm,
)
from wargame.engine.perspective.filter import masked_view
from wargame.engine.previews.guesses import Guess
from wargame.engine.previews.odds import play_imagined_turns
from wargame.engine.scenario.cell_audiences import Subject, subjects

GAMES = 6


def random_turns(setting: Setting, seed: int) -> Iterator[tuple[World, dict[str, Sheet], Adjudication]]:
    """Play a game with random legal sheets and give each turn."""
    world = opening_world(setting, seed)
    while not world.clock[1]:
        sheets = {seat: choose("random", masked_view(setting, world, seat), seed).sheet for seat in setting.seats}
        result = adjudicate(setting, world, sheets, seed)
        yield world, sheets, result
        world = result.world


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_entries_add_up_and_worlds_survive_their_json(slug: str) -> None:
    setting = setting_of(slug)
    for seed in range(GAMES):
        for world, _, result in random_turns(setting, seed):
            running = dict(zip(subjects(setting), cells(world), strict=True))
            for entry in result.entries:
                running[Subject(entry.variable, entry.who, entry.towards, entry.name)] += entry.delta
            assert list(running.values()) == cells(result.world)
            assert cells(decode(encode(result.world), setting)) == cells(result.world)


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_plain_and_compiled_games_are_equal_in_every_integer(slug: str) -> None:
    warm(block=True)
    assert is_compiled()
    setting = setting_of(slug)
    played = [(turn, seed) for seed in range(GAMES) for turn in random_turns(setting, seed)]
    worlds, sheets = [turn[0] for turn, _ in played], [turn[1] for turn, _ in played]
    after = rollouts(setting, worlds, sheets, [seed for _, seed in played])
    assert after.tolist() == [cells(turn[2].world) for turn, _ in played]


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_plain_and_compiled_rules_foretell_the_same_outcomes(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    warm(block=True)
    setting = setting_of(slug)
    for seed in range(2):
        for world, sheets, _ in random_turns(setting, seed):
            for seat in setting.seats:
                view, situations = masked_view(setting, world, seat), [Guess(world, sheets, {})] * 2
                with monkeypatch.context() as patch:
                    by_compiled = play_imagined_turns(view, situations, sheets[seat], seed)
                    patch.setattr("wargame.engine.previews.odds.is_compiled", lambda: False)
                    assert by_compiled == play_imagined_turns(view, situations, sheets[seat], seed)


def test_there_is_a_pack_to_check() -> None:
    assert {"nine-past-nine", "the-invitation"} <= set(SLUGS)
