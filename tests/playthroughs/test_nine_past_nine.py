"""Nine Past Nine compared with history: the record can be ordered, and calm seats are safe."""

from collections import Counter

import pytest

from tests.playthroughs.goldens import ending_of
from tests.scenarios.pack_games import played, setting_of
from wargame.engine import (
    Setting,
    adjudicate,
    choose,
    opening_world,
    perspective,
)


@pytest.fixture(scope="module")
def setting() -> Setting:
    return setting_of("nine-past-nine")


def test_the_record_is_legal_as_it_stands(setting: Setting) -> None:
    said = Counter()
    for seed in range(20):
        world = opening_world(setting, seed)
        while not world.clock[1]:
            decisions = {c: choose("historical", perspective(setting, world, c), seed) for c in setting.seats}
            said.update("left" if "no longer possible" in d.reason else "kept" for d in decisions.values() if d.sheet)
            world = adjudicate(setting, world, {c: d.sheet for c, d in decisions.items()}, seed).world
    assert said["kept"] > 0.9 * said.total()


@pytest.mark.slow
def test_seats_that_hold_still_lose_no_aircraft(setting: Setting) -> None:
    games = played("nine-past-nine", range(60), policy="hold")
    assert sum(ending_of(setting, worlds[-1]) == "loss" for worlds in games) <= 1
