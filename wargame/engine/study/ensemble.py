"""An ensemble: one situation played onward under many seeds and added up as it goes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from wargame.engine.playouts.playouts import play
from wargame.engine.rules.tally import BINS, FIGURE_WIDTH, HEADER_WIDTH, MEASURE_WIDTH, MeasuredCell, TallyHeader
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.aggregate import Aggregate, Measure
from wargame.engine.study.situation import Situation, games_from
from wargame.engine.turn.sheet import WorldEnded
from wargame.engine.world.dice import refuse_seeds
from wargame.engine.world.figures import FIGURES

AT_ONCE = 200
"""Games laid out at a time: their rows stay within what a processor keeps at hand."""


def ensemble(setting: Setting, turn: Situation, seeds: Sequence[int], policies: Mapping[str, str]) -> Aggregate:
    """Play a situation onward to its ending once for each seed.

    Aggregates of disjoint seeds add up to that of all of them, exactly and in any order. Raises WorldEnded, ValueError
    for a seed outside 0..2**128-1, InterventionError.
    """
    refuse_seeds(seeds)
    first = int(turn.world.clock[0])
    turns = len(setting.spec.turns) - first + 1
    if turn.world.clock[1] or turns < 1:
        raise WorldEnded("This world has ended; fork an earlier turn to play on.")
    measures = followed(setting)
    tally: Any = np.array(blank_tally(setting, measures, turns), dtype=np.int64)
    for start in range(0, len(seeds), AT_ONCE):
        games = games_from(setting, turn, seeds[start : start + AT_ONCE], policies)
        play(setting, games._replace(tally=tally), turns)
    return read_tally(setting, measures, first, len(seeds), tally)


def followed(setting: Setting) -> tuple[tuple[int, Measure], ...]:
    """Every figure in points that can change, with its cell."""
    found = []
    for cell, subject in enumerate(subjects(setting)):
        low, high, _ = setting.tables.cells[cell]
        if FIGURES[subject.variable].gauge and (not subject.towards or subject.who != subject.towards):
            found.append((cell, Measure(name_of(subject), low, high, 1000)))
    return tuple(found)


def name_of(subject: Subject) -> str:
    """Name a cell as clauses do."""
    return " ".join(part for part in (subject.variable, subject.who, subject.towards, subject.name) if part)


def blank_tally(setting: Setting, measures: Sequence[tuple[int, Measure]], turns: int) -> list[int]:
    """Lay out a tally in which nothing is counted yet."""
    endings, seats, count = len(setting.spec.endings), len(setting.seats), len(measures)
    ended_at = HEADER_WIDTH + count * MEASURE_WIDTH
    figures_at = ended_at + turns * endings
    scores_at = figures_at + turns * count * FIGURE_WIDTH
    tally = TallyHeader.laid_out(
        turns=turns,
        measures=count,
        endings=endings,
        seats=seats,
        ended_at=ended_at,
        figures_at=figures_at,
        scores_at=scores_at,
    )
    for cell, measure in measures:
        factor = -(-(BINS << 32) // (measure.high - measure.low))
        tally += MeasuredCell.laid_out(cell_number=cell, least=measure.low, factor=factor)
    return tally + [0] * (scores_at + seats * FIGURE_WIDTH - len(tally))


def read_tally(
    setting: Setting, measures: Sequence[tuple[int, Measure]], first_turn: int, games: int, tally: Sequence[int]
) -> Aggregate:
    """Cut a tally into an aggregate."""
    cells, header = np.array(tally, dtype=np.int64), TallyHeader(tally, 0)
    turns, figures_at, scores_at = header.turns, header.figures_at, header.scores_at
    return Aggregate(
        measures=tuple(measure for _, measure in measures),
        endings=tuple(ending.key for ending in setting.spec.endings),
        seats=setting.seats,
        first_turn=first_turn,
        games=games,
        ended=cells[header.ended_at : figures_at].reshape(turns, header.endings),
        figures=cells[figures_at:scores_at].reshape(turns, header.measures, FIGURE_WIDTH),
        scores=cells[scores_at:].reshape(header.seats, FIGURE_WIDTH),
    )
