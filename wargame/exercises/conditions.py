"""Conditions in the pack's words: whether they can be asked of a scenario, and whether they hold."""

from collections.abc import Iterable, Sequence

from wargame import engine
from wargame.exercises.bridge import TurnContext, outcomes_of
from wargame.exercises.models import Turn


def check(setting: engine.Setting, clauses: Iterable[str]) -> None:
    """Refuse, with `SettingError`, clauses that are no condition of the scenario."""
    engine.check_condition(setting, tuple(clauses))


def judge(context: TurnContext, turns: Sequence[Turn], clauses: Iterable[str]) -> bool:
    """Return whether a condition holds at the end of these turns (1, 2, ...), on the latest world of the context."""
    played = [outcomes_of(turn) for turn in turns]
    return engine.judge(context.setting, tuple(clauses), context.world, played)


def holds(view: engine.Perspective, part: engine.Comparison) -> bool:
    """Return whether a comparison holds in a perspective; one on a value that the perspective hides does not."""
    return engine.judge(view.setting, (str(part),), view.world, ())


def answers(setting: engine.Setting, part: engine.Comparison, outcome: engine.Outcome) -> bool:
    """Return whether an order is one for which a comparison with "ordered", "worked" or "tagged" asks."""
    return engine.answers(setting, part, outcome)
