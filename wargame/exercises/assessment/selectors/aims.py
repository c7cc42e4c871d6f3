"""The entries of the ledger that moved each aim of a seat from the opening to now, each with its points."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wargame.engine.values import LedgerEntry, ObjectiveScore, Perspective
from wargame.exercises import perspectives
from wargame.exercises.models import Branch, Seat, Turn

MOST_ENTRIES = 6
"""The number of entries of an aim that stand one by one; the others are added up."""
SMALLEST = 0.05
"""Smaller moves would be printed as nothing."""


@dataclass(frozen=True)
class Evidence:
    """An entry of the turn log, and by how many points of 100 it moved the aim."""

    turn: int
    sequence: int
    text: str
    points: float


@dataclass(frozen=True)
class AimWithEvidence:
    """An aim with its scores at the opening and now, and the entries that moved it most.

    `rest` are the points of everything else: smaller entries, and what the reader may not know.
    """

    aim: ObjectiveScore
    before: float
    entries: tuple[Evidence, ...]
    rest: float


def aims_of(
    seat: Seat, line: Branch, *, knows_all: bool, ledger: Mapping[int, tuple[LedgerEntry, ...]] | None = None
) -> tuple[AimWithEvidence, ...]:
    """Return the aims of a seat in a line with their evidence, as far as the seat, or full truth, may know it.

    `ledger` are the entries of turns by number with that knowledge, from a caller who has read them.
    """
    turns = list(Turn.objects.played_in(line).with_exercise())
    if not turns:
        return ()
    after = perspectives.final_view_of(turns[-1], seat, may_know_all=knows_all)
    if after is None:
        return ()
    opening = _scored(_view(turns[0], seat, knows_all=knows_all), seat)
    moved: dict[str, list[Evidence]] = defaultdict(list)
    for turn in turns:
        entries = (ledger or {}).get(turn.number)
        if entries is None:
            entries = perspectives.known_entries(turn, seat, may_know_all=knows_all)
        for key, evidence in _moved(turn, _view(turn, seat, knows_all=knows_all), entries, seat.role):
            moved[key].append(evidence)
    now = [score for score in perspectives.scores(after) if score.seat == seat.role]
    return tuple(_aim(score, opening[score.key], moved[score.key]) for score in now)


def _aim(score: ObjectiveScore, before: float, moved: list[Evidence]) -> AimWithEvidence:
    largest = sorted(moved, key=lambda each: -abs(each.points))[:MOST_ENTRIES]
    rest = score.score - before - sum(each.points for each in largest)
    in_order = sorted(largest, key=lambda each: (each.turn, each.sequence))
    return AimWithEvidence(score, before, tuple(in_order), 0.0 if abs(rest) < SMALLEST else rest)


def _view(turn: Turn, seat: Seat, *, knows_all: bool) -> Perspective:
    return perspectives.truth_of(turn) if knows_all else perspectives.view_of(turn, seat)


def _scored(view: Perspective, seat: Seat) -> dict[str, float]:
    return {score.key: score.score for score in perspectives.scores(view) if score.seat == seat.role}


def _moved(turn: Turn, view: Perspective, entries: Sequence[LedgerEntry], role: str) -> Iterator[tuple[str, Evidence]]:
    """Yield each entry of a turn that moved an aim, with the key of the aim."""
    steps = perspectives.scores_along(view, ((), *((entry,) for entry in entries)), role)
    for entry, (before, after) in zip(entries, pairwise(steps), strict=True):
        for key, score in after.items():
            if abs(score - before[key]) >= SMALLEST:
                yield key, _evidence(turn, entry, score - before[key])


def _evidence(turn: Turn, entry: LedgerEntry, points: float) -> Evidence:
    return Evidence(turn.number, entry.sequence, entry.text, points)
