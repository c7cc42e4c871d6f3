"""Conditions in the pack's words: whether they can be asked of a scenario, and whether they hold."""

from collections.abc import Iterable, Sequence

from wargame import engine
from wargame.exercises.bridge import outcomes_of, setting_for, setting_of
from wargame.exercises.models import Exercise, Turn


def check(exercise: Exercise, clauses: Iterable[str]) -> None:
    """Refuses, with `SettingError`, what is no condition of the scenario."""
    engine.check_condition(setting_of(exercise), tuple(clauses))


def judge(turns: Sequence[Turn], clauses: Iterable[str], world: engine.World) -> bool:
    """Return whether a condition holds at the end of the last of these turns (1, 2, ...), on the world after it."""
    played = [outcomes_of(turn) for turn in turns]
    return engine.judge(setting_for(turns[-1]), tuple(clauses), world, played)
