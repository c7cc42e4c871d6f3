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


def holds(view: engine.Perspective, part: engine.Comparison) -> bool:
    """Return whether a comparison holds in a perspective; one on a value that the perspective hides does not."""
    return engine.judge(view.setting, (str(part),), view.world, ())


def answers(setting: engine.Setting, part: engine.Comparison, outcome: engine.Outcome) -> bool:
    """Return whether an order is one for which a comparison with "ordered", "worked" or "tagged" asks."""
    return engine.answers(setting, part, outcome)
