"""Does every change of a figure that a seat sees equal the sum of the entries that it reads?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tests.secrecy.played_worlds import PlayedTurn
from tests.secrecy.shown import about, names_of
from wargame.engine import Adjudication, LedgerEntry, Setting, known_entries, perspective
from wargame.engine.scenario.cell_audiences import subjects
from wargame.engine.turn.ledger import RULE_NAMES, UNTOLD
from wargame.engine.world.layout import flatten_all
from wargame.engine.world.world import UNKNOWN

UNTOLD_RULES = frozenset(RULE_NAMES[rule] for rule in UNTOLD)


@dataclass(frozen=True)
class Gap:
    """A figure whose change of a turn a seat is not told in full: what its entries leave out, and the likely causes."""

    seed: int
    turn: int
    seat: str
    figure: str
    missing: int
    causes: tuple[str, ...]

    @property
    def variable(self) -> str:
        return self.figure.split(" ")[0]


def gaps_of(turn: PlayedTurn) -> Iterator[Gap]:
    """Yield each figure of each seat whose change its entries do not add up to."""
    setting, result = turn.setting, turn.result
    names = names_of(setting)
    for seat in setting.seats:
        before, after = (
            flatten_all([perspective(setting, world, seat).world])[0].astype(np.int64)
            for world in (turn.world, result.world)
        )
        is_seen = (before != UNKNOWN) & (after != UNKNOWN) & has_entries(setting, seat)
        missing = np.where(is_seen, after - before, 0)
        for entry in known_entries(result.ledger, seat):
            cell = cells_of(setting)[about(entry)]
            if is_seen[cell]:
                missing[cell] -= entry.delta
        for cell in np.flatnonzero(missing).tolist():
            causes = causes_of(result, seat, subjects(setting)[cell])
            yield Gap(turn.seed, turn.number, seat, names[cell], int(missing[cell]), causes)


@lru_cache(maxsize=8)
def cells_of(setting: Setting) -> dict[tuple[str, str, str, str], int]:
    """Return the cell of each subject."""
    return {tuple(subject): cell for cell, subject in enumerate(subjects(setting))}  # type: ignore[misc]


@lru_cache(maxsize=32)
def has_entries(setting: Setting, seat: str) -> object:
    """Return for each cell whether the seat reads its changes as amounts (cells,).

    Orders under way of others are shown without gaps, so they move from place to place without an entry.
    """
    return np.array([subject.variable != "pending" or subject.who == seat for subject in subjects(setting)])


def causes_of(result: Adjudication, seat: str, subject: tuple[str, ...]) -> tuple[str, ...]:
    """Return why a seat is not told of the changes of a figure, each reason once."""
    hidden = [entry for entry in result.entries if about(entry) == tuple(subject) and seat not in entry.audience]
    return tuple(sorted({cause_of(result, seat, entry) for entry in hidden})) or ("no entry at all",)


def cause_of(result: Adjudication, seat: str, entry: LedgerEntry) -> str:
    """Return why a seat is not told of an entry, and which rule and kind of order wrote it."""
    what = f"{entry.rule} of {entry.kind or entry.cause}"
    if entry.rule in UNTOLD_RULES:
        return f"untold rule: {what}"
    noticed = not entry.cause.startswith("order:") or any(
        seat in outcome.audience and (outcome.actor, outcome.kind) == (entry.actor, entry.kind)
        for outcome in result.outcomes
    )
    return f"hidden condition: {what}" if noticed else f"unnoticed order: {what}"
