"""Other courses of a line: endings, scores and a figure over an outlook's games, beside the course that was played."""

from dataclasses import dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.fan_charts import FanChart, fan_chart_of
from wargame.analysis.selectors.results import EndingCount, SeatScore, endings_of, scores_of
from wargame.engine.values import Aggregate
from wargame.exercises import access
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Seat
from wargame.exercises.results.selectors.ending import ending_of


@dataclass(frozen=True)
class SeatOutlook:
    """A seat's score in the games, and its score as played (0..100; None if the line was stopped)."""

    name: str
    score: SeatScore
    played: int | None


@dataclass(frozen=True)
class Outlook:
    """The results of the games. `likeliest` is the commonest ending; `played` is the ending that was played.

    `played` is None for a line that was stopped before its ending.
    """

    games: int
    endings: tuple[EndingCount, ...]
    likeliest: EndingCount
    played: EndingCount | None
    fared: tuple[SeatOutlook, ...]
    fan: FanChart

    @property
    def headline(self) -> str:
        if self.played is None:
            return f"It mostly ends with: {self.likeliest.name}"
        if self.likeliest == self.played:
            return f"It mostly ends as it did: {self.played.name}"
        return f"It mostly ends otherwise: {self.likeliest.name}"

    @property
    def say(self) -> str:
        """The text that screen readers speak once the games are played."""
        return f"{self.games:,} games are played. {self.headline}, {self.likeliest.in_100} in 100."


def outlook_of(seat: Seat, ensemble: Ensemble, aggregate: Aggregate, asked_figure: str) -> Outlook:
    """Return the results of the games that were counted."""
    endings = endings_of(ensemble, aggregate)
    played = next((ending for ending in endings if ending.key == ensemble.line.ending), None)
    return Outlook(
        games=aggregate.games,
        endings=tuple(sorted(endings, key=lambda ending: -ending.games)),
        likeliest=max(endings, key=lambda ending: (ending.games, ending == played)),
        played=played,
        fared=_fared(seat, ensemble, aggregate),
        fan=fan_chart_of(seat, ensemble, aggregate, asked_figure),
    )


def _fared(seat: Seat, ensemble: Ensemble, aggregate: Aggregate) -> tuple[SeatOutlook, ...]:
    names = {state.code: state.name for state in setting_of(ensemble.exercise).spec.states}
    played = _played(seat, ensemble)
    return tuple(SeatOutlook(names[score.seat], score, played.get(score.seat)) for score in scores_of(aggregate))


def _played(seat: Seat, ensemble: Ensemble) -> dict[str, int]:
    if not ensemble.line.is_finished:
        return {}
    ended = ending_of(seat, ensemble.line, access.latest_turn_for(seat, ensemble.line), knows_all=True)
    return {fared.code: fared.score for fared in (ended.own, *ended.others)}
