"""Which outcomes are worth the white cell's time before everybody sees them: high stakes, by a rule in figures."""

from dataclasses import dataclass

from wargame.exercises.bridge import Outcome, Setting


@dataclass(frozen=True)
class Stakes:
    """From where an outcome is of high stakes.

    A rolled order by its level's severity (points) or an effect's size; an incident by the hostility (MID
    level) of a stage that it newly enters, or by a mishap among what could have happened; a call on a pact always.
    """

    severity: float = 10
    effect: float = 5
    hostility: int = 3
    mishap_in_100: int = 1


HIGH = Stakes()


def is_high(setting: Setting, outcome: Outcome, stage_before: str, stakes: Stakes = HIGH) -> bool:
    """Whether an outcome is to be judged; `stage_before` is where its incident stood, "" for anything else."""
    if outcome.subject == "call":
        return bool(outcome.options)
    if outcome.subject == "incident":
        mishap = sum(option.in_100 for option in outcome.options if option.accident)
        return mishap >= stakes.mishap_in_100 or (
            outcome.result != stage_before and _hostility(setting, outcome) >= stakes.hostility
        )
    return outcome.subject == "order" and len(outcome.options) > 1 and _weighs(setting, outcome, stakes)


def _hostility(setting: Setting, outcome: Outcome) -> int:
    stages = setting.incident(outcome.name).stages
    return next(stage.hostility for stage in stages if stage.key == outcome.result)


def _weighs(setting: Setting, outcome: Outcome, stakes: Stakes) -> bool:
    """Whether an order that was rolled for is grave in itself, or moves somebody much."""
    spec = setting.order(outcome.kind)
    level = next(level for level in spec.levels if level.key == outcome.level)
    chance = spec.chance
    effects = (*chance.on_success, *chance.on_failure) if chance else ()
    return level.severity >= stakes.severity or any(abs(effect.amount) >= stakes.effect for effect in effects)
