"""The tally of many games: sums, squares and histograms of chosen cells after every turn, endings, and scores.

One flat row of integers, so that the tallies of any parts of an ensemble add up cell by cell, in any order.
"""

from typing import Any

from wargame.engine.world.cell_view import CellView
from wargame.engine.world.rule import rule

BINS = 20
"""Bars of a histogram, of equal width over the range of the figure."""


class TallyHeader(CellView):
    """The sizes of a tally, and where ended games (turn, ending), figures (turn, measure) and scores begin."""

    turns: int
    measures: int
    endings: int
    seats: int
    ended_at: int
    figures_at: int
    scores_at: int


class MeasuredCell(CellView):
    """A measure, after the header: its cell, its lowest value, and bars per unit in 1/2**32, rounded up."""

    cell_number: int
    least: int
    factor: int


class FigureSums(CellView):
    """A figure: its sum and its sum of squares; behind them stands how many games are in each bar."""

    total: int
    squares: int


HEADER_WIDTH, MEASURE_WIDTH, SUMS_WIDTH = (len(view.columns) for view in (TallyHeader, MeasuredCell, FigureSums))
FIGURE_WIDTH = SUMS_WIDTH + BINS


@rule
def measured_cell(tally: Any, index: int) -> MeasuredCell:
    """Find a measure."""
    return MeasuredCell(tally, HEADER_WIDTH + index * MEASURE_WIDTH)


@rule
def figure_place(first: int, index: int) -> int:
    """Give where a figure begins, of those that begin at `first`."""
    return first + index * FIGURE_WIDTH


@rule
def bar_place(figure: int, bar: int) -> int:
    """Give the cell of a figure's bar; what lies beyond the range counts in the bars at its ends."""
    return figure + SUMS_WIDTH + min(max(bar, 0), BINS - 1)


@rule
def enter(tally: Any, place: int, value: int, bar: int) -> None:
    """Count one value of a figure."""
    sums = FigureSums(tally, place)
    sums.total += value
    sums.squares += value * value
    tally[bar_place(place, bar)] += 1


@rule
def count_turn(tally: Any, row: Any, step: int) -> None:
    """Count every measured cell of a world after the turn `step` (from 0)."""
    header = TallyHeader(tally, 0)
    for index in range(header.measures):
        measure = measured_cell(tally, index)
        value = row[measure.cell_number]
        place = figure_place(header.figures_at, step * header.measures + index)
        enter(tally, place, value, (value - measure.least) * measure.factor >> 32)


@rule
def count_ending(tally: Any, ending: int, step: int) -> None:
    """Count a game that reached an ending (from 1; 0 is none) in the turn `step`."""
    if ending > 0:
        header = TallyHeader(tally, 0)
        tally[header.ended_at + step * header.endings + ending - 1] += 1


@rule
def count_scores(tally: Any, scores: Any) -> None:
    """Count the seats' scores (milli-points) of a game that is over."""
    header = TallyHeader(tally, 0)
    for seat in range(header.seats):
        enter(tally, figure_place(header.scores_at, seat), scores[seat], scores[seat] * BINS // 100_000)
