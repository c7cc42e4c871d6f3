"""Orders of earlier turns that take effect in this one."""

from collections.abc import Iterator

from wargame.engine.rules.game import Game
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.audiences import noticed_by
from wargame.engine.turn.descriptions import fell_due
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.pending import read


def later_outcomes(setting: Setting, g: Game) -> Iterator[Outcome]:
    """Yield the outcomes that fell due this turn, seat by seat."""
    places = g.at.places
    for place, number in enumerate(g.now[g.at.pending : g.at.pending + g.at.states * places]):
        if number:
            told = later_outcome(setting, g, setting.codes[place // places], number)
            if told:
                yield told


def later_outcome(setting: Setting, g: Game, seat: str, number: int) -> Outcome | None:
    """Tell that an order of an earlier turn took effect, None while it is not yet due."""
    item = read(setting, seat, number)
    if item.due > g.turn:
        return None
    return Outcome(
        turn=g.turn,
        subject="later",
        result="due",
        title=setting.order(item.order.kind).name,
        text=f"{fell_due(setting, item)}.",
        actor=seat,
        target=item.order.target,
        partner=item.order.partner,
        kind=item.order.kind,
        level=item.order.level,
        detected=item.detected,
        audience=noticed_by(setting, seat, number),
    )
