"""A trial of dials on its page: what is compared, and what the second setting does that the first does not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.comparisons import EndingPair, Findings, Names, ScorePair
from wargame.analysis.selectors.effects import effects_of
from wargame.analysis.selectors.progress import Progress, progress_of
from wargame.analysis.selectors.results import counts_of, endings_of
from wargame.engine.values import Contrast
from wargame.exercises.bridge import setting_of
from wargame.exercises.exercise_dials import SetDial, dials_of

LONG = 3
"""Dials that differ up to which a title names each."""


@dataclass(frozen=True)
class DialTrial:
    """A trial with its progress; `found` is None until games are counted."""

    progress: Progress
    names: Names
    has_failed: bool
    may_cancel: bool
    games: int
    found: Findings | None

    @property
    def is_short(self) -> bool:
        """Tell if fewer games are counted than somebody wanted."""
        return self.games < self.progress.games


@dataclass(frozen=True)
class TrialRow:
    """A trial in the list of all trials."""

    number: int
    title: str
    status: str


def trial_of(trial: Ensemble, *, may_cancel: bool) -> DialTrial:
    """Return the trial as its page shows it."""
    counted, progress = counts_of(trial), progress_of(trial)
    contrast = counted if isinstance(counted, Contrast) else None
    return DialTrial(
        progress=progress,
        names=names_of(trial),
        has_failed=trial.status == Ensemble.Status.FAILED,
        may_cancel=may_cancel and progress.is_running,
        games=contrast.games if contrast else 0,
        found=_findings(trial, contrast) if contrast and contrast.games > 1 else None,
    )


def trial_rows(trials: Iterable[Ensemble]) -> tuple[TrialRow, ...]:
    """Return the trials for the list, in their order."""
    return tuple(TrialRow(one.number, names_of(one).subject, one.status) for one in trials)


def names_of(trial: Ensemble) -> Names:
    """Return the subject of the trial, and the names of both settings."""
    changed = _changed(trial)
    if len(changed) == 1:
        before, after = changed[0]
        name = after.dial.name
        if not before.is_on:
            return Names(f"With and without {name}", "Without", f"{name} {after.value_text}")
        return Names(
            f"{name} {after.value_text} instead of {before.value_text}",
            f"{name} {before.value_text}",
            f"{name} {after.value_text}",
        )
    named = ", ".join(after.dial.name for _, after in changed) if len(changed) <= LONG else f"{len(changed)} dials"
    return Names(f"{named} as chosen", "As the scenario", "As chosen")


def _changed(trial: Ensemble) -> list[tuple[SetDial, SetDial]]:
    first, second = (_dials(trial, trial.change[name]) for name in ("first", "second"))
    return [(before, after) for before, after in zip(first, second, strict=True) if before.value != after.value]


def _dials(trial: Ensemble, chosen: Mapping[str, float]) -> tuple[SetDial, ...]:
    return dials_of(trial.exercise.scenario_version, chosen)


def _findings(trial: Ensemble, contrast: Contrast) -> Findings:
    setting, names = setting_of(trial.exercise), names_of(trial)
    effects = {effect.key: effect for effect in effects_of(setting, contrast.pairs.differences())}
    endings = zip(endings_of(trial, contrast.first), endings_of(trial, contrast.second), strict=True)
    return Findings(
        pairs=contrast.games,
        subject=names.subject,
        first_name=names.first,
        second_name=names.second,
        endings=tuple(EndingPair(one, other, effects[f"ending-{one.key}"], was_played=False) for one, other in endings),
        scores=tuple(
            ScorePair(code, setting.state(code).name, effects[f"score-{code}"]) for code in contrast.first.seats
        ),
    )
