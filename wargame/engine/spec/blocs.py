"""Blocs: the states that one order names as its targets, or as its partners, written "CHN+MNG"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Protocol, Self

JOINED_BY = "+"
MOST_WAYS = 60
"""The most ways in which an order may name its targets and partners: scripted seats and planners weigh each of them."""
LONGEST_BLOC = 100
"""More letters than a bloc of all 24 states has."""


class Bloc(str):
    """The states that an order names together, by their codes; a bloc of one is the code of a state, of none ""."""

    __slots__ = ()

    @classmethod
    def of(cls, codes: Iterable[str]) -> Self:
        """Write states as a bloc, each once and in the order of the alphabet, so that a bloc has one name."""
        return cls(JOINED_BY.join(sorted({code for code in codes if code})))

    @property
    def states(self) -> tuple[str, ...]:
        """The codes of the states."""
        return tuple(self.split(JOINED_BY)) if self else ()

    @property
    def listed(self) -> str:
        """The codes as they are read: "CHN and MNG"."""
        return listed(self.states)


class Directed:
    """An act that is aimed at states and done with states: an order, and its outcome."""

    target: str
    partner: str

    @property
    def targets(self) -> tuple[str, ...]:
        """The codes of the states at which it is aimed."""
        return Bloc(self.target).states

    @property
    def partners(self) -> tuple[str, ...]:
        """The codes of the states with which it is done."""
        return Bloc(self.partner).states


@dataclass(frozen=True)
class SeveralSpec:
    """Number of states that one order may name, `least` to `most`; each beyond the first costs `each_more` points."""

    most: int
    least: int = 1
    each_more: int = 0


def listed(words: Sequence[str]) -> str:
    """Write words one after the other: "Russia, China and Japan"; "" for none."""
    *others, last = words or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def blocs_of(codes: tuple[str, ...], several: SeveralSpec | None) -> tuple[str, ...]:
    """Return all that an order may name out of these states: single ones first, then two together, and so on.

    No more than `MOST_WAYS` are written down: reading a pack refuses a kind that has more, and must not list millions.
    """
    if several is None:
        return codes
    sizes = range(several.least, min(several.most, len(codes)) + 1)
    chosen = (each for size in sizes for each in combinations(codes, size))
    return tuple(Bloc.of(each) for each in islice(chosen, MOST_WAYS))


class Costed(Protocol):
    """A level, of which only its cost in order points counts here."""

    @property
    def cost(self) -> int: ...


class Priced:
    """An order kind that is paid by its level and by what it names; `price_of` in the rules reckons the same."""

    several_targets: SeveralSpec | None
    several_partners: SeveralSpec | None

    def price(self, level: Costed, target: str, partner: str) -> int:
        """Return the points that an order costs: its level, and what each state beyond the first adds."""
        return level.cost + _added_by(self.several_targets, target) + _added_by(self.several_partners, partner)


def _added_by(several: SeveralSpec | None, bloc: str) -> int:
    """Return the points that the states of a bloc beyond the first add to the cost of an order."""
    return several.each_more * (len(Bloc(bloc).states) - 1) if several and bloc else 0
