"""The page of an ensemble: what was asked, how much is played, and the results."""

from dataclasses import dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.comparisons import Comparison, comparison_of
from wargame.analysis.selectors.outlooks import Outlook, outlook_of
from wargame.analysis.selectors.progress import Progress, progress_of
from wargame.analysis.selectors.rankings import Ranking, ranking_of
from wargame.analysis.selectors.results import counted_of
from wargame.analysis.selectors.turning_points import TurningPoints, turning_points_of
from wargame.engine.values import Attributed, Contrast, Split
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
    def is_short(self) -> bool:
        """Whether fewer games were counted than somebody wanted."""
        return self.games < self.progress.games


def page_of(seat: Seat, ensemble: Ensemble, asked_figure: str, *, may_cancel: bool) -> EnsemblePage:
    """Return the ensemble as its reader sees it, with the figure that they asked for."""
    exercise = ensemble.exercise
    progress, counted = progress_of(ensemble), counted_of(ensemble)
    return EnsemblePage(
        progress=progress,
        turn_title=setting_of(exercise).spec.turns[progress.turn - 1].title,
        usual=ensemble.policies == bridge.usual_policies(exercise),
        may_cancel=may_cancel and progress.is_running,
        has_failed=ensemble.status == Ensemble.Status.FAILED,
        games=counted.games if counted else 0,
        found=_found(seat, ensemble, counted, asked_figure),
    )


def _found(
    seat: Seat, ensemble: Ensemble, counted: bridge.Counted | None, asked: str
) -> Outlook | Ranking | Comparison | TurningPoints | None:
    if isinstance(counted, Attributed):
        return ranking_of(seat.role, ensemble, counted, asked)
    if isinstance(counted, Split):
        return turning_points_of(seat, ensemble, counted, asked)
    if isinstance(counted, Contrast):
        return comparison_of(seat, ensemble, counted, asked)
    return outlook_of(seat, ensemble, counted, asked) if counted else None
