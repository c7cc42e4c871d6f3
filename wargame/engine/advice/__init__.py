"""Advisers of a seat: the order that each argues for, what each expects of it, what it costs, and who agrees.

Everything comes from the seat's own perspective, as its forecasts do. Words are not made here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wargame.engine.advice.claims import Claim, claim_of
from wargame.engine.advice.costs import Cost, costs_of
from wargame.engine.advice.ranking import HOSTILE, gain_of, is_worth_something, leaning_deed, values_of
from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.pledges import Pledge
from wargame.engine.previews.moves import FELT
from wargame.engine.previews.sheet_forecast import OrderForecast, forecast_sheet
from wargame.engine.spec.advisers import LeaningOfAdviser
from wargame.engine.turn.sheet import Order

HALF = 0.5
"""Another order does as well when its worth is at least this share of the own order's worth."""


@dataclass(frozen=True)
class Argument:
    """One adviser's order: what the adviser expects of it, what it costs, and what the others think of it.

    A hostile order presses, threatens or uses force.
    """

    adviser: str
    order: Order
    claim: Claim
    costs: tuple[Cost, ...]
    agree: tuple[str, ...] = ()
    disagree: tuple[str, ...] = ()
    is_hostile: bool = False


def advise(
    view: Perspective,
    cabinet: Sequence[LeaningOfAdviser],
    offered: Sequence[Order],
    seed: int,
    pledges: Sequence[Pledge] = (),
) -> tuple[Argument, ...]:
    """Return one argument of each adviser, in the order of the cabinet; an adviser for whom no order is left says none.

    No two advisers argue for the same order, and seldom for two of one kind. At least two of them disagree. The same
    view, cabinet, offers, seed and known pledges give the same arguments.
    """
    if not cabinet or not offered:
        return ()
    told = forecast_sheet(view, (), offered, seed, pledges=pledges).offered
    found = [each for each in told if is_worth_something(view, each)]
    values = {adviser.key: values_of(view, adviser.favours, found) for adviser in cabinet}
    chosen = _choose(found, values)
    arguments = [_argument(view, adviser, found[chosen[adviser.key]]) for adviser in cabinet if adviser.key in chosen]
    gains = [gain_of(each) for each in found]
    leans = {key: [value - gain for value, gain in zip(values[key], gains, strict=True)] for key in values}
    return _with_opinions(arguments, values, leans, chosen)


def _choose(found: Sequence[OrderForecast], values: Mapping[str, Sequence[float]]) -> dict[str, int]:
    """Return the place of each adviser's order. An adviser who would lose most by the next best order chooses first."""
    chosen: dict[str, int] = {}
    taken: list[Order] = []
    waiting = list(values)
    while waiting:
        ranked = {key: _free(found, values[key], taken) for key in waiting}
        first = max(waiting, key=lambda key: _regret(values[key], ranked[key]))
        waiting.remove(first)
        if ranked[first]:
            chosen[first] = ranked[first][0]
            taken.append(found[chosen[first]].order)
    return chosen


def _free(found: Sequence[OrderForecast], values: Sequence[float], taken: Sequence[Order]) -> list[int]:
    """Return the places of orders that nobody has taken, the best first.

    Those of a kind that is taken are left out, unless nothing else is worth anything to the adviser.
    """
    kinds = {order.kind for order in taken}
    places = [place for place, each in enumerate(found) if each.order not in taken]
    places.sort(key=lambda place: (-values[place], place))
    fresh = [place for place in places if found[place].order.kind not in kinds]
    return fresh if fresh and values[fresh[0]] > 0 else places


def _regret(values: Sequence[float], ranked: Sequence[int]) -> float:
    return values[ranked[0]] - values[ranked[1]] if len(ranked) > 1 else 0.0


def _argument(view: Perspective, adviser: LeaningOfAdviser, forecast: OrderForecast) -> Argument:
    claim = claim_of(view, adviser.favours, forecast)
    if claim is None:
        raise ValueError(f"There is nothing to expect of {forecast.order}.")
    is_hostile = leaning_deed(view.setting, forecast.order) in HOSTILE
    return Argument(adviser.key, forecast.order, claim, costs_of(view, forecast.moves), is_hostile=is_hostile)


def _with_opinions(
    arguments: Sequence[Argument],
    values: Mapping[str, Sequence[float]],
    leans: Mapping[str, Sequence[float]],
    chosen: Mapping[str, int],
) -> tuple[Argument, ...]:
    """Note on each argument the advisers that agree: nobody agrees with an order against which the adviser leans.

    If all agree, the one to whom another's order is worth least disagrees with it.
    """
    shares = {
        (other, each.adviser): _share(values[other][chosen[each.adviser]], values[other][chosen[other]])
        for each in arguments
        for other in chosen
        if other != each.adviser
    }
    dislikes = {(other, key) for other, key in shares if leans[other][chosen[key]] <= -FELT}
    against = dislikes | {pair for pair, share in shares.items() if share < HALF}
    against = against or set(sorted(shares, key=shares.__getitem__)[:1])
    return tuple(
        replace(
            each,
            agree=tuple(one for one in chosen if (one, each.adviser) in shares and (one, each.adviser) not in against),
            disagree=tuple(one for one in chosen if (one, each.adviser) in against),
        )
        for each in arguments
    )


def _share(value: float, own: float) -> float:
    """Return an order's worth to an adviser as a share of the adviser's own order."""
    return value / own if own > 0 else float(value >= own)
