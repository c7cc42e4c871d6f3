"""Whole games as rehearsals look at them: the worlds before and after every turn, with the sheets of each turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts.playouts import Rows, play_stretches
from wargame.engine.policies.registry import choose
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.seat_mix import is_scripted
from wargame.engine.turn.openings import opening_worlds
from wargame.engine.turn.sheet import Sheet, read_sheet
from wargame.engine.world.layout import RESULT_WIDTH, SHEET_WIDTH, SLOTS, STATUS, flatten_all
from wargame.engine.world.world import World

Seating = Mapping[str, str]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class History:
    """Games (n) of so many turns (T) at most.

    `rows` (T + 1, n, cells) are the opening and what stood after each turn: a world, behind it the sheets and results
    of that turn. A game that has ended stands still.
    """

    setting: Setting
    seeds: tuple[int, ...]
    seatings: tuple[Seating, ...]
    rows: Rows

    @cached_property
    def is_played(self) -> Flags:
        """(T, n) whether a game was still on in a turn."""
        found: Flags = self.rows[:-1, :, self.setting.at.clock + 1] == 0
        return found

    @property
    def before(self) -> Rows:
        """(T, n, cells) the world in which each turn began."""
        return self.rows[:-1, :, : self.setting.at.sheet]

    @property
    def after(self) -> Rows:
        """(T, n, cells) the world that came of each turn."""
        return self.rows[1:, :, : self.setting.at.sheet]

    @cached_property
    def sheets(self) -> Rows:
        """(T, n, states, slots, columns) the orders handed in; -1 in an empty slot and in a turn not played."""
        at = self.setting.at
        found = self.rows[1:, :, at.sheet : at.filed].reshape(*self.is_played.shape, at.states, SLOTS, SHEET_WIDTH)
        return np.where(self.is_played[:, :, None, None, None], found, -1)

    @property
    def statuses(self) -> Rows:
        """(T, n, states, slots) what became of each order."""
        at = self.setting.at
        found = self.rows[1:, :, at.result : at.move].reshape(*self.is_played.shape, at.states, SLOTS, RESULT_WIDTH)
        return found[..., STATUS]

    def world(self, turn: int, game: int) -> World:
        """Give the world in which a turn (from 0) of a game began; that after the last turn is the end."""
        return self.setting.world(self.rows[turn, game])

    def handed_in(self, turn: int, game: int) -> list[int]:
        """Give the row with which the rules began a turn (from 0) of a game: its world and sheets, nothing else yet."""
        at, facts = self.setting.at, [0] * (self.setting.at.size - self.setting.at.result)
        world, sheets = self.rows[turn, game, : at.sheet], self.rows[turn + 1, game, at.sheet : at.result]
        return [*world.tolist(), *sheets.tolist(), *facts]

    def orders(self, turn: int, game: int) -> dict[str, Sheet]:
        """Return the orders of every seat in a turn (from 0) of a game."""
        row, places = self.rows[turn + 1, game], self.setting.names.states
        return {code: read_sheet(self.setting, row, places[code]) for code in self.setting.seats}


def play(setting: Setting, seeds: Sequence[int], seatings: Sequence[Seating]) -> History:
    """Play a game for each seed to its ending, with these policies on its seats. Raises UnknownPolicy."""
    rows = np.zeros((setting.at.turns + 1, len(seeds), setting.at.move), dtype=np.int64)
    asked = np.array([not all(map(is_scripted, seated.values())) for seated in seatings], dtype=np.bool_)
    for chosen, how in ((~asked, _at_once), (asked, _turn_by_turn)):
        games = np.flatnonzero(chosen).tolist()
        if games:
            rows[:, games] = how(setting, [seeds[game] for game in games], [seatings[game] for game in games])
    return History(setting, tuple(seeds), tuple(seatings), rows)


def _at_once(setting: Setting, seeds: Sequence[int], seatings: Sequence[Seating]) -> Rows:
    """Play games in which every seat is decided by a rule."""
    worlds = opening_worlds(setting, seeds)
    turns = play_stretches(setting, worlds, [{}] * len(seeds), seeds, seatings, [1] * setting.at.turns)
    return np.stack([_laid_out(setting, worlds), *turns])


def _turn_by_turn(setting: Setting, seeds: Sequence[int], seatings: Sequence[Seating]) -> Rows:
    """Play games in which some seat is no rule: such a seat is asked before each turn."""
    worlds = opening_worlds(setting, seeds)
    found = [_laid_out(setting, worlds)]
    for _ in range(setting.at.turns):
        sheets = [_ask(setting, *game) for game in zip(worlds, seeds, seatings, strict=True)]
        policies = [{code: name for code, name in seated.items() if is_scripted(name)} for seated in seatings]
        found += play_stretches(setting, worlds, sheets, seeds, policies, [1])
        worlds = [setting.world(row) for row in found[-1]]
    return np.stack(found)


def _ask(setting: Setting, world: World, seed: int, seated: Seating) -> dict[str, Sheet]:
    """Ask the seats that are no rules for their sheets, while the game goes on."""
    if world.clock[1]:
        return {}
    asked = [code for code, name in seated.items() if not is_scripted(name)]
    return {code: choose(seated[code], masked_view(setting, world, code), seed).sheet for code in asked}


def _laid_out(setting: Setting, worlds: Sequence[World]) -> Rows:
    """Give opening worlds as rows (n, cells) in which nothing has been ordered."""
    rows: Rows = setting.rows(flatten_all(worlds))[:, : setting.at.move]
    return rows
