"""Later effects: the turn in which each delay ends, and how many orders can be under way at once."""

from collections.abc import Iterator

from wargame.engine.errors import SettingError
from wargame.engine.spec import EffectSpec, OrderSpec, ScenarioSpec, StateSpec
from wargame.engine.world.layout import SLOTS

MINUTES_A_DAY = 24 * 60
MOST_PLACES = 120
"""The most orders of one state under way at once for which a world has room."""


def due_turns(spec: ScenarioSpec) -> list[int]:
    """Return for each delay in use, shortest first, and each turn when the effects of an order given then come."""
    return [due_turn(spec, days, number) for days in delays(spec) for number in range(1, len(spec.turns) + 1)]


def delays(spec: ScenarioSpec) -> list[float]:
    """Return the delays in use, in days, each once and shortest first."""
    return sorted({order.delay for order in spec.orders if is_slow(order)})


def is_slow(order: OrderSpec) -> bool:
    """Return whether an order kind has later effects."""
    return any(level.later for level in order.levels)


def due_turn(spec: ScenarioSpec, days: float, number: int) -> int:
    """Return the first turn that opens at least `days` days after turn `number` opened; one past the last turn if none
    does.
    """
    passed = 0
    for turn in spec.turns[number - 1 : -1]:
        passed += turn.minutes
        if passed >= days * MINUTES_A_DAY:
            return turn.number + 1
    return len(spec.turns) + 1


def places(spec: ScenarioSpec) -> int:
    """Return the most orders that one state can have under way at once.

    Raises SettingError if a world has no room for them.
    """
    most = max(most_under_way(spec, state) for state in spec.states) if spec.states else 0
    if most > MOST_PLACES:
        message = f"A state could have {most} orders with later effects under way; a world has room for {MOST_PLACES}."
        raise SettingError("orders", message, "Let them cost more, or take effect sooner.")
    return most


def most_under_way(spec: ScenarioSpec, state: StateSpec) -> int:
    """Return the most slow orders that a state can afford in a turn, times the turns in which they can be under way
    together.
    """
    slow = [order for order in spec.orders if state.code in order.seats and is_slow(order)]
    if not slow:
        return 0
    cheapest = min(level.cost for order in slow for level in order.levels if level.later)
    affordable = SLOTS if not cheapest or points_move(spec) else min(SLOTS, state.points // cheapest)
    numbers = range(1, len(spec.turns) + 1)
    due = {number: [due_turn(spec, order.delay, number) for order in slow] for number in numbers}
    kept = {number: max((turn for turn in turns if turn in due), default=0) for number, turns in due.items()}
    return affordable * max(sum(kept[given] > now for given in range(1, now + 1)) for now in numbers)


def points_move(spec: ScenarioSpec) -> bool:
    """Return whether any effect changes order points."""
    return any(effect.variable == "points" for effect in all_effects(spec))


def all_effects(spec: ScenarioSpec) -> Iterator[EffectSpec]:
    """Yield every effect of orders, incidents and injects."""
    for order in spec.orders:
        yield from order.effects
        yield from (*order.chance.on_success, *order.chance.on_failure) if order.chance else ()
        for level in order.levels:
            yield from (*level.effects, *level.later)
    for incident in spec.incidents:
        yield from (effect for stage in incident.stages for way in stage.transitions for effect in way.effects)
    for inject in spec.injects:
        yield from inject.effects
