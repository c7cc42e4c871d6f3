"""The sums of many games, in whole numbers that add up exactly in any order."""

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

CRASH, DEAD_END, LEDGER, TEXT = "crash", "dead end", "ledger", "text"

Option: TypeAlias = tuple[str, str, str]
"""Seat, order kind and level."""

TENTHS = 10
"""Scores are counted in tenths of a point."""

REACHED = 95
"""Points from which an aim counts as reached: nothing is left to win."""


@dataclass(frozen=True, order=True)
class Rise:
    """A turn after which an aim stood higher than before, though an event happened that its sentence excludes.

    `event` is the sentence of the cap or of the excluded event. The scores are whole points, as pages print them.
    """

    seat: str
    aim: str
    event: str
    seed: int
    turn: int
    before: int
    after: int


@dataclass(frozen=True)
class Trouble:
    """An event that must never happen: what it was, how often, and the seed and turn of its first time, which repeat
    it.

    A crash is an exception, of which the turn is not known (0); a dead end a seat without a legal order, an incident
    that cannot move on, a legal order that is refused, or a last turn without an ending; "ledger" a ledger whose
    entries miss the change of the world, or that tells of another world than the game without it came to; "text" a text
    that a seat read where what it asserts is not so.
    """

    kind: str
    text: str
    seed: int
    turn: int = 0
    times: int = 1

    def __str__(self) -> str:
        times = "once" if self.times == 1 else f"{self.times} times"
        turn = f", turn {self.turn}" if self.turn else ""
        return f"{self.kind}, {times}: {self.text} First in the game with seed {self.seed}{turn}."


@dataclass(frozen=True)
class Rehearsal:
    """The events of some games; `a + b` is what happened in both, wherever and in whatever order they were played.

    `checked` are the games whose ledger was added up, none of which crashed; `seated` counts seats by the policy that
    sat there. `stages` and `injects` count games; `peaks` games by the highest MID hostility level (0..5) of an
    incident or an order. `offered` and `chosen` count turns in which a seat could give, and gave, an order at a level;
    `leaned_*` the same for seats that follow the pack's leanings alone. `scores` count games by (seat, objective key,
    tenths of a point), with "" for the seat's weighted total; `ahead` games in which no other seat had a higher total.
    `catastrophes` are games that an immediate ending broke off. `shown` counts by (seat, key) how often a text that
    asserts something was read. `rises` are the turns in which an aim rose though its sentence excludes what happened.
    `planned` counts games by the seat that a planner played well to the last turn, and `reached` those of them by
    (seat, objective key) in which the aim was as good as reached when that turn began.
    """

    games: int = 0
    turns: int = 0
    checked: int = 0
    catastrophes: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    stages: Counter[tuple[str, str]] = field(default_factory=Counter)
    injects: Counter[str] = field(default_factory=Counter)
    peaks: Counter[int] = field(default_factory=Counter)
    offered: Counter[Option] = field(default_factory=Counter)
    chosen: Counter[Option] = field(default_factory=Counter)
    leaned_offered: Counter[Option] = field(default_factory=Counter)
    leaned_chosen: Counter[Option] = field(default_factory=Counter)
    scores: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    ahead: Counter[str] = field(default_factory=Counter)
    seated: Counter[str] = field(default_factory=Counter)
    shown: Counter[tuple[str, str]] = field(default_factory=Counter)
    planned: Counter[str] = field(default_factory=Counter)
    reached: Counter[tuple[str, str]] = field(default_factory=Counter)
    rises: tuple[Rise, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def __add__(self, other: "Rehearsal") -> "Rehearsal":
        sums: dict[str, Any] = {
            part.name: getattr(self, part.name) + getattr(other, part.name)
            for part in fields(self)
            if part.name not in ("rises", "troubles")
        }
        rises = tuple(sorted(self.rises + other.rises))
        return Rehearsal(**sums, rises=rises, troubles=merged(self.troubles, other.troubles))

    def troubles_of(self, kind: str) -> tuple[Trouble, ...]:
        """Keep the troubles of one kind."""
        return tuple(trouble for trouble in self.troubles if trouble.kind == kind)

    @property
    def contradicted(self) -> tuple[Trouble, ...]:
        """The troubles with texts that the world contradicts, one for each seat and text."""
        return self.troubles_of(TEXT)

    def spread(self, seat: str, objective: str = "") -> "Spread":
        """Return the spread of a seat's scores on one objective, or in all."""
        return Spread.of({score: n for (who, key, score), n in self.scores.items() if (who, key) == (seat, objective)})


@dataclass(frozen=True)
class Spread:
    """Mean, standard deviation, lowest and highest score, in points 0..100; all 0 where there was no game."""

    mean: float = 0.0
    deviation: float = 0.0
    low: float = 0.0
    high: float = 0.0

    @classmethod
    def of(cls, counts: dict[int, int]) -> "Spread":
        """Work them out from how many games had each score, in tenths of a point."""
        games = sum(counts.values())
        if not games:
            return cls()
        total = sum(score * n for score, n in counts.items())
        squares = sum(score * score * n for score, n in counts.items())
        variance = (games * squares - total * total) / games**2
        parts = total / games, variance**0.5, min(counts), max(counts)
        return cls(*(part / TENTHS for part in parts))


def merged(first: tuple[Trouble, ...], second: tuple[Trouble, ...]) -> tuple[Trouble, ...]:
    """Count equal troubles together and keep the lowest seed and turn of each, in the order of their texts."""
    if not second:
        return first
    found: dict[tuple[str, str], Trouble] = {}
    for trouble in (*first, *second):
        known = found.get((trouble.kind, trouble.text))
        times = trouble.times + (known.times if known else 0)
        seed, turn = min((one.seed, one.turn) for one in (trouble, known) if one)
        found[trouble.kind, trouble.text] = Trouble(trouble.kind, trouble.text, seed, turn, times)
    return tuple(found[key] for key in sorted(found))
