"""Whole games, from a world to its ending, with a scripted seat wherever no sheet was handed in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.numba_build import PLAIN, compiled_rules, is_compiled
from wargame.engine.rules.playout import Games
from wargame.engine.rules.policies.kinds import number_of
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.encoding import intervene
from wargame.engine.turn.interventions import NONE, Interventions
from wargame.engine.turn.sheet import Sheet, hand_in
from wargame.engine.world.dice import key_of, refuse_seeds
from wargame.engine.world.layout import as_cells
from wargame.engine.world.world import World

Rows = npt.NDArray[np.int64]


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
    policies: Mapping[str, str],
    turns: int | None = None,
) -> Playouts:
    """Play a game for each seed to its ending, or so many turns.

    `worlds` and their `sheets` are the situations to begin in; if there are fewer than seeds they are taken in turn.
    A seat without a sheet, and every seat from the second turn on, decides by the policy that `policies` names for it;
    one that `policies` leaves out gives no orders. Raises UnknownPolicy.
    """
    return played_out(setting, begin(setting, worlds, sheets, seeds, [policies]), turns)


def played_out(setting: Setting, games: Games, turns: int | None = None) -> Playouts:
    """Play games that are laid out to their ending, or so many turns."""
    play(setting, games, setting.at.turns if turns is None else turns)
    count = len(games.keys)
    scores = np.array(games.scores, dtype=np.int64).reshape(count, len(setting.seats))
    rows = np.asarray(games.rows, dtype=np.int64).reshape(count, setting.at.size)
    return Playouts(rows[:, : setting.at.sheet], scores)


def with_facts(
    setting: Setting,
    worlds: Sequence[World],
    sheets: Sequence[Mapping[str, Sheet]],
    seeds: Sequence[int],
    policies: Sequence[Mapping[str, str]],
    lengths: Iterable[int],
) -> Iterator[Rows]:
    """Play games as `playouts` does, by spells of so many turns; give after each all worlds (n, cells) with more.

    Behind them stand the sheets and results of each game's last turn; `Layout.sheet` and `Layout.result` say where. A
    game that has ended stands still. `policies`, like `worlds`, are taken in turn if there are fewer than seeds.
    """
    games = begin(setting, worlds, sheets, seeds, policies)
    for turns in lengths:
        play(setting, games, turns)
        for row in games.filed:
            row[:] = [0] * setting.at.states
        rows = np.array(games.rows, dtype=np.int64).reshape(len(seeds), setting.at.size)
        yield rows[:, : setting.at.move]


def begin(
    setting: Setting,
    worlds: Sequence[World],
    sheets: Sequence[Mapping[str, Sheet]],
    seeds: Sequence[int],
    policies: Sequence[Mapping[str, str]],
    interventions: Interventions = NONE,
) -> Games:
    """Lay out games to be played, as the build in use takes them: a row for each, from situations taken in turn.

    `interventions` are those of the first turn of each. Nothing is counted; `_replace` their `tally` by one from
    `ensemble.blank_tally` to count. Raises ValueError for a seed outside 0..2**128-1, InterventionError.
    """
    refuse_seeds(seeds)
    begun = [opened(setting, world, sheet, interventions) for world, sheet in zip(worlds, sheets, strict=True)]
    handed_in = [[int(code in sheet) for code in setting.codes] for sheet in sheets]
    return from_rows(setting, in_turn(begun, len(seeds)), in_turn(handed_in, len(seeds)), seeds, policies)


def from_rows(
    setting: Setting, rows: Any, filed: Any, seeds: Sequence[int], policies: Sequence[Mapping[str, str]]
) -> Games:
    """Lay out games whose rows, one for each seed, stand ready as the build in use takes them."""
    seated = [numbers_of_seats(setting, names) for names in policies]
    return Games(
        rows=rows,
        spare=as_built([0] * setting.at.size),
        keys=as_keys(seeds),
        policies=in_turn(seated, len(seeds)),
        filed=filed,
        scores=in_turn([[0] * len(setting.seats)], len(seeds)),
        tally=np.empty(0, dtype=np.int64),
    )


def play(setting: Setting, games: Games, turns: int) -> None:
    """Play games on, in place, with the build for which they were laid out: the other may be ready only since."""
    if isinstance(games.rows, np.ndarray):
        compiled_rules()(setting.array, setting.record, games, turns)
    else:
        PLAIN(setting.plain, setting.at, games, turns)


def as_built(numbers: list[Any]) -> Any:
    """Give cells, or rows of them, as the build in use takes them."""
    return as_cells(numbers) if is_compiled() else numbers


def as_keys(seeds: Sequence[int]) -> Any:
    """Give the keys of so many seeds, a row for each, as the build in use takes them."""
    keys = [key_of(seed) for seed in seeds]
    return np.array(keys, dtype=np.int64).reshape(len(keys), 2) if is_compiled() else keys


def in_turn(rows: list[list[int]], count: int) -> Any:
    """Give so many copies of rows, taken in turn, as the build in use takes them."""
    if is_compiled():
        return as_built(rows)[np.arange(count) % len(rows)]
    return [rows[number % len(rows)].copy() for number in range(count)]


def numbers_of_seats(setting: Setting, names: Mapping[str, str]) -> list[int]:
    """Give the number of each state's policy, -1 where it has no seat. Raises UnknownPolicy."""
    return [number_of(names.get(code, "hold")) if code in setting.seats else -1 for code in setting.codes]


def opened(
    setting: Setting, world: World, sheets: Mapping[str, Sheet], interventions: Interventions = NONE
) -> list[int]:
    """Lay out a world, which may have ended, and the sheets and interventions of its first turn."""
    row = setting.facts(world)
    hand_in(setting, row, sheets)
    intervene(setting, row, sheets, interventions)
    return row
