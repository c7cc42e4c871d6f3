"""Figures that a sheet moves in one turn, on average over its futures, as far as its seat can see them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wargame.engine.previews.effects import Place

FELT = 0.5
"""Points below which a move is left out: it would be written as 0."""


@dataclass(frozen=True)
class FigureMove:
    """One figure, and by how many points it is expected to move. Figures of agreements have their key as `name`."""

    variable: str
    who: str
    towards: str
    name: str
    points: float


def moves_between(
    figures: Sequence[Place], with_order: npt.NDArray[np.float64], without: npt.NDArray[np.float64]
) -> tuple[FigureMove, ...]:
    """Return the moves of figures that are felt. Both arrays hold the mean of each figure, in milli-points."""
    points = (with_order - without) / 1000
    return tuple(
        FigureMove(*place.subject, points=float(moved))
        for place, moved in zip(figures, points, strict=True)
        if abs(moved) >= FELT
    )
