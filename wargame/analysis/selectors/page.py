"""The page of an ensemble: what was asked, how much is played, and the results."""

from dataclasses import dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.comparisons import Comparison, comparison_of
from wargame.analysis.selectors.outlooks import Outlook, outlook_of
from wargame.analysis.selectors.progress import Progress, progress_of
from wargame.analysis.selectors.rankings import Ranking, ranking_of
from wargame.analysis.selectors.results import counted_of
from wargame.analysis.selectors.turning_points import HINDSIGHT, TurningPoints, turning_points_of
from wargame.engine.values import Aggregate, Attributed, Contrast, Split
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Seat


@dataclass(frozen=True)
class EnsemblePage:
    """The page of an ensemble.

    `found` is None until there are results; its part of the page is named after the kind.
    """

    progress: Progress
    turn_title: str
    usual: bool
    may_cancel: bool
    has_failed: bool
    games: int
    found: Outlook | Ranking | Comparison | TurningPoints | None

    @property
    def is_awaited(self) -> bool:
        """Whether more of it is being played, so that the page fetches it again."""
        return self.progress.is_running or (isinstance(self.found, TurningPoints) and self.found.pending is not None)

    @property
    def may_stop(self) -> bool:
        """Whether its reader may stop what is still being played."""
        return self.may_cancel and self.is_awaited

    @property
    def seen(self) -> str:
        """A word that differs for each state of what is being played."""
        pending = self.found.pending if isinstance(self.found, TurningPoints) else None
        return f"{self.progress.seen}-{pending.seen}" if pending else self.progress.seen

    @property
    def is_short(self) -> bool:
        """Whether fewer games were counted than somebody wanted."""
        return self.games < self.progress.games


def page_of(
    seat: Seat, ensemble: Ensemble, asked_figure: str, *, may_cancel: bool, reading: str = HINDSIGHT
) -> EnsemblePage:
    """Return the ensemble as its reader sees it, with the figure and the reading that they asked for."""
    exercise = ensemble.exercise
    progress, counted = progress_of(ensemble), counted_of(ensemble)
    return EnsemblePage(
        progress=progress,
        turn_title=setting_of(exercise).spec.turns[progress.turn - 1].title,
        usual=ensemble.policies == bridge.usual_policies(exercise),
        may_cancel=may_cancel,
        has_failed=ensemble.status == Ensemble.Status.FAILED,
        games=counted.games if counted else 0,
        found=_found(seat, ensemble, counted, asked_figure, reading),
    )


def _found(
    seat: Seat, ensemble: Ensemble, counted: bridge.Counted | None, asked: str, reading: str
) -> Outlook | Ranking | Comparison | TurningPoints | None:
    if isinstance(counted, Attributed):
        return ranking_of(seat.role, ensemble, counted, asked)
    if isinstance(counted, Split):
        return turning_points_of(seat, ensemble, counted, asked, reading)
    if isinstance(counted, Contrast):
        return comparison_of(seat, ensemble, counted, asked)
    return outlook_of(seat, ensemble, counted, asked) if isinstance(counted, Aggregate) else None
