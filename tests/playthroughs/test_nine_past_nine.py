"""Nine Past Nine as history: the record can be given, an entry is answered as entries were, and calm is safe."""

from collections import Counter

import pytest

from tests.playthroughs.goldens import ending_of, setting_of
from wargame.engine import (
    Setting,
    adjudicate,
    choose,
    opening_world,
    perspective,
    play_game,
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


def test_an_entry_is_answered_with_force_about_half_the_time(setting: Setting) -> None:
    world = opening_world(setting, 1)
    a50 = setting.names.incidents["a50"]
    stage = setting.names.stages[a50]["inside"]
    world.incident[a50] = (stage, setting.spec.incidents[a50].stages[stage].hostility, 0)
    world.clock[0] = 3
    world.mark[setting.names.marks["kor_up"]] = 1
    view = perspective(setting, world, "KOR")
    sheets = [choose("empirical", view, seed).sheet for seed in range(600)]
    hostility = {
        (order.kind, level.key): (level.codes or order.codes).mid_hostility
        for order in setting.spec.orders
        for level in order.levels
    }
    forceful = sum(any(hostility[order.kind, order.level] >= 2 for order in sheet) for sheet in sheets)
    assert 0.35 <= forceful / 600 <= 0.65


def test_seats_that_hold_still_lose_no_aircraft(setting: Setting) -> None:
    last = [play_game(setting, seed, dict.fromkeys(setting.seats, "hold"))[0] for seed in range(60)]
    assert sum(ending_of(setting, world) == "loss" for world in last) <= 1
