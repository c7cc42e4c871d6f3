"""One table of the game against people who think: the figures of each seat, and those of the scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wargame.analysis import bridge
from wargame.analysis.selectors.appraisals.figure_texts import figure, spread
from wargame.analysis.selectors.appraisals.thresholds import NAMES
from wargame.engine.values import THRESHOLDS

SEATS = (
    "stake",
    "others_share",
    "newcomer",
    "record_score",
    "blind_highest",
    "blind_loss",
    "forced_turn",
    "always_right",
)
"""Thresholds with a figure for each seat, as rows of the table."""

SCENARIO = ("choice", "comebacks", "last_turn", "reciprocity")
"""Thresholds with one figure for the scenario, below the table."""


@dataclass(frozen=True)
class Cell:
    """One figure as the table has it."""

    said: str
    spread: str
    is_met: bool


@dataclass(frozen=True)
class PeopleRow:
    """One threshold with its figures, one for each seat of the table; None where nothing is measured."""

    name: str
    wanted: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class People:
    """All these figures: `rows` are of the seats, `lines` are of the scenario, with one figure each."""

    seats: tuple[str, ...]
    rows: tuple[PeopleRow, ...]
    lines: tuple[PeopleRow, ...]


def people_of(figures: Mapping[str, Any]) -> People | None:
    """Return the table; None until something of it is measured."""
    judged = [one for one in bridge.judged(dict(figures)) if one.threshold.key in (*SEATS, *SCENARIO)]
    if not judged:
        return None
    of_seats = {(one.threshold.key, one.subject.split(" ")[0]): _cell(one) for one in judged}
    seats = tuple(dict.fromkeys(seat for key, seat in of_seats if key in SEATS))
    rows = (_row(key, *(of_seats.get((key, seat)) for seat in seats)) for key in SEATS)
    lines = (_row(key, _of_scenario(key, [one for one in judged if one.threshold.key == key])) for key in SCENARIO)
    return People(seats, tuple(filter(_is_measured, rows)), tuple(filter(_is_measured, lines)))


def _row(key: str, *cells: Cell | None) -> PeopleRow:
    return PeopleRow(NAMES[key], THRESHOLDS[key].wanted, cells)


def _is_measured(row: PeopleRow) -> bool:
    return any(row.cells)


def _of_scenario(key: str, judged: list[bridge.Judged]) -> Cell | None:
    """Return the one figure of the scenario; orders that miss a threshold are counted."""
    if len(judged) == 1 and judged[0].is_met:
        return _cell(judged[0])
    if key == "last_turn" and judged:
        return Cell(figure(key, len(judged)), "", is_met=False)
    return _cell(judged[0]) if judged else None


def _cell(one: bridge.Judged) -> Cell:
    key = one.threshold.key
    return Cell(figure(key, one.value), spread(key, one.error), one.is_met)
