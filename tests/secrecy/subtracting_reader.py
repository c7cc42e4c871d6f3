"""A reader who knows the rules and the pack, reads what a seat is shown, and works out hidden truths by subtraction.

After each turn it adjudicates that turn again, from guesses of what its seat may not know, with a truth one way and the
other. Where the seat would see other figures, the figures that it did see say which way the truth is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tests.secrecy.played_worlds import PlayedTurn
from tests.secrecy.seen_turns import Cells, SeenTurn, cells_of, see_turn
from tests.secrecy.two_worlds import flip
from wargame.engine import World, perspective
from wargame.engine.policies.belief_worlds import guessed_worlds

Chances = npt.NDArray[np.float64]

FIRST_GUESSES, GUESSES = 2, 20
"""Guesses that show whether a truth matters in a turn, and guesses that judge one that does."""
SURE = 0.95
"""Least belief of a reader who names a truth."""
ALLOWED = 90.0
"""The least belief in 100, as the page shows it, with which a reader may be sure."""
CLOSE = 0.15
"""Greatest distance of a figure from a foretold one, as a share of the effect of the truth."""
LEAST = 60
"""Milli-points below which a difference is none, because no page shows it."""
DOUBT = 0.5
"""Guesses that count for either side, so that no one turn makes sure of anything by chance."""


@dataclass(frozen=True)
class Reading:
    """A seat's conclusion about one hidden truth in a game.

    In `turn` the reader named the truth, 0 if never; `belief` is the page's figure for that value.
    """

    seed: int
    seat: str
    truth: str
    turn: int = 0
    is_right: bool = False
    belief: float = 0.0

    @property
    def verdict(self) -> str:
        if not self.turn:
            return "undecided"
        return "right" if self.is_right else "wrong"

    @property
    def is_breach(self) -> bool:
        """Whether the reader is sure of a fact that the page leaves open."""
        return self.turn > 0 and self.belief < ALLOWED


class Reader:
    """The reader of one seat's pages: how likely it holds each hidden truth (truths,), and what it has named."""

    def __init__(self, first: PlayedTurn, seat: str) -> None:
        self.seat = seat
        self.seed = first.seed
        self.keys = [truth.key for truth in first.setting.spec.truths]
        self.likely = np.array(perspective(first.setting, first.world, seat).priors) / 100
        self.is_moved = np.zeros(len(self.keys), dtype=bool)
        self.named: dict[int, Reading] = {}

    def read(self, turn: PlayedTurn) -> None:
        """Take a turn into account, and name what has become sure."""
        seen = see_turn(turn, self.seat)
        unnamed = [index for index in range(len(self.keys)) if index not in self.named]
        for index, ratio in ratios(seen, self.likely, unnamed, turn.number):
            self.likely[index] = moved(self.likely[index], ratio)
            self.is_moved[index] = True
        for index in np.flatnonzero(self.is_moved).tolist():
            self.name(index, turn, seen.after.priors[index])

    def name(self, index: int, turn: PlayedTurn, belief: float) -> None:
        """Name a truth if it has become sure and was not named before."""
        says = self.likely[index] >= 0.5
        if index in self.named or max(self.likely[index], 1 - self.likely[index]) < SURE:
            return
        is_right = bool(turn.world.truth[index]) == bool(says)
        shown = belief if says else 100 - belief
        self.named[index] = Reading(self.seed, self.seat, self.keys[index], turn.number, is_right, shown)

    def readings(self) -> Iterator[Reading]:
        """Yield what became of each truth."""
        for index, key in enumerate(self.keys):
            yield self.named.get(index, Reading(self.seed, self.seat, key))


def read_game(turns: Sequence[PlayedTurn]) -> Iterator[Reading]:
    """Read a game in each seat."""
    for seat in turns[0].setting.seats:
        reader = Reader(turns[0], seat)
        for turn in turns:
            reader.read(turn)
        yield from reader.readings()


def moved(likely: float, ratio: float) -> float:
    """Return a chance (0..1) after evidence that is so many times likelier if it is so (Bayes)."""
    odds = likely / max(1 - likely, 1e-9) * ratio
    return odds / (1 + odds)


def ratios(seen: SeenTurn, likely: Chances, indices: Sequence[int], seed: int) -> Iterator[tuple[int, float]]:
    """Yield, for each of these truths of which a turn tells, how many times likelier it makes it than its opposite."""
    view = replace(seen.before, priors=tuple(100 * likely))
    replays = Replays(seen, list(guessed_worlds(view, seed, GUESSES)))
    for index in indices:
        ratio = replays.ratio(index, float(likely[index]))
        if ratio != 1:
            yield index, ratio


class Replays:
    """A seat's views after a turn from each guess of the world before, with its real view."""

    def __init__(self, seen: SeenTurn, worlds: Sequence[World]) -> None:
        self.seen = seen
        self.worlds = worlds
        self.observed = cells_of(seen.after.world)
        seen.refuse_unlike(worlds)
        self.plain: dict[int, Cells | None] = {}

    def ratio(self, index: int, likely: float) -> float:
        """Return the odds of a truth against its opposite: the fitting guesses with it, by the others.

        Stops once the truth is sure, or seems not to matter in this turn.
        """
        for_it = against = DOUBT
        matters = False
        for number, world in enumerate(self.worlds):
            here, there = self.foretold(number), self.seen.replay(flip(world, index), number)
            matters = matters or are_apart(here, there)
            if number + 1 == FIRST_GUESSES and not matters:
                break
            vote = vote_of(self.observed, here, there)
            is_for = vote == (1 if world.truth[index] else -1)
            for_it, against = for_it + (vote != 0 and is_for), against + (vote != 0 and not is_for)
            if abs(moved(likely, for_it / against) - 0.5) > SURE - 0.5:
                break
        return for_it / against

    def foretold(self, number: int) -> Cells | None:
        """Return the seat's view from one guess, computed once."""
        if number not in self.plain:
            self.plain[number] = self.seen.replay(self.worlds[number], number)
        return self.plain[number]


def are_apart(here: Cells | None, there: Cells | None) -> bool:
    """Say whether a truth makes a difference to what the seat would see."""
    return here is not None and there is not None and bool((np.abs(here - there) > LEAST).any())


def vote_of(observed: Cells, here: Cells | None, there: Cells | None) -> int:
    """Return 1 where figures fit what is foretold here and not there, -1 where it is the other way round, else 0."""
    if here is None or there is None:
        return 0
    apart = np.flatnonzero(np.abs(here - there) > LEAST)
    close = np.maximum(CLOSE * np.abs(here[apart] - there[apart]), LEAST)
    fits = [np.abs(observed[apart] - foretold[apart]) <= close for foretold in (here, there)]
    ahead = int((fits[0] & ~fits[1]).sum()), int((fits[1] & ~fits[0]).sum())
    return bool(ahead[0] and not ahead[1]) - bool(ahead[1] and not ahead[0])
