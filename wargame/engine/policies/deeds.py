"""Classes of orders and events, and their weights with a scripted seat."""

from collections.abc import Iterable

from wargame.engine.scenario.deeds import deed_by_hostility, deed_of
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec.orders import DEEDS, FORCE, FRIENDLY, NEUTRAL, PRESSING, THREATENING
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.sheet import Order

WEIGHT = {FRIENDLY: 6, NEUTRAL: 0, PRESSING: -6, THREATENING: -12, FORCE: -30}
"""By how many points of relation a deed of each class moves what a scripted seat agrees to soon afterwards."""


def deed_in(setting: Setting, order: Order) -> str:
    """Return the class of an order to its target."""
    spec = setting.order(order.kind)
    return deed_of(spec, next((level for level in spec.levels if level.key == order.level), spec.levels[0]))


def deed_towards(setting: Setting, outcome: Outcome, seat: str) -> str:
    """Return the class of an outcome to a seat; neutral where it does not concern that seat.

    To a partner nothing is hostile, because it takes part. A move of an incident is a deed of its actor to its target.
    """
    if outcome.actor == seat or outcome.result == "refused":
        return NEUTRAL
    if outcome.subject == "incident":
        return _of_move(setting, outcome) if outcome.target == seat else NEUTRAL
    if outcome.subject != "order" or seat not in (*outcome.targets, *outcome.partners):
        return NEUTRAL
    deed = deed_in(setting, Order(outcome.kind, outcome.level, outcome.target))
    return deed if seat in outcome.targets or DEEDS.index(deed) <= DEEDS.index(NEUTRAL) else NEUTRAL


def weightiest(deeds: Iterable[str]) -> str:
    """Return the most hostile of several classes; a friendly one counts only beside neutral ones."""
    found = set(deeds)
    hostile = [deed for deed in DEEDS[DEEDS.index(NEUTRAL) + 1 :] if deed in found]
    return hostile[-1] if hostile else FRIENDLY if FRIENDLY in found else NEUTRAL


def _of_move(setting: Setting, outcome: Outcome) -> str:
    stage = setting.incident(outcome.name).stage(outcome.result)
    return stage.deed or (deed_by_hostility(stage.hostility) if stage.hostility else NEUTRAL)
