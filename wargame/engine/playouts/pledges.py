"""Pledges of no force, and how imagined games get to know of those that were given before they began."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wargame.engine.playouts.playouts import in_turn
from wargame.engine.rules.playout import Games
from wargame.engine.rules.policies.pledges import PLEDGE_WIDTH, pledge_between
from wargame.engine.scenario.setting import Setting


@dataclass(frozen=True)
class Pledge:
    """A pledge of no force that one seat gave another in turn `since`, and that holds to the end of turn `until`."""

    by: str
    to: str
    since: int
    until: int


def bound(setting: Setting, games: Games, pledges: Sequence[Iterable[Pledge]]) -> Games:
    """Return the games with seats that know what they promised: game i has pledges i modulo their number.

    Without any pledge the games stay as they are.
    """
    rows = [_as_row(setting, given) for given in pledges]
    return games._replace(pledges=in_turn(rows, len(games.keys))) if any(map(any, rows)) else games


def _as_row(setting: Setting, pledges: Iterable[Pledge]) -> list[int]:
    """Return the pledges of a game as cells: of several to one state, the latest and the longest."""
    row, states = [0] * (setting.at.states**2 * PLEDGE_WIDTH), setting.names.states
    for pledge in pledges:
        terms = pledge_between(setting.at, row, states[pledge.by], states[pledge.to])
        terms.since, terms.until = max(terms.since, pledge.since), max(terms.until, pledge.until)
    return row
