"""The page of an ensemble: what was asked, how far it is, and how else it could have gone."""

from dataclasses import dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.fans import Fan, fan_of
from wargame.analysis.selectors.progress import Progress, progress_of
from wargame.analysis.selectors.results import EndingCount, SeatScore, aggregate_of, endings_of, scores_of
from wargame.exercises import access
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Seat
from wargame.exercises.selectors.endings import ending_of


@dataclass(frozen=True)
class Fared:
    """How a seat fares in the games, and how it fared as it was played (0..100)."""

    name: str
    score: SeatScore
    played: int


@dataclass(frozen=True)
class Outlook:
    """What became of the games; `likeliest` and `played` are the commonest ending and the one that was played."""

    games: int
    endings: tuple[EndingCount, ...]
    likeliest: EndingCount
    played: EndingCount
    fared: tuple[Fared, ...]
    fan: Fan

    @property
    def headline(self) -> str:
        if self.likeliest == self.played:
            return f"It mostly ends as it did: {self.played.name}"
        return f"It mostly ends otherwise: {self.likeliest.name}"

    @property
    def say(self) -> str:
        """What is read aloud when the games are played."""
        return f"{self.games:,} games are played. {self.headline}, {self.likeliest.in_100} in 100."


@dataclass(frozen=True)
class Shown:
    """An ensemble on its page; `outlook` is None as long as nothing can be said."""

    progress: Progress
    turn_title: str
    usual: bool
    may_cancel: bool
    has_failed: bool
    outlook: Outlook | None


def shown_of(seat: Seat, ensemble: Ensemble, asked_figure: str, *, may_cancel: bool) -> Shown:
    """The ensemble as its reader sees it, with the figure that was asked for."""
    version = ensemble.exercise.scenario_version
    progress, aggregate = progress_of(ensemble), aggregate_of(ensemble)
    return Shown(
        progress=progress,
        turn_title=setting_of(version).spec.turns[progress.turn - 1].title,
        usual=ensemble.policies == bridge.usual_policies(version),
        may_cancel=may_cancel and progress.is_running,
        has_failed=ensemble.status == Ensemble.Status.FAILED,
        outlook=outlook_of(seat, ensemble, aggregate, asked_figure) if aggregate else None,
    )


def outlook_of(seat: Seat, ensemble: Ensemble, aggregate: bridge.Aggregate, asked_figure: str) -> Outlook:
    """What became of the games that were counted."""
    endings = endings_of(ensemble, aggregate)
    played = next(ending for ending in endings if ending.key == ensemble.branch.ending)
    return Outlook(
        games=aggregate.games,
        endings=tuple(sorted(endings, key=lambda ending: -ending.games)),
        likeliest=max(endings, key=lambda ending: (ending.games, ending == played)),
        played=played,
        fared=_fared(seat, ensemble, aggregate),
        fan=fan_of(seat, ensemble, aggregate, asked_figure),
    )


def _fared(seat: Seat, ensemble: Ensemble, aggregate: bridge.Aggregate) -> tuple[Fared, ...]:
    ended = ending_of(seat, ensemble.branch, access.latest_turn_for(seat, ensemble.branch), knows_all=True)
    played = {fared.code: fared for fared in (ended.own, *ended.others)}
    return tuple(Fared(played[score.seat].name, score, played[score.seat].score) for score in scores_of(aggregate))
