"""The record's orders played out from many dice, for the line beside the charts."""

from functools import lru_cache

from wargame import engine
from wargame.engine.values import Perspective, Setting
from wargame.exercises.bridge import public_setting_of
from wargame.exercises.models import Exercise

RECORD_RUNS = 20
"""Games in which the orders of the record are played out."""


def record_runs(exercise: Exercise) -> tuple[tuple[Perspective, ...], ...]:
    """Return the record's orders played out from different dice; each run holds the worlds before turn 1 and after each
    turn.

    Empty where the scenario has no record. The dials are those of the exercise, without what players bid on; the
    dice are those of none.
    """
    return _record_runs(public_setting_of(exercise))


def record_run(exercise: Exercise) -> tuple[Perspective, ...]:
    """Return the first of these runs alone, for what other dice hardly move; empty where the scenario has no record."""
    setting = public_setting_of(exercise)
    return _record_run(setting, 0) if setting.spec.record else ()


@lru_cache(maxsize=16)
def _record_runs(setting: Setting) -> tuple[tuple[Perspective, ...], ...]:
    if not setting.spec.record:
        return ()
    return tuple(_record_run(setting, seed) for seed in range(RECORD_RUNS))


@lru_cache(maxsize=16 * RECORD_RUNS)
def _record_run(setting: Setting, seed: int) -> tuple[Perspective, ...]:
    world = engine.opening_world(setting, seed)
    worlds = [world]
    for _ in setting.spec.turns:
        if not int(world.clock[1]):
            views = {code: engine.perspective(setting, world, code) for code in setting.seats}
            sheets = {code: engine.choose("historical", view, seed).sheet for code, view in views.items()}
            world = engine.advance(setting, world, sheets, seed)
        worlds.append(world)
    return tuple(engine.full_truth(setting, one) for one in worlds)
