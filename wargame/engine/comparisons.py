"""Two futures side by side: branches or sheets played on with the same dice, and how much they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from wargame.engine.figures import POINT, Figures, figures, usual_measures
from wargame.engine.playouts import playouts
from wargame.engine.setting import Setting
from wargame.engine.sheet import Sheet
from wargame.engine.world import World

CLEAR = 2.0
"""Standard errors from which a mean difference is told from chance: 95 times in 100."""


@dataclass(frozen=True, eq=False)
class Situation:
    """A world and the sheets that are fixed in its first turn; seats without one are played by their minds."""

    world: World
    sheets: Mapping[str, Sheet]


@dataclass(frozen=True)
class Difference:
    """What the second future has more of one measure than the first, in points (for an ending in 100 games).

    `first` and `second` are means; `mean` is their difference and `error` its standard error; `low` to `high` holds
    the middle 80 of 100 pairs.
    """

    measure: str
    first: float
    second: float
    mean: float
    error: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether it is told from chance."""
        return self.clear_size > 0

    @property
    def clear_size(self) -> float:
        """Points of the mean difference, either way, that chance does not explain."""
        return max(0.0, abs(self.mean) - CLEAR * self.error)


def compare(
    setting: Setting,
    pair: tuple[Situation, Situation],
    seeds: Sequence[int],
    minds: Mapping[str, str],
    measures: Sequence[str] = (),
) -> tuple[Difference, ...]:
    """Play two situations on to their endings under the same seeds and give the difference for each measure.

    `minds` are those of `playouts`; without measures every score and ending is compared. Equal arguments give equal
    differences. Raises SettingError for an unknown measure, ValueError for less than two seeds or one outside
    0..2**63-1.
    """
    require_pairs(seeds)
    wanted = tuple(measures) or usual_measures(setting)
    worlds = [situation.world for situation in pair for _ in seeds]
    sheets = [situation.sheets for situation in pair for _ in seeds]
    played = figures(setting, playouts(setting, worlds, sheets, [*seeds, *seeds], minds), wanted)
    return differences(wanted, played[: len(seeds)], played[len(seeds) :])


def require_pairs(seeds: Sequence[int]) -> None:
    """Refuse so few seeds that no range can be given."""
    if len(seeds) < 2:
        raise ValueError(f"{len(seeds)} seeds give no range: hand in at least 2, better 200.")


def differences(measures: Sequence[str], first: Figures, second: Figures) -> tuple[Difference, ...]:
    """Compare paired rows of `figures`, (n, measures) each; row k of both was played with the same dice."""
    change = second - first
    lows, highs = np.percentile(change, (10, 90), axis=0)
    return tuple(
        Difference(
            measure,
            first=float(first[:, k].mean()) / POINT,
            second=float(second[:, k].mean()) / POINT,
            mean=float(change[:, k].mean()) / POINT,
            error=float(change[:, k].std(ddof=1)) / sqrt(len(change)) / POINT,
            low=float(lows[k]) / POINT,
            high=float(highs[k]) / POINT,
        )
        for k, measure in enumerate(measures)
    )
