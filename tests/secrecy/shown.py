"""Everything that a seat is shown of a turn: in words, and in figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tests.secrecy.counsel import counsel_of
from wargame.engine import (
    Adjudication,
    LedgerEntry,
    Outcome,
    Setting,
    World,
    known_entries,
    known_outcomes,
    perspective,
    places_of,
    scores,
)
from wargame.engine.scenario.cell_audiences import subjects
from wargame.engine.world.layout import flatten_all

NUMBERS = re.compile(r"\d[\d.]*")


@dataclass(frozen=True, eq=False)
class Shown:
    """A seat's pages of a turn and of the situation after it. Equal words must come with equal figures.

    The words are outcomes, ledger entries with their amounts, texts of the pack and beliefs. The figures are the cells
    of the seat's world (UNKNOWN where it may not know) and, by name, the odds of outcomes, the values to which entries
    moved a figure, the seat's aims, the answers of its advisers to offers, and the first turns of later odds.
    """

    setting: Setting
    words: tuple[object, ...]
    cells: npt.NDArray[np.int32]
    others: Mapping[str, float]

    def differing(self, other: "Shown") -> tuple[str, ...]:
        """Return the names of the figures that are not the same in both, or that only one of them has."""
        names = names_of(self.setting)
        cells = [names[cell] for cell in np.flatnonzero(self.cells != other.cells)]
        others = sorted(name for name, _ in set(self.others.items()) ^ set(other.others.items()))
        return tuple(dict.fromkeys((*cells, *others)))


@lru_cache(maxsize=8)
def names_of(setting: Setting) -> tuple[str, ...]:
    """Return the name of each cell of a world: "tension KOR RUS"."""
    return tuple(" ".join(filter(None, subject)) for subject in subjects(setting))


def show_turn(setting: Setting, result: Adjudication, seat: str) -> Shown:
    """Return a seat's pages once a turn is adjudicated, with the situation that follows."""
    noticed = [outcome for outcome in result.outcomes if seat in outcome.audience]
    outcomes, entries = known_outcomes(noticed, seat), known_entries(result.ledger, seat, places_of(noticed, seat))
    after = show_situation(setting, result.world, seat)
    words = tuple(map(words_of, outcomes)), tuple(map(entry_words, entries)), *after.words
    odds = {
        f"odds of {place} {one.subject} {one.kind or one.name} {option.key}": option.in_100
        for place, one in enumerate(outcomes)
        for option in one.options
    }
    running = {f"entry {one.sequence} {' '.join(filter(None, about(one)))}": one.after for one in entries}
    return Shown(setting, words, after.cells, {**after.others, **odds, **running})


def show_situation(setting: Setting, world: World, seat: str) -> Shown:
    """Return a seat's pages of a world: texts and beliefs, then figures, its own aims and its counsel."""
    view = perspective(setting, world, seat)
    aims = {f"aim {aim.key}": aim.score for aim in scores(setting, view.world, seat)}
    return Shown(setting, (view.cues, view.priors), flatten_all([view.world])[0], aims | counsel_of(view))


def about(entry: LedgerEntry) -> tuple[str, str, str, str]:
    """Return the subject of an entry, as `subjects` has it for its cell."""
    return entry.variable, entry.who, entry.towards, entry.name


def words_of(outcome: Outcome) -> tuple[object, ...]:
    """Return all of an outcome but its odds."""
    parts = outcome.subject, outcome.actor, outcome.target, outcome.partner, outcome.kind, outcome.level, outcome.name
    said = outcome.result, outcome.title, outcome.text, outcome.chosen, outcome.reasons, outcome.rulings
    return *parts, outcome.slot, outcome.detected, *said


def entry_words(entry: LedgerEntry) -> tuple[object, ...]:
    """Return an entry with its amount, without the values that the figure had before and after it."""
    cause = entry.rule, entry.cause, entry.actor, entry.kind, entry.level
    return *about(entry), entry.delta, *cause, NUMBERS.sub("#", entry.text)
