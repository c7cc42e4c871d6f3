"""The what-ifs that were asked for before."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.changes import Change, orders_of, told
from wargame.exercises.bridge import setting_of


@dataclass(frozen=True)
class Tried:
    """A what-if that was asked for; `title` says what it changed."""

    number: int
    turn: int
    seat: str
    title: str
    status: str


def tried_of(ensembles: Iterable[Ensemble]) -> tuple[Tried, ...]:
    """Return the what-ifs among these ensembles, in their order."""
    return tuple(_tried(one) for one in ensembles if one.kind == Ensemble.Kind.WHAT_IF)


def _tried(ensemble: Ensemble) -> Tried:
    change, setting = Change.of(ensemble.change), setting_of(ensemble.line.exercise)
    words = told(setting, orders_of(ensemble.first_turn, change.seat), change)
    return Tried(ensemble.number, ensemble.first_turn.number, change.seat, words.title, ensemble.status)
