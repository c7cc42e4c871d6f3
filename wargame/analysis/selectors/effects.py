"""What one future has more than another of a score, an ending or a tension, in the words of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.analysis.selectors.results import SURE
from wargame.engine.values import Difference, Setting


@dataclass(frozen=True)
class Effect:
    """A difference in points, or in games of 100 for an ending; `low` to `high` is where chance leaves the true mean.

    `first` and `second` are the means of both futures; the middle 80 of 100 pairs differ by `least` to `most`.
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
        """Points of the difference that chance does not explain."""
        return min(abs(self.low), abs(self.high)) if self.is_clear else 0.0


def effects_of(setting: Setting, differences: Iterable[Difference]) -> tuple[Effect, ...]:
    """The differences with their names and the range in which chance leaves each, 95 times in 100."""
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
