"""Which outcomes are worth the white cell's time before everybody sees them: high stakes, by a rule in figures."""

from scenarios.schema.stakes import StakesEntry
from wargame.engine.values import Outcome, Setting


def is_high(setting: Setting, outcome: Outcome, stage_before: str, stakes: StakesEntry) -> bool:
    """Return whether an outcome is to be judged by the scenario's `stakes`.

    `stage_before` is where its incident stood, "" for anything else.
    """
    name = outcome.kind if outcome.subject == "order" else outcome.name
    if outcome.subject not in ("order", "call", "incident") or name in stakes.never:
        return False
    return name in stakes.always or _is_grave(setting, outcome, stage_before, stakes)


def _is_grave(setting: Setting, outcome: Outcome, stage_before: str, stakes: StakesEntry) -> bool:
    if outcome.subject == "call":
        return bool(outcome.options)
    if outcome.subject == "incident":
        mishap = sum(option.in_100 for option in outcome.options if option.accident)
        stage = setting.incident(outcome.name).stage(outcome.result)
        return mishap >= stakes.mishap_in_100 or (stage.key != stage_before and stage.hostility >= stakes.hostility)
    return len(outcome.options) > 1 and _weighs(setting, outcome, stakes)


def _weighs(setting: Setting, outcome: Outcome, stakes: StakesEntry) -> bool:
    """Return whether an order that was rolled for is grave in itself, or moves somebody much."""
    spec = setting.order(outcome.kind)
    level = next(level for level in spec.levels if level.key == outcome.level)
    chance = spec.chance
    effects = (*chance.on_success, *chance.on_failure) if chance else ()
    return level.severity >= stakes.severity or any(abs(effect.amount) >= stakes.effect for effect in effects)
