"""The page of an ensemble: what was asked, how much is played, and the results."""

from dataclasses import dataclass
from datetime import datetime

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.comparisons import Comparison, comparison_of
from wargame.analysis.selectors.outlooks import Outlook, outlook_of
from wargame.analysis.selectors.progress import Progress, progress_of
from wargame.analysis.selectors.rankings import Ranking, ranking_of
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.turning_points import HINDSIGHT, TurningPoints, is_read_soon, turning_points_of
from wargame.engine.values import Aggregate, Attributed, Contrast, Split
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Seat


@dataclass(frozen=True)
class AskedView:
    """The view of an ensemble that a reader asks for: a figure, and of a split one of its readings and a turn."""

    figure: str = ""
    reading: str = HINDSIGHT
    at: int | None = None


@dataclass(frozen=True)
class EnsemblePage:
    """The page of an ensemble.

    `found` is None until there are results; its part of the page is named after the kind. `is_read_soon` of a split
    whose reading as known then is about to be played. `opened` is the mark of the turning point whose options are
    shown.
    """

    progress: Progress
    turn_title: str
    usual: bool
    may_cancel: bool
    has_failed: bool
    games: int
    found: Outlook | Ranking | Comparison | TurningPoints | None
    is_read_soon: bool
    opened: str = ""

    @property
    def is_awaited(self) -> bool:
        """Tell if more of it is being played, so that the page fetches it again."""
        return self.progress.is_running or self.is_read_soon or self._pending is not None

    @property
    def may_stop(self) -> bool:
        """Tell if its reader may stop what is still being played."""
        return self.may_cancel and self.is_awaited

    @property
    def seen(self) -> str:
        """Return a word that differs for each state of the games."""
        return seen_as(self.progress, self._pending, is_read_soon=self.is_read_soon)

    @property
    def _pending(self) -> Progress | None:
        """The reading that is being played, of a split."""
        return self.found.pending if isinstance(self.found, TurningPoints) else None

    @property
    def is_short(self) -> bool:
        """Tell if fewer games were counted than somebody wanted."""
        return self.games < self.progress.games


def seen_as(progress: Progress, pending: Progress | None, *, is_read_soon: bool) -> str:
    """Return the word for a state of an ensemble, and of the reading that follows a split."""
    return "-".join([progress.seen, *([pending.seen] if pending else []), *(["soon"] if is_read_soon else [])])


def page_of(
    seat: Seat,
    ensemble: Ensemble,
    asked: AskedView,
    *,
    may_cancel: bool,
    now: datetime,
) -> EnsemblePage:
    """Return the ensemble as its reader sees it, with the figure, the reading and the turn that they asked for."""
    exercise = ensemble.exercise
    progress, counted = progress_of(ensemble), counts_of(ensemble)
    return EnsemblePage(
        progress=progress,
        turn_title=setting_of(exercise).spec.turns[progress.turn - 1].title,
        usual=ensemble.policies == bridge.usual_policies(exercise),
        may_cancel=may_cancel,
        has_failed=ensemble.status == Ensemble.Status.FAILED,
        games=counted.games if counted else 0,
        found=_found(seat, ensemble, counted, asked),
        is_read_soon=is_read_soon(ensemble, now=now),
    )


def _found(
    seat: Seat, ensemble: Ensemble, counted: bridge.Counted | None, asked: AskedView
) -> Outlook | Ranking | Comparison | TurningPoints | None:
    if isinstance(counted, Attributed):
        return ranking_of(seat.role, ensemble, counted, asked.figure)
    if isinstance(counted, Split):
        return turning_points_of(seat, ensemble, counted, asked.figure, asked.reading, asked.at)
    if isinstance(counted, Contrast):
        return comparison_of(seat, ensemble, counted, asked.figure)
    return outlook_of(seat, ensemble, counted, asked.figure) if isinstance(counted, Aggregate) else None
