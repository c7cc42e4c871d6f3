"""Whole games, from a world to its ending, with a scripted seat wherever no sheet was handed in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wargame.engine.compiled import PLAIN, Entries, compiled_rules
from wargame.engine.kernel.playout import Games
from wargame.engine.layout import Layout
from wargame.engine.policies import mind_of
from wargame.engine.rollouts import Rows
from wargame.engine.scoring import seat_scores
from wargame.engine.setting import Setting
from wargame.engine.sheet import Sheet, hand_in
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
    A seat without a sheet, and every seat from the second turn on, decides by the policy that `minds` names for it;
    one that `minds` leaves out gives no orders. Raises UnknownPolicy.
    """
    most = setting.at.turns if turns is None else turns
    rows = next(iter(spells(setting, worlds, sheets, seeds, minds, [most])))
    return Playouts(rows, seat_scores(setting, rows))


def spells(
    setting: Setting,
    worlds: Sequence[World],
    sheets: Sequence[Mapping[str, Sheet]],
    seeds: Sequence[int],
    minds: Mapping[str, str],
    lengths: Iterable[int],
) -> Iterator[Rows]:
    """Play games as `playouts` does, by spells of so many turns, and give all worlds (n, cells) after each.

    A game that has ended stands still.
    """
    for rows in with_facts(setting, worlds, sheets, seeds, [minds], lengths):
        yield rows[:, : setting.at.sheet]


def with_facts(
    setting: Setting,
    worlds: Sequence[World],
    sheets: Sequence[Mapping[str, Sheet]],
    seeds: Sequence[int],
    minds: Sequence[Mapping[str, str]],
    lengths: Iterable[int],
) -> Iterator[Rows]:
    """Give after each spell not only the worlds: behind them stand the sheets and results of each game's last turn.

    `Layout.sheet` and `Layout.result` say where. `minds`, like `worlds`, are taken in turn if there are fewer than
    seeds.
    """
    begun = [opened(setting, world, sheet) for world, sheet in zip(worlds, sheets, strict=True)]
    handed_in = [[int(code in sheet) for code in setting.codes] for sheet in sheets]
    seated = [seat_minds(setting, names) for names in minds]
    games = Games(
        rows=[begun[number % len(begun)].copy() for number in range(len(seeds))],
        spare=[0] * setting.at.size,
        seeds=list(seeds),
        minds=[seated[number % len(seated)] for number in range(len(seeds))],
        filed=[handed_in[number % len(begun)] for number in range(len(seeds))],
    )
    rules: Entries = compiled_rules()
    table: Any = setting.plain
    at: Any = setting.at
    if rules is not PLAIN:
        games, table, at = as_arrays(games, setting.at), setting.array, setting.record
    for turns in lengths:
        rules.play_games(table, at, games, turns)
        for row in games.filed:
            row[:] = [0] * setting.at.states
        yield np.array(games.rows, dtype=np.int64).reshape(len(seeds), setting.at.size)[:, : setting.at.move]


def seat_minds(setting: Setting, names: Mapping[str, str]) -> list[int]:
    """Give the number of each state's mind, -1 where it has no seat. Raises UnknownPolicy."""
    return [mind_of(names.get(code, "hold")) if code in setting.seats else -1 for code in setting.codes]


def as_arrays(games: Games, at: Layout) -> Games:
    """Lay games out as the compiled build takes them; no game at all keeps two dimensions."""
    flat = Games(*(np.array(field, dtype=np.int64) for field in games))
    return flat._replace(
        rows=flat.rows.reshape(-1, at.size),
        minds=flat.minds.reshape(-1, at.states),
        filed=flat.filed.reshape(-1, at.states),
    )


def opened(setting: Setting, world: World, sheets: Mapping[str, Sheet]) -> list[int]:
    """Lay out a world, which may have ended, and its first sheets."""
    row = setting.facts(world)
    hand_in(setting, row, sheets)
    return row
