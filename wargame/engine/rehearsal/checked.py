"""Games played once more with their ledger: its entries must add up to every change, and both builds agree."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from wargame.engine.adjudicate import Adjudication, adjudicate
from wargame.engine.layout import flatten
from wargame.engine.playouts import Rows
from wargame.engine.rehearsal.history import History
from wargame.engine.setting import Setting
from wargame.engine.subjects import Subject, subjects
from wargame.engine.world import World

CHECKED = 40
"""One in so many games is played again turn by turn with its ledger, which takes longer than many whole games."""


def is_checked(seed: int) -> bool:
    """Say whether the game of this seed is one of the sample."""
    return seed % CHECKED == 0


def gaps(history: History, game: int) -> Iterator[tuple[int, str]]:
    """Play a game again; give turn (from 0) and text of every difference, cell by cell."""
    for turn in np.flatnonzero(history.is_played[:, game]).tolist():
        before = history.world(turn, game)
        again = adjudicate(history.setting, before, history.orders(turn, game), history.seeds[game])
        for text in (
            *ledger_gaps(history.setting, before, again),
            *build_gaps(history.setting, history.after[turn, game], again.world),
        ):
            yield turn, text


def ledger_gaps(setting: Setting, before: World, played: Adjudication) -> Iterator[str]:
    """Tell of every cell whose entries do not add up to its change."""
    gap = np.array(flatten(played.world), dtype=np.int64) - np.array(flatten(before), dtype=np.int64)
    cells = places(setting)
    for entry in played.entries:
        gap[cells[Subject(entry.variable, entry.who, entry.towards, entry.name)]] -= entry.delta
    for cell in np.flatnonzero(gap).tolist():
        yield f"the entries for {named(setting, cell)} miss its change by {int(gap[cell])}."


def build_gaps(setting: Setting, row: Rows, world: World) -> Iterator[str]:
    """Tell of every cell in which a game without ledger came out otherwise than with it."""
    gap = row - np.array(flatten(world), dtype=np.int64)
    for cell in np.flatnonzero(gap).tolist():
        yield f"{named(setting, cell)} is {int(gap[cell])} more without the ledger than with it."


def named(setting: Setting, cell: int) -> str:
    return " ".join(filter(None, subjects(setting)[cell]))


@lru_cache(maxsize=8)
def places(setting: Setting) -> Mapping[Subject, int]:
    """Find a cell by what it is about."""
    return {subject: cell for cell, subject in enumerate(subjects(setting))}
