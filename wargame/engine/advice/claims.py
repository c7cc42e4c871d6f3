"""Claims of advisers: one thing that an adviser expects of an order, and whether it came true as the seat knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.engine.advice.figures import bettered
from wargame.engine.perspective.filter import Perspective
from wargame.engine.previews.moves import FELT, FigureMove
from wargame.engine.previews.sheet_forecast import OrderForecast
from wargame.engine.spec.advisers import FavourSpec
from wargame.engine.turn.scoring import Hidden, gauge, scores
from wargame.engine.world.world import UNKNOWN

EVENT, GAIN = "event", "gain"
KINDS = {
    "approval": "home",
    "economy": "purse",
    "readiness": "ready",
    "standing": "world",
    "strength": "bond",
    "relation": "abroad",
    "tension": "calm",
}
"""The kind of a claim about each figure."""
CLAIMS = (EVENT, *KINDS.values(), GAIN)

LIKELY = 25
"""Chances in 100 from which an adviser speaks of the event that an order is for."""

CERTAIN = 95
"""Chances in 100 from which nobody speaks of an event that has come already: it stays, whatever the seat orders."""


@dataclass(frozen=True)
class Claim:
    """One thing that an adviser expects of an order.

    `kind` is one of `CLAIMS`. An event is `label` in words: the incident `name` reaches one of `stages`. The other
    kinds say that a figure of `who`, towards the seat, or of the agreement `name`, gets better.
    """

    kind: str
    variable: str = ""
    who: str = ""
    name: str = ""
    stages: tuple[str, ...] = ()
    label: str = ""


def claim_of(view: Perspective, favours: Sequence[FavourSpec], forecast: OrderForecast) -> Claim | None:
    """Return the claim of an adviser about an order; None if nothing of it is felt.

    A figure that the adviser overrates comes first, then the event that the order is for, then the figure that it
    betters most, and last the seat's aims as a whole.
    """
    moves = [move for move in forecast.moves if bettered(view.seat, move) >= FELT]
    moves.sort(key=lambda move: -bettered(view.seat, move))
    overrated = {(favour.figure, favour.of) for favour in favours if favour.figure and favour.points > 0}
    for move in moves:
        if overrated & {(move.variable, ""), (move.variable, move.who), (move.variable, move.name)}:
            return _about(move)
    event = _event(view, forecast)
    if event is not None:
        return event
    if moves:
        return _about(moves[0])
    aims = (forecast.aims.turn, *(() if forecast.aims.end is None else (forecast.aims.end,)))
    return Claim(GAIN) if any(each.mean >= FELT for each in aims) else None


def is_right(claim: Claim, before: Perspective, after: Perspective) -> bool | None:
    """Return whether the claim came true between two openings of turns; None if the seat cannot see that.

    That the aims gained as a whole judges nobody: it is true of nearly everything. A figure got better in vain if the
    aim that is read from it fell.
    """
    if claim.kind == GAIN:
        return None
    if claim.kind == EVENT:
        stage = _stage(after, claim.name)
        return None if stage is None else stage in claim.stages
    then, now = _amount(claim, before), _amount(claim, after)
    if then is None or now is None:
        return None
    is_better = (then - now if claim.variable == "tension" else now - then) >= FELT
    return is_better and not _aim_of_it_fell(claim, before, after)


def _about(move: FigureMove) -> Claim:
    return Claim(KINDS[move.variable], move.variable, move.who, move.name)


def _event(view: Perspective, forecast: OrderForecast) -> Claim | None:
    odds = view.setting.order(forecast.order.kind).odds_at(forecast.order.level)
    told = forecast.odds
    # A claim is judged one turn later, so an event that cannot come before then is none.
    if odds is None or told is None or told.turn or told.in_100 < LIKELY:
        return None
    if told.in_100 >= CERTAIN and _stage(view, odds.incident) in odds.stages:
        return None
    return Claim(EVENT, name=odds.incident, stages=tuple(odds.stages), label=odds.label)


def _stage(view: Perspective, incident: str) -> str | None:
    """Return the stage of an incident as the seat knows it: "" before it began, None where the seat cannot know it."""
    index = view.setting.names.incidents[incident]
    stage = int(view.world.incident[index, 0])
    if stage == UNKNOWN:
        return None
    return view.setting.spec.incidents[index].stages[stage].key if stage >= 0 else ""


def _aim_of_it_fell(claim: Claim, before: Perspective, after: Perspective) -> bool:
    """Return whether an aim that the seat reads from the figure of a claim is worth less than before."""
    subject = " ".join(filter(None, (claim.variable, claim.name or claim.who, _towards(claim, before))))
    keys = {each.key for each in before.setting.spec.objectives if (each.seat, each.variable) == (before.seat, subject)}
    then, now = (
        {each.key: each.score for each in scores(view.setting, view.world, view.seat)} for view in (before, after)
    )
    return any(now[key] < then[key] for key in keys)


def _towards(claim: Claim, view: Perspective) -> str:
    return view.seat if claim.variable in ("relation", "tension") else ""


def _amount(claim: Claim, view: Perspective) -> float | None:
    """Return the figure of a claim in points, None if the seat may not see it."""
    try:
        return gauge(view.setting, view.world, claim.variable, claim.name or claim.who, _towards(claim, view))
    except Hidden:
        return None
