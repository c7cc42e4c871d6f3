"""The only filter of secrets: what a seat may know of a world, of the ledger and of outcomes.

`cell_audiences.audience_of` alone decides who may know which figure; `turn/accounts.py` gives the values that a seat
knows. Masks, scripted seats, ledger rows and outcomes all follow them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.places import Places, placed_entry, placed_outcome, places_of
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import Condition, StageSpec
from wargame.engine.turn.accounts import EVERYBODY, account_cells
from wargame.engine.turn.ledger import LedgerEntry
from wargame.engine.turn.outcomes import Outcome, as_known, without_private_reasons
from wargame.engine.turn.pending import UnderWay, all_under_way
from wargame.engine.world.layout import flatten
from wargame.engine.world.world import UNKNOWN, World

NO_PLACES: Places = {}

WHITE_CELL = ""
"""The value of `Perspective.seat` for a view that belongs to no seat."""


@dataclass(frozen=True, eq=False)
class Perspective:
    """A world as one seat knows it; `world` holds UNKNOWN in each cell that the seat may not know.

    `cues` are the keys of the pack's texts that this seat is shown now. `priors` are the chances, 0..100, that the seat
    gives to each hidden truth.
    """

    seat: str
    setting: Setting
    world: World
    cues: frozenset[str]
    priors: tuple[float, ...]

    @property
    def index(self) -> int:
        """The seat's row in the arrays of the world."""
        return self.setting.names.states[self.seat]

    @property
    def turn(self) -> int:
        return int(self.world.clock[0])

    @property
    def points(self) -> int:
        """Order points of this turn."""
        return int(self.world.points[self.index])

    @property
    def under_way(self) -> tuple[UnderWay, ...]:
        """Orders whose later effects are still to come, as far as the seat knows them."""
        return tuple(all_under_way(self.setting, self.world))

    @cached_property
    def facts(self) -> list[int]:
        """The masked world as a row on which conditions are judged."""
        return self.setting.facts(self.world)

    def cells(self) -> Iterator[tuple[Subject, int]]:
        """Yield the subject and the amount of every cell of the masked world, UNKNOWN where it is hidden."""
        return zip(subjects(self.setting), flatten(self.world), strict=True)

    def holds(self, condition: Condition) -> bool:
        """Return whether a condition holds as far as the seat knows. A condition on a hidden cell does not hold."""
        return self.setting.holds(condition, self.facts)

    def stage(self, incident: str) -> StageSpec | None:
        """Return the stage in which an incident is, None where the seat may not know it."""
        number = self._known(self.world.incident[self.setting.names.incidents[incident], 0])
        return None if number is None else self.setting.incident(incident).stages[number]

    def mark(self, key: str) -> int | None:
        """Return the count of a mark, None where the seat may not know it."""
        return self._known(self.world.mark[self.setting.names.marks[key]])

    def in_force(self, agreement: str) -> bool | None:
        """Return whether an agreement is in force, None where the seat may not know it."""
        amount = self._known(self.world.in_force[self.setting.names.agreements[agreement]])
        return None if amount is None else bool(amount)

    def _known(self, cell: np.integer[Any]) -> int | None:
        return None if cell == UNKNOWN else int(cell)


class UnknownSeat(ValueError):
    """The scenario has no seat with this code."""

    def __init__(self, setting: Setting, seat: str) -> None:
        super().__init__(f"There is no seat {seat!r} in this scenario. Use one of: {', '.join(setting.seats)}.")


def perspective(setting: Setting, world: World, seat: str) -> Perspective:
    """Return the world as this seat may know it, with the keys of the texts that it is shown. Raises UnknownSeat."""
    view = masked_view(setting, world, seat)
    facts = setting.facts(world)
    cues = (
        cue.key
        for cue in setting.spec.cues
        if cue.seat == seat and setting.holds(cue.when, facts if cue.reveals else view.facts)
    )
    return replace(view, cues=frozenset(cues))


def masked_view(setting: Setting, world: World, seat: str) -> Perspective:
    """Return the same view without texts, which scripted seats do not need. Raises UnknownSeat."""
    masked = setting.world(known_cells(setting, world, seat))
    beliefs = masked.belief[setting.names.states[seat]]
    return Perspective(seat, setting, masked, frozenset(), tuple(float(belief) / 1000 for belief in beliefs))


def known_cells(setting: Setting, world: World, seat: str) -> npt.NDArray[np.int32]:
    """Return the cells of the world that this seat may know, by its account, and UNKNOWN for the others.

    Its account holds no order under way that it did not notice. Raises UnknownSeat.
    """
    if seat not in setting.seats:
        raise UnknownSeat(setting, seat)
    row, at = np.array(account_cells(setting, world, seat), dtype=np.int32), setting.at
    pending = row[at.pending : at.rate].copy()
    row[~_may_know(setting, seat)] = UNKNOWN
    row[at.pending : at.rate] = pending
    return row


def shared_view(view: Perspective, seats: Iterable[str]) -> Perspective:
    """Return a seat's view without the cells that one of these other seats may not know, and without texts."""
    row = np.array(flatten(view.world), dtype=np.int32)
    for seat in seats:
        row[~_may_know(view.setting, seat)] = UNKNOWN
    return replace(view, world=view.setting.world(row), cues=frozenset())


def full_truth(setting: Setting, world: World) -> Perspective:
    """Return the world with nothing masked, for the white cell and for a finished solo exercise."""
    facts = setting.facts(world)
    cues = frozenset(cue.key for cue in setting.spec.cues if setting.holds(cue.when, facts))
    return Perspective(WHITE_CELL, setting, world, cues, tuple(100.0 * float(fact) for fact in world.truth))


def common_knowledge(setting: Setting, world: World) -> Perspective:
    """Return the world as every seat knows it, with the texts that all seats are shown: nothing in it is new to any
    seat.
    """
    row = np.array(account_cells(setting, world, EVERYBODY), dtype=np.int32)
    known = np.all([_may_know(setting, seat) for seat in setting.seats], axis=0)
    row[~known] = UNKNOWN
    common = setting.world(row)
    return Perspective(WHITE_CELL, setting, common, _cues_of_all(setting, world, common), ())


def _cues_of_all(setting: Setting, world: World, common: World) -> frozenset[str]:
    """Return the keys of the texts that every seat is shown, judged on common knowledge, or on the truth where it is
    revealed.
    """
    truth, facts = setting.facts(world), setting.facts(common)
    seats_by_key: dict[str, set[str]] = {}
    for cue in setting.spec.cues:
        if setting.holds(cue.when, truth if cue.reveals else facts):
            seats_by_key.setdefault(cue.key, set()).add(cue.seat)
    return frozenset(key for key, seats in seats_by_key.items() if seats >= set(setting.seats))


def common_outcomes(setting: Setting, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes that every seat notices, without odds, reasons and rulings.

    Leaves out those told in several accounts.
    """
    everybody = frozenset(setting.seats)
    return tuple(
        replace(outcome, options=(), chosen="", reasons=(), rulings=(), seen=(), accounts=(), roll=-1, threshold=-1)
        for outcome in outcomes
        if everybody <= set(outcome.audience) and not outcome.accounts
    )


def known_entries(entries: Iterable[LedgerEntry], seat: str, places: Places = NO_PLACES) -> tuple[LedgerEntry, ...]:
    """Return the ledger entries that a seat may know, numbered anew: a gap would tell how many it may not know.

    `places` are the numbers of the orders that they name. No entry says who else knows it, since a seat that noticed
    something in secret has entries of its own.
    """
    known = (placed_entry(entry, places) for entry in entries if seat in entry.audience)
    return tuple(
        entry._replace(sequence=number, audience=(seat,), as_told=False) for number, entry in enumerate(known, 1)
    )


def true_entries(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Return all ledger entries, numbered without a gap, for readers who may know everything."""
    happened = (entry for entry in entries if not entry.as_told)
    return tuple(entry._replace(sequence=number) for number, entry in enumerate(happened, 1))


def known_outcomes(outcomes: Iterable[Outcome], seat: str) -> tuple[Outcome, ...]:
    """Return the outcomes that a seat notices, with the odds and reasons that it may know and without rolls."""
    noticed = [outcome for outcome in outcomes if seat in outcome.audience]
    places = places_of(noticed, seat)
    return tuple(placed_outcome(as_known(outcome, seat), places) for outcome in noticed)


def told_outcomes(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return all outcomes with full truth, for seats after the game. The white cell's private reasons are removed."""
    return tuple(without_private_reasons(outcome) for outcome in outcomes)


@lru_cache(maxsize=256)
def _may_know(setting: Setting, seat: str) -> npt.NDArray[np.bool_]:
    """Return for every cell of a world whether the seat may know it."""
    seen = np.array(setting.tables.seen, dtype=np.int64)
    return (seen >> setting.names.states[seat] & 1).astype(np.bool_)
