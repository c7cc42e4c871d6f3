"""The worth of orders to an adviser: what the seat's aims gain, and what the adviser overrates."""

from collections.abc import Iterable, Sequence

from wargame.engine.advice.claims import claim_of
from wargame.engine.advice.figures import bettered
from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.deeds import deed_in
from wargame.engine.policies.talk import is_force
from wargame.engine.previews.moves import FELT
from wargame.engine.previews.sheet_forecast import OrderForecast
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec.advisers import FavourSpec
from wargame.engine.spec.orders import FORCE, PRESSING, THREATENING
from wargame.engine.turn.sheet import Order

HOSTILE = (PRESSING, FORCE)
"""Deeds that nobody means who favours orders towards a state."""


def is_worth_something(view: Perspective, forecast: OrderForecast) -> bool:
    """Return whether the order can do what it is for, betters something that is felt, and has something to expect."""
    if forecast.odds is not None and forecast.odds.in_100 < 1 and not forecast.odds.turn:
        return False
    gains = (bettered(view.seat, move) for move in forecast.moves)
    return (gain_of(forecast) >= FELT or any(gain >= FELT for gain in gains)) and claim_of(
        view, (), forecast
    ) is not None


def values_of(view: Perspective, favours: Sequence[FavourSpec], found: Iterable[OrderForecast]) -> list[float]:
    """Return the worth of each order to an adviser, in points of the seat's aims."""
    return [gain_of(each) + sum(_favoured(view, favour, each) for favour in favours) for each in found]


def gain_of(forecast: OrderForecast) -> float:
    """Return by how many points the order moves the seat's aims: by the end of the game, or in this turn if more."""
    aims = forecast.aims
    return aims.turn.mean if aims.end is None else max(aims.turn.mean, aims.end.mean)


def leaning_deed(setting: Setting, order: Order) -> str:
    """Return the class of an order as advisers lean to it, one of `LEANINGS`: a show of force counts as force."""
    if is_force(setting, order):
        return FORCE
    deed = deed_in(setting, order)
    return PRESSING if deed in (THREATENING, FORCE) else deed


def _favoured(view: Perspective, favour: FavourSpec, forecast: OrderForecast) -> float:
    """Return the points that one favour adds to an order."""
    order, deed = forecast.order, leaning_deed(view.setting, forecast.order)
    fits = (
        (favour.deed == deed if favour.deed else not favour.towards or deed not in HOSTILE)
        and favour.domain in ("", view.setting.order(order.kind).domain)
        and favour.towards in ("", *order.targets, *order.partners)
    )
    if not fits:
        return 0.0
    if not favour.figure:
        return favour.points
    moves = (move for move in forecast.moves if move.variable == favour.figure)
    named = (move for move in moves if favour.of in ("", move.who, move.name))
    return favour.points * sum(bettered(view.seat, move) for move in named)
