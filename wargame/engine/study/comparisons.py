"""Two futures side by side: branches or sheets played on with the same dice, and how much they differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from wargame.engine.playouts.playouts import played_out
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.aggregate import Aggregate, decode_aggregate, encode_aggregate, merged
from wargame.engine.study.ensemble import AT_ONCE, ensemble
from wargame.engine.study.named_figures import Figures, figures, usual_measures
from wargame.engine.study.paired_runs import Difference, Pairs, decode_pairs, encode_pairs, pairs_of, require_pairs
from wargame.engine.study.situation import Situation, games_from
from wargame.engine.world.dice import refuse_seeds


@dataclass(frozen=True)
class Contrast:
    """Two futures as they spread, and pair by pair; contrasts of disjoint seeds add up exactly and in any order."""

    first: Aggregate
    second: Aggregate
    pairs: Pairs

    def __add__(self, other: Self) -> Self:
        """Add the games of other seeds. Raises NotAddable."""
        return type(self)(self.first + other.first, self.second + other.second, self.pairs + other.pairs)

    @property
    def games(self) -> int:
        """Games of each future."""
        return self.pairs.pairs


def compare(
    setting: Setting,
    pair: tuple[Situation, Situation],
    seeds: Sequence[int],
    policies: Mapping[str, str],
    measures: Sequence[str] = (),
) -> tuple[Difference, ...]:
    """Play two situations on to their endings under the same seeds and give the difference for each measure.

    `policies` are those of `playouts`; without measures every score and ending is compared. Equal arguments give equal
    differences. Raises SettingError for an unknown measure, ValueError for less than two or more than MOST_PAIRS seeds
    and for one outside 0..2**128-1.
    """
    require_pairs(seeds)
    wanted = tuple(measures) or usual_measures(setting)
    return _count(setting, pair, seeds, policies, wanted).differences()


def contrast(
    setting: Setting, pair: tuple[Situation, Situation], seeds: Sequence[int], policies: Mapping[str, str]
) -> Contrast:
    """Play two situations on as `ensemble` does, and count what differs as `compare` does; for one seed or more."""
    first, second = (ensemble(setting, one, seeds, policies) for one in pair)
    return Contrast(first, second, _count(setting, pair, seeds, policies, usual_measures(setting)))


def futures(
    setting: Setting,
    situations: Sequence[Situation],
    seeds: Sequence[int],
    policies: Mapping[str, str],
    measures: Sequence[str],
) -> Iterator[tuple[Figures, ...]]:
    """Play every situation with the same dice and give its figures, in portions of seeds that need little memory."""
    for start in range(0, len(seeds), AT_ONCE):
        portion = seeds[start : start + AT_ONCE]
        begun = (games_from(setting, one, portion, policies) for one in situations)
        yield tuple(figures(setting, played_out(setting, games), measures) for games in begun)


def encode_contrast(found: Contrast) -> dict[str, Any]:
    """Turn a contrast into plain JSON values."""
    futures = {"first": encode_aggregate(found.first), "second": encode_aggregate(found.second)}
    return futures | {"pairs": encode_pairs(found.pairs)}


def decode_contrast(data: dict[str, Any]) -> Contrast:
    """Read a contrast back. Raises ValueError for one that was counted otherwise."""
    return Contrast(decode_aggregate(data["first"]), decode_aggregate(data["second"]), decode_pairs(data["pairs"]))


def _count(
    setting: Setting,
    pair: tuple[Situation, Situation],
    seeds: Sequence[int],
    policies: Mapping[str, str],
    measures: Sequence[str],
) -> Pairs:
    refuse_seeds(seeds)
    return merged([pairs_of(measures, *portion) for portion in futures(setting, pair, seeds, policies, measures)])
