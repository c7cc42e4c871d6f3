"""Whole games, from a world to its ending, with a scripted seat wherever no sheet was handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wargame.engine.layout import flatten
from wargame.engine.measures import scores, total
from wargame.engine.perspective import glimpse
from wargame.engine.policies import choose
from wargame.engine.rollouts import Rows, advance
from wargame.engine.setting import Setting
from wargame.engine.sheet import Sheet
from wargame.engine.world import World


@dataclass(frozen=True, eq=False)
class Playouts:
    """`rows` (n, cells) are the last worlds, `scores` (n, seats) the seats' totals in them in milli-points."""

    rows: Rows
    scores: Rows


def playouts(
    setting: Setting,
    worlds: Sequence[World],
    sheets: Sequence[Mapping[str, Sheet]],
    seeds: Sequence[int],
    minds: Mapping[str, str],
    turns: int | None = None,
) -> Playouts:
    """Play a game for each seed to its ending, or so many turns.

    `worlds` and their `sheets` are the situations to begin in; if there are fewer than seeds they are taken in turn.
    A seat without a sheet, and every seat from the second turn on, decides by the policy that `minds` names for it.
    """
    lasts = []
    for number, seed in enumerate(seeds):
        first = worlds[number % len(worlds)]
        *_, last = (first, *played(setting, first, sheets[number % len(sheets)], seed, minds, turns))
        lasts.append(last)
    rows = np.array([flatten(last) for last in lasts], dtype=np.int64).reshape(len(seeds), setting.at.sheet)
    found = np.array([seat_scores(setting, last) for last in lasts], dtype=np.int64)
    return Playouts(rows, found.reshape(len(seeds), len(setting.seats)))


def played(
    setting: Setting, world: World, sheets: Mapping[str, Sheet], seed: int, minds: Mapping[str, str], turns: int | None
) -> Iterator[World]:
    """Give the world after each turn of one game."""
    left, filed = len(setting.spec.turns) if turns is None else turns, sheets
    while left > 0 and not world.clock[1]:
        deciding = [seat for seat in setting.seats if seat not in filed]
        chosen = {seat: choose(minds[seat], glimpse(setting, world, seat), seed).sheet for seat in deciding}
        world = advance(setting, world, {**filed, **chosen}, seed)
        yield world
        left, filed = left - 1, {}


def seat_scores(setting: Setting, world: World) -> list[int]:
    """Give each seat's total score in milli-points."""
    found = scores(setting, world)
    return [round(1000 * total(found, seat)) for seat in setting.seats]
