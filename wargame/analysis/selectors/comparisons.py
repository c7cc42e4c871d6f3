"""A line beside its original: both played on with the same dice, and how much they differ."""

from dataclasses import dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.effects import Effect, effects_of
from wargame.analysis.selectors.fan_charts import FanChart, compared_fan_chart_of
from wargame.analysis.selectors.results import EndingCount, endings_of
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Branch, Seat


@dataclass(frozen=True)
class EndingPair:
    """How often both futures end so, and the difference in 100 games."""

    first: EndingCount
    second: EndingCount
    effect: Effect


@dataclass(frozen=True)
class ScorePair:
    """How a seat fares in both futures (`effect.first`, `effect.second`, 0..100)."""

    code: str
    name: str
    effect: Effect


@dataclass(frozen=True)
class Comparison:
    """Two futures; `first_name` is the original, `second_name` the line that parted from it."""

    pairs: int
    first_name: str
    second_name: str
    endings: tuple[EndingPair, ...]
    scores: tuple[ScorePair, ...]
    fan: FanChart

    @property
    def names(self) -> tuple[str, str]:
        return self.first_name, self.second_name

    @property
    def widest(self) -> EndingPair:
        """The ending that the change of orders makes most difference to; of those alike, the likeliest."""
        return max(self.endings, key=lambda pair: (pair.effect.clear_size, abs(pair.effect.mean), pair.first.games))

    @property
    def headline(self) -> str:
        pair = self.widest
        if not pair.effect.is_clear:
            return "The two lines end alike, as far as chance lets one say"
        more = "more" if pair.effect.mean > 0 else "less"
        return f"{self.second_name} ends {more} often with: {pair.first.name}"

    @property
    def say(self) -> str:
        """What is read aloud when the games are played."""
        return f"{self.pairs:,} pairs of games are played. {self.headline}."


def comparison_of(seat: Seat, ensemble: Ensemble, counted: bridge.Contrast, asked_figure: str) -> Comparison:
    """What became of the games that were counted."""
    setting, line = setting_of(ensemble.exercise.scenario_version), ensemble.branch
    original = line.parent_turn.branch if line.parent_turn else line
    effects = {effect.key: effect for effect in effects_of(setting, counted.pairs.differences())}
    names = (short_name(original), short_name(line))
    endings = zip(endings_of(ensemble, counted.first), endings_of(ensemble, counted.second), strict=True)
    return Comparison(
        pairs=counted.games,
        first_name=names[0],
        second_name=names[1],
        endings=tuple(EndingPair(one, other, effects[f"ending-{one.key}"]) for one, other in endings),
        scores=tuple(
            ScorePair(code, setting.state(code).name, effects[f"score-{code}"]) for code in counted.first.seats
        ),
        fan=compared_fan_chart_of(seat, ensemble, names, counted, asked_figure),
    )


def short_name(line: Branch) -> str:
    """A line's name as charts have room for it: "What if 1"."""
    return line.name.partition(":")[0]
