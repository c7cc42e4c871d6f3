"""Scores of each way of playing on each seat."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from wargame.analysis.selectors.appraisals.figure_texts import plain, spread
from wargame.analysis.selectors.appraisals.names import Words
from wargame.web.dots import SURE, Dot, RowScale, dot_of
from wargame.web.figures import points

Row = Mapping[str, Any]

NAMES = {
    "hold": "No orders",
    "random": "Random",
    "mirror": "Mirror",
    "empirical": "Empirical",
    "hawk": "Hawk",
    "dove": "Dove",
    "best_repeated": "One order repeated",
    "best_plan": "Best fixed plan",
    "planner": "Planner",
}


@dataclass(frozen=True)
class PlayedBy:
    """The score of one way of playing; `orders` are those of a plan."""

    name: str
    dot: Dot
    said: str
    spread: str
    is_planner: bool
    orders: tuple[str, ...]


@dataclass(frozen=True)
class SeatScores:
    """All ways of playing one seat, on the scale of all seats."""

    seat: str
    ways: tuple[PlayedBy, ...]


@dataclass(frozen=True)
class Policies:
    """All seats; `low` and `high` are what the ends of the scale are."""

    low: str
    high: str
    seats: tuple[SeatScores, ...]


def policies_of(figures: Row, words: Words) -> Policies | None:
    """Return the scores of every seat that is measured."""
    found: dict[str, dict[str, Row]] = {seat: dict(one) for seat, one in figures.get("policies", {}).items()}
    for key in ("best_repeated", "best_plan"):
        for seat, one in figures.get(key, {}).items():
            found.setdefault(seat, {})[key] = one
    if not found:
        return None
    scale = _scale([one for ways in found.values() for one in ways.values()])
    seats = tuple(
        SeatScores(seat, tuple(_way(name, ways[name], scale, words) for name in NAMES if name in ways))
        for seat, ways in found.items()
    )
    return Policies(points(scale.low), points(scale.high), seats)


def _way(name: str, one: Row, scale: RowScale, words: Words) -> PlayedBy:
    sheets = one.get("orders", ())[: 1 if name == "best_repeated" else None]
    return PlayedBy(
        name=NAMES[name],
        dot=dot_of(one["value"], one["error"], scale),
        said=plain(one["value"], 1),
        spread=spread("", one["error"]),
        is_planner=name == "planner",
        orders=tuple(" + ".join(map(words.order, sheet)) or "no order" for sheet in sheets),
    )


def _scale(found: list[Row]) -> RowScale:
    """Return the tens that hold all scores with their ranges."""
    ends = [one["value"] + side * SURE * (one["error"] or 0.0) for one in found for side in (-1, 1)]
    return RowScale(10 * floor(min(ends) / 10), 10 * ceil(max(ends) / 10))
