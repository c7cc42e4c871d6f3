"""Rehearsals: playing a scenario at random, to find what breaks before people do."""

from scenarios.models import ScenarioVersion
from wargame import engine
from wargame.exercises import bridge


def rehearse(*, version: ScenarioVersion, games: int, seed: int) -> engine.FuzzReport:
    """Plays so many games of a scenario with scripted and random seats; the same seed plays the same games."""
    return engine.play_random(bridge.setting_of(version), games, seed)


def spec_of(version: ScenarioVersion) -> engine.ScenarioSpec:
    """What the scenario declares: the keys a report is about."""
    return bridge.setting_of(version).spec
