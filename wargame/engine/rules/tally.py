"""The tally of many games: sums, squares and histograms of chosen cells after every turn, endings, and scores.

One flat row of integers, so that the tallies of any parts of an ensemble add up cell by cell, in any order.
"""

from typing import Any

from wargame.engine.world.rule import rule

BINS = 20
"""Bars of a histogram, of equal width over the range of the figure."""

SUM, SQUARES, FIRST_BAR = range(3)
FIGURE_WIDTH = FIRST_BAR + BINS
"""Columns of a figure: sum, sum of squares, and how many games stand in each bar."""

TURNS, MEASURES, ENDINGS, SEATS, ENDED_AT, FIGURES_AT, SCORES_AT = range(7)
HEADER_WIDTH = 7
"""How many there are of each, and where ended games (turn, ending), figures (turn, measure) and scores begin."""

MEASURED, LEAST, FACTOR = range(3)
MEASURE_WIDTH = 3
"""Columns of a measure, after the header: its cell, its lowest value, and bars per unit in 1/2**32, rounded up."""


@rule
def enter(tally: Any, place: int, value: int, bar: int) -> None:
    """Count one value of a figure."""
    tally[place + SUM] += value
    tally[place + SQUARES] += value * value
    tally[place + FIRST_BAR + min(max(bar, 0), BINS - 1)] += 1


@rule
def count_turn(tally: Any, row: Any, step: int) -> None:
    """Count every measured cell of a world after the turn `step` (from 0)."""
    place = tally[FIGURES_AT] + step * tally[MEASURES] * FIGURE_WIDTH
    for index in range(tally[MEASURES]):
        measure = HEADER_WIDTH + index * MEASURE_WIDTH
        value = row[tally[measure + MEASURED]]
        enter(tally, place, value, (value - tally[measure + LEAST]) * tally[measure + FACTOR] >> 32)
        place += FIGURE_WIDTH


@rule
def count_ending(tally: Any, ending: int, step: int) -> None:
    """Count a game that reached an ending (from 1; 0 is none) in the turn `step`."""
    if ending > 0:
        tally[tally[ENDED_AT] + step * tally[ENDINGS] + ending - 1] += 1


@rule
def count_scores(tally: Any, scores: Any) -> None:
    """Count the seats' scores (milli-points) of a game that is over."""
    for seat in range(tally[SEATS]):
        place = tally[SCORES_AT] + seat * FIGURE_WIDTH
        enter(tally, place, scores[seat], scores[seat] * BINS // 100_000)
