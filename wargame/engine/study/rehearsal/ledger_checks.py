"""Games played once more with their ledger: its rows must add up to every change, and both builds agree."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from wargame.engine.rules.turn import play
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.history import History
from wargame.engine.turn.adjudicate import Adjudication, adjudicate
from wargame.engine.turn.ledger import LedgerRow
from wargame.engine.world.dice import key_of
from wargame.engine.world.layout import flatten

TOLD = 40
"""One in so many games is also adjudicated as a live turn is, in words, which takes longer than many whole games."""


def is_told(seed: int) -> bool:
    """Say whether the game of this seed is one of the sample."""
    return seed % TOLD == 0


def gaps(history: History, game: int, *, told: bool) -> Iterator[tuple[int, str]]:
    """Play a game again, and have it `told` too; give turn (from 0) and text of every difference, cell by cell."""
    for turn in np.flatnonzero(history.is_played[:, game]).tolist():
        for text in row_gaps(history, turn, game):
            yield turn, text
        if told:
            again = adjudicate(
                history.setting, history.world(turn, game), history.orders(turn, game), history.seeds[game]
            )
            for text in entry_gaps(history, turn, game, again):
                yield turn, text


def row_gaps(history: History, turn: int, game: int) -> Iterator[str]:
    """Play a turn by the plain rules with its ledger, as rows without words, and tell of every cell that differs."""
    setting, ledger = history.setting, list[LedgerRow]()
    now = history.handed_in(turn, game)
    before, then = now[: setting.at.sheet], now.copy()
    play(setting.plain, setting.at, now, then, key_of(history.seeds[game]), ledger)
    added = before.copy()
    for cell, delta, *_ in ledger:
        added[cell] += delta
    after = history.after[turn, game].tolist()
    if added == after and then[: setting.at.sheet] == after:
        return
    for cell, (total, plain, compiled) in enumerate(zip(added, then, after, strict=False)):
        if plain != total:
            yield f"the entries for {named(setting, cell)} miss its change by {plain - total}."
        if plain != compiled:
            yield f"{named(setting, cell)} is {compiled - plain} more without the ledger than with it."


def entry_gaps(history: History, turn: int, game: int, told: Adjudication) -> Iterator[str]:
    """Tell of every cell whose entries in words do not add up to the change that the turn made."""
    cells = places(history.setting)
    gap = history.after[turn, game] - history.before[turn, game]
    for entry in told.entries:
        gap[cells[Subject(entry.variable, entry.who, entry.towards, entry.name)]] -= entry.delta
    for cell in np.flatnonzero(gap).tolist():
        yield f"what is told of {named(history.setting, cell)} misses its change by {int(gap[cell])}."
    if flatten(told.world) != history.after[turn, game].tolist():
        yield "the world that is told of is another than the one that was played."


def named(setting: Setting, cell: int) -> str:
    return " ".join(filter(None, subjects(setting)[cell]))


@lru_cache(maxsize=8)
def places(setting: Setting) -> Mapping[Subject, int]:
    """Find a cell by what it is about."""
    return {subject: cell for cell, subject in enumerate(subjects(setting))}
