"""The earlier what-ifs, with what they found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from wargame.analysis.domain import Change, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.changes import words_of_change
from wargame.analysis.selectors.comparisons import effects_by_key, score_pair_of
from wargame.analysis.selectors.results import counts_of
from wargame.engine.values import Contrast
from wargame.exercises.bridge import setting_of

A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Tried:
    """An earlier what-if; `title` says what it changed, `finding` what came of it, "" before its end."""

    number: int
    turn: int
    seat: str
    title: str
    status: str
    finding: str


def tried_of(mine: str, ensembles: Iterable[Ensemble]) -> tuple[Tried, ...]:
    """Return the what-ifs among these ensembles, in their order, with what came of each for the seat `mine`."""
    return tuple(_tried(mine, one) for one in ensembles if one.kind == Ensemble.Kind.WHAT_IF)


def _tried(mine: str, ensemble: Ensemble) -> Tried:
    change, setting = Change.of(ensemble.change), setting_of(ensemble.line.exercise)
    words = words_of_change(setting, orders_of(ensemble.first_turn, change.seat), change)
    finding = _finding(mine, ensemble) if ensemble.status == Ensemble.Status.DONE else ""
    return Tried(ensemble.number, ensemble.first_turn.number, change.seat, words.title, ensemble.status, finding)


def _finding(mine: str, ensemble: Ensemble) -> str:
    # Cached, because the counts of an ensemble that is done never change and are large to read.
    ended = ensemble.finished_at.timestamp() if ensemble.finished_at else 0
    key = f"what-if-aims-{mine}-{ensemble.pk}-{ended}"
    found: str | None = cache.get(key)
    if found is None:
        found = _found(mine, ensemble)
        cache.set(key, found, A_DAY)
    return found


def _found(mine: str, ensemble: Ensemble) -> str:
    counted = counts_of(ensemble)
    if not isinstance(counted, Contrast):
        return ""
    setting, effects = setting_of(ensemble.exercise), effects_by_key(ensemble, counted)
    return score_pair_of(setting, mine, effects).sentence
