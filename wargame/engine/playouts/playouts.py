"""Plays many games from a world to its ending; a policy decides for every seat without a sheet."""

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
from wargame.engine.world.layout import as_cells, flatten_all
from wargame.engine.world.world import World

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Playouts:
    """Final worlds `rows` (n, cells), and `scores` (n, seats): each seat's total score in them, in milli-points."""

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
    """Play one game for each seed, to its ending or for `turns` turns.

    `worlds` with their `sheets` are the situations that games start from; game i starts from situation i modulo their
    number. A seat without a sheet, and every seat from the second turn on, decides by the policy that `policies` names
    for it; a seat that `policies` leaves out gives no orders. Raises UnknownPolicy.
    """
    return played_out(setting, begin(setting, worlds, sheets, seeds, [policies]), turns)


def played_out(setting: Setting, games: Games, turns: int | None = None) -> Playouts:
    """Play the games that `begin` laid out, to their ending or for `turns` turns."""
    play(setting, games, setting.at.turns if turns is None else turns)
    count = len(games.keys)
    scores = np.array(games.scores, dtype=np.int64).reshape(count, len(setting.seats))
    rows = np.asarray(games.rows, dtype=np.int64).reshape(count, setting.at.size)
    return Playouts(rows[:, : setting.at.sheet], scores)


def play_stretches(
    setting: Setting,
    worlds: Sequence[World],
    sheets: Sequence[Mapping[str, Sheet]],
    seeds: Sequence[int],
    policies: Sequence[Mapping[str, str]],
    lengths: Iterable[int],
) -> Iterator[Rows]:
    """Play games like `playouts`, in stretches of `lengths` turns; after each stretch, yield all rows (n, cells).

    A row holds the world and, after it, the sheets and results of the game's last turn, at `Layout.sheet` and
    `Layout.result`. A game that has ended does not change any more. Game i takes `worlds` and `policies` at i modulo
    their number.
    """
    games = begin(setting, worlds, sheets, seeds, policies)
    for turns in lengths:
        play(setting, games, turns)
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
    """Lay out one game for each seed, in the form that the build in use takes; game i starts from world i modulo their
    number.

    `interventions` apply to the first turn of every game. The games count nothing; to count, replace their `tally` by
    one from `ensemble.blank_tally`. Raises ValueError for a seed outside 0..2**128-1, and InterventionError.
    """
    refuse_seeds(seeds)
    begun = opened(setting, worlds, sheets, interventions)
    rows = chosen(begun, [number % len(begun) for number in range(len(seeds))])
    handed_in = [[int(code in sheet) for code in setting.codes] for sheet in sheets]
    return from_rows(setting, rows, in_turn(handed_in, len(seeds)), seeds, policies)


def from_rows(
    setting: Setting, rows: Any, filed: Any, seeds: Sequence[int], policies: Sequence[Mapping[str, str]]
) -> Games:
    """Lay out games from rows, one for each seed, that are already in the form that the build in use takes."""
    seated = [numbers_of_seats(setting, names) for names in policies]
    return Games(
        rows=rows,
        spare=as_built([0] * setting.at.size),
        keys=as_keys(seeds),
        policies=in_turn(seated, len(seeds)),
        filed=filed,
        given=rows[:0],
        pledges=rows[:0],
        scores=in_turn([[0] * len(setting.seats)], len(seeds)),
        tally=np.empty(0, dtype=np.int64),
    )


def play(setting: Setting, games: Games, turns: int) -> None:
    """Play games on, in place, with the build for which they were laid out; the other build may have become ready
    since.
    """
    if isinstance(games.rows, np.ndarray):
        compiled_rules()(setting.array, setting.record, games, turns)
    else:
        PLAIN(setting.plain, setting.at, games, turns)


def as_built(numbers: list[Any] | Rows) -> Any:
    """Return cells, or rows of cells, in the form that the build in use takes: an array of its own, or a list."""
    if is_compiled():
        return as_cells(numbers)
    return numbers.tolist() if isinstance(numbers, np.ndarray) else numbers


def as_keys(seeds: Sequence[int]) -> Any:
    """Return the key of each seed, one row each, in the form that the build in use takes."""
    keys = [key_of(seed) for seed in seeds]
    return np.array(keys, dtype=np.int64).reshape(len(keys), 2) if is_compiled() else keys


def in_turn(rows: list[list[int]], count: int) -> Any:
    """Return `count` copies of rows, copy i of row i modulo their number, in the form that the build in use takes."""
    return chosen(as_built(rows), [number % len(rows) for number in range(count)])


def chosen(rows: Any, places: Sequence[int]) -> Any:
    """Return copies of rows, as the build in use takes them, by their places."""
    return rows[np.asarray(places, dtype=np.intp)] if isinstance(rows, np.ndarray) else [rows[k].copy() for k in places]


def numbers_of_seats(setting: Setting, names: Mapping[str, str]) -> list[int]:
    """Return the number of the policy of each state, -1 for a state without a seat. Raises UnknownPolicy."""
    return [number_of(names.get(code, "hold")) if code in setting.seats else -1 for code in setting.codes]


def opened(
    setting: Setting,
    worlds: Sequence[World],
    sheets: Sequence[Mapping[str, Sheet]],
    interventions: Interventions = NONE,
) -> Any:
    """Return the row of each world with the sheets and interventions of its first turn, in the form that the build in
    use takes. The worlds may have ended.

    A world that is given several times is laid out once: a forecast tries dozens of sheets in the same few worlds.
    """
    distinct = {id(world): world for world in worlds}
    places = {each: place for place, each in enumerate(distinct)}
    laid_out = as_built(setting.rows(flatten_all(list(distinct.values()))))
    rows = chosen(laid_out, [places[id(world)] for world in worlds])
    for row, handed_in in zip(rows, sheets, strict=True):
        hand_in(setting, row, handed_in)
        intervene(setting, row, handed_in, interventions)
    return rows
