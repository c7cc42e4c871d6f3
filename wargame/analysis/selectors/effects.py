"""The difference between two futures in a score, an ending or a tension, in the words of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.analysis.selectors.results import SURE
from wargame.engine.values import Difference, Setting


@dataclass(frozen=True)
class Effect:
    """A difference in points, or in games of 100 for an ending. `low` to `high` is its 95 % confidence interval.

    `first` and `second` are the means of both futures; the middle 80 of 100 pairs differ by `least` to `most`.
    `is_clear` says that the interval excludes 0.
    """

    key: str
    name: str
    first: float
    second: float
    mean: float
    low: float
    high: float
    least: float
    most: float
    is_clear: bool

    @property
    def clear_size(self) -> float:
        """The size of the end of the interval that is nearer to 0, in points; 0 if the effect is not clear."""
        return min(abs(self.low), abs(self.high)) if self.is_clear else 0.0


def effects_of(setting: Setting, differences: Iterable[Difference]) -> tuple[Effect, ...]:
    """Return the differences with their names and 95 % confidence intervals."""
    return tuple(_effect(setting, one) for one in differences)


def _effect(setting: Setting, one: Difference) -> Effect:
    low, high = one.mean - SURE * one.error, one.mean + SURE * one.error
    return Effect(
        key=one.measure.replace(" ", "-"),
        name=_name(setting, one.measure),
        first=one.first,
        second=one.second,
        mean=one.mean,
        low=low,
        high=high,
        least=one.low,
        most=one.high,
        is_clear=low > 0 or high < 0,
    )


def _name(setting: Setting, measure: str) -> str:
    kind, *names = measure.split(" ")
    if kind == "ending":
        ending = next(ending.name for ending in setting.spec.endings if ending.key == names[0])
        return f"Ends with \N{LEFT DOUBLE QUOTATION MARK}{ending}\N{RIGHT DOUBLE QUOTATION MARK}, in 100"
    if kind == "score":
        return f"Score of {names[0]}"
    return f"{names[0]}\N{EN DASH}{names[1]} tension"
