"""Two worlds that differ in one thing that a seat may not know, played on with the same dice and the same sheets.

Wherever the seat reads the same words in both, it must see the same figures.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from tests.engine.games import legal_orders
from tests.scenarios.pack_games import has_ended
from tests.secrecy.played_worlds import PlayedTurn
from tests.secrecy.shown import Shown, show_situation, show_turn
from wargame.engine import Adjudication, Outcome, Sheet, World, adjudicate, perspective, preview
from wargame.engine.turn.sheet import NOTHING

HORIZON = 3
"""Number of turns that two worlds are played on."""
ROLLOUTS = 4
"""Rollouts behind a preview; their seed is the same in both worlds."""


@dataclass(frozen=True)
class Case:
    """One seat in two worlds. `kind` and `about` say in what they differ: a "truth" and its key, or the visibility of
    an order that one world lacks and its kind.

    `read_differently` says that the seat read other words at once, so that nothing is compared. `differing` names the
    figures that differed first, after equal words.
    """

    kind: str
    about: str
    seed: int
    turn: int
    seat: str
    read_differently: bool = False
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Change:
    """The difference of one of two worlds: its opening, or its sheets of the first turn; `seats` may not know it."""

    kind: str
    about: str
    world: World
    sheets: Mapping[str, Sheet]
    seats: tuple[str, ...]


class TwoWorlds:
    """The turns of a game, and each of them played on from a change. Views of seats are computed once."""

    def __init__(self, turns: Sequence[PlayedTurn]) -> None:
        self.turns = turns
        self.setting = turns[0].setting
        self.shown: dict[tuple[int, str], Shown] = {}

    def cases(self, horizon: int = HORIZON) -> Iterator[Case]:
        """Yield a case for each turn, each hidden difference of it, and each seat that may not know it."""
        for start, turn in enumerate(self.turns):
            for change in changes_of(turn):
                # Worlds that differ from the opening on are played to the end of the game.
                stop = len(self.turns) if start == 0 and change.kind == "truth" else start + horizon
                yield from self.compared(start, stop, change)

    def compared(self, start: int, stop: int, change: Change) -> Iterator[Case]:
        """Play on from a change, and yield each seat's case once it reads other words or sees other figures, or at the
        end.
        """
        turn, setting = self.turns[start], self.setting
        undecided = [Case(change.kind, change.about, turn.seed, turn.number, seat) for seat in change.seats]
        if change.kind == "truth":
            here, there = (partial(show_situation, setting, world) for world in (turn.world, change.world))
            undecided = yield from decided(undecided, here, there, is_first=True)
        for place, other in enumerate(played_on(self.turns[start:stop], change), start):
            if not is_same(self.turns[place].result, other):
                here, there = partial(self.show, place), partial(show_turn, setting, other)
                undecided = yield from decided(undecided, here, there, is_first=place == start)
            if not undecided:
                return
        yield from undecided

    def show(self, place: int, seat: str) -> Shown:
        """Return a seat's pages of a turn of the game as it was played."""
        if (place, seat) not in self.shown:
            self.shown[place, seat] = show_turn(self.setting, self.turns[place].result, seat)
        return self.shown[place, seat]


def decided(
    cases: list[Case], here: Callable[[str], Shown], there: Callable[[str], Shown], *, is_first: bool
) -> Generator[Case, None, list[Case]]:
    """Yield the cases that are decided by what the seat of each is shown here and there; return the others."""
    left = []
    for case in cases:
        one, other = here(case.seat), there(case.seat)
        if one.words != other.words:
            yield replace(case, read_differently=is_first)
        elif found := one.differing(other):
            yield replace(case, differing=found)
        else:
            left.append(case)
    return left


def changes_of(turn: PlayedTurn) -> Iterator[Change]:
    """Yield each hidden truth that is another, then each order that is not given and that not all seats noticed."""
    yield from flipped_truths(turn)
    for outcome in turn.result.outcomes:
        unaware = tuple(seat for seat in turn.setting.seats if seat not in outcome.audience)
        if outcome.subject == "order" and unaware:
            kind = "refused" if outcome.result == "refused" else turn.setting.order(outcome.kind).visibility
            yield Change(kind, outcome.kind, turn.world, without_order(turn.sheets, outcome), unaware)


def flipped_truths(turn: PlayedTurn) -> Iterator[Change]:
    """Yield the same turn with each hidden truth the other way, for the seats that still hold that for possible."""
    beliefs = {seat: perspective(turn.setting, turn.world, seat).priors for seat in turn.setting.seats}
    for index, spec in enumerate(turn.setting.spec.truths):
        impossible = 100.0 if turn.world.truth[index] else 0.0
        unsure = tuple(seat for seat, priors in beliefs.items() if priors[index] != impossible)
        yield Change("truth", spec.key, flip(turn.world, index), turn.sheets, unsure)


def flip(world: World, index: int) -> World:
    """Return the world in which one hidden truth is the other way."""
    truth = np.array(world.truth)
    truth[index] = 1 - truth[index]
    return world._replace(truth=truth)


def without_order(sheets: Mapping[str, Sheet], outcome: Outcome) -> dict[str, Sheet]:
    """Return the sheets with a free slot in place of an order, so that all others keep their dice."""
    sheet = list(sheets[outcome.actor])
    sheet[outcome.slot] = NOTHING
    return {**sheets, outcome.actor: tuple(sheet)}


def played_on(turns: Sequence[PlayedTurn], change: Change) -> Iterator[Adjudication]:
    """Adjudicate the turns of a game again from a changed first one, until one of the two games ends."""
    world, sheets = change.world, change.sheets
    for turn in turns:
        result = adjudicate(turn.setting, world, sheets if turn is turns[0] else turn.sheets, turn.seed)
        yield result
        world = result.world
        if has_ended(world):
            return


def is_same(one: Adjudication, other: Adjudication) -> bool:
    """Say whether two worlds went the same way, so that only texts that reveal a truth could be shown differently."""
    fields = set(World._fields) - {"truth"}
    return (
        one.ledger == other.ledger
        and one.outcomes == other.outcomes
        and all(np.array_equal(getattr(one.world, field), getattr(other.world, field)) for field in fields)
    )


def differing_previews(turn: PlayedTurn, seat: str) -> Iterator[Case]:
    """Yield a case for each hidden truth: is a seat foretold otherwise of its first legal order if it is the other way?

    Nobody has acted yet, so the seat is shown the same but for texts that reveal a truth on purpose.
    """
    view = perspective(turn.setting, turn.world, seat)
    order = next((order for _, _, order in legal_orders(view)), None)
    if order is None:
        return
    foretold = preview(view, (order,), 0, turn.seed, ROLLOUTS)
    for change in flipped_truths(turn):
        other = perspective(turn.setting, change.world, seat)
        case = Case("preview", change.about, turn.seed, turn.number, seat)
        if (view.cues, view.priors) != (other.cues, other.priors):
            yield replace(case, read_differently=True)
        elif preview(other, (order,), 0, turn.seed, ROLLOUTS) != foretold:
            yield replace(case, differing=(f"preview of {order.kind}",))
        else:
            yield case
