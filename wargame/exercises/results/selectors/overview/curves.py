"""The tensions that moved most, drawn across the columns of the turns: each cell has its part of the lines.

A drawing is as wide as its cell: horizontal positions are shares of it, vertical ones are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wargame.exercises.results.selectors.overview.changes import TurnChange, higher_tensions
from wargame.exercises.results.selectors.overview.known import KnownTurn
from wargame.exercises.situation.selectors.gauges import Gauge, gauges_of

HEIGHT, TOP, BOTTOM = 92, 36, 72
MOST = 2
ABOVE, BELOW = -8, 17


@dataclass(frozen=True)
class CurvePiece:
    """A line's part in one cell: its heights at the turn before, at this one and at the next (None at the ends).

    `text_at` is the height of the value's label. `is_biggest` marks the turn in which the line rises most, `leads_up`
    the turn before it.
    """

    style: str
    value: int
    before: float | None
    at: float
    after: float | None
    text_at: float
    is_biggest: bool
    leads_up: bool


@dataclass(frozen=True)
class Curve:
    """A tension with its style, "main" or "alt"."""

    label: str
    style: str


@dataclass(frozen=True)
class Curves:
    """The tensions that are drawn, and their parts by turn."""

    curves: tuple[Curve, ...]
    cells: tuple[tuple[CurvePiece, ...], ...]
    height: int = HEIGHT


def curves_of(turns: Sequence[KnownTurn], count: int, biggest: TurnChange | None) -> Curves | None:
    """Return the tension with the largest rise, and the one of another pair that moved most; None before there are
    results.
    """
    if not turns:
        return None
    gauges = chosen_tensions(turns, biggest)
    values = [[gauge.value(view) for view in (turns[0].before, *(turn.after for turn in turns))] for gauge in gauges]
    whole = [[0.0 if value is None else value for value in line] for line in values]
    low, high = min(map(min, whole), default=0), max(map(max, whole), default=100)
    scale = (BOTTOM - TOP) / max(high - low, 10)
    places = [[BOTTOM - (value - low) * scale for value in line] for line in whole]
    styles, steepest_at = ("main", "alt"), biggest.turn if biggest else 0
    cells = tuple(
        tuple(
            CurvePiece(
                style=styles[index],
                value=round(whole[index][step]),
                before=_middle(line, step - 1),
                at=round(line[step], 1),
                after=_middle(line, step + 1),
                text_at=round(line[step] + _side(places, index, step), 1),
                is_biggest=index == 0 and step == steepest_at,
                leads_up=index == 0 and step + 1 == steepest_at,
            )
            for index, line in enumerate(places)
        )
        for step in range(1, len(turns) + 1)
    )
    names = tuple(
        Curve(f"{gauge.who} towards {gauge.towards}", style) for gauge, style in zip(gauges, styles, strict=False)
    )
    return Curves(names, (*cells, *(() for _ in range(count - len(turns)))))


def _middle(line: Sequence[float], step: int) -> float | None:
    return round(line[step], 1) if step < len(line) else None


def _side(places: Sequence[Sequence[float]], index: int, step: int) -> int:
    """Return the offset of a value's label: away from the other line."""
    others = [line[step] for other, line in enumerate(places) if other != index]
    is_upper = all(places[index][step] < at or (places[index][step] == at and index == 0) for at in others)
    return ABOVE if is_upper else BELOW


def chosen_tensions(turns: Sequence[KnownTurn], biggest: TurnChange | None) -> list[Gauge]:
    """Return the tension with the largest rise, and the one of another pair that moved most."""
    higher = higher_tensions(turns)
    tensions = [gauge for gauge in gauges_of(turns[0].before) if gauge in higher]
    ranked = sorted(tensions, key=lambda gauge: -_way(gauge, turns))
    if biggest:
        ranked.sort(key=lambda gauge: gauge.key != biggest.key.split(".")[-1])
    return ranked[:MOST]


def _way(gauge: Gauge, turns: Sequence[KnownTurn]) -> float:
    """Return the total distance that a tension moved up and down; -1 if the reader could not see it in every turn."""
    values = [gauge.value(view) for view in (turns[0].before, *(turn.after for turn in turns))]
    known = [value for value in values if value is not None]
    moved = sum(abs(after - before) for before, after in pairwise(known))
    return moved if len(known) == len(values) else -1
