"""The figures that menus of injects and of the review offer to the white cell, each with its present value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wargame.engine.values import Perspective
from wargame.exercises import bridge, perspectives
from wargame.exercises.injects.domain import Subject, SubjectGroup, movable, movable_words
from wargame.exercises.models import Turn
from wargame.exercises.situation.selectors.gauges import Gauge


@dataclass(frozen=True)
class NamedFigure:
    """A figure that can be moved by hand: its key, what a menu calls it, and its value; of a pair both values."""

    key: str
    words: str
    now: str


def named_figures(turn: Turn) -> tuple[NamedFigure, ...]:
    """Return the figures that the white cell can move in a turn."""
    view = _latest(turn)
    return tuple(
        NamedFigure(gauge.key, movable_words(gauge), " and ".join(_value(each, view) for each in _both_ways(gauge)))
        for gauge in movable(bridge.setting_for(turn))
    )


def with_present_values(groups: Iterable[SubjectGroup], turn: Turn) -> tuple[SubjectGroup, ...]:
    """Return the menus of a condition with the present value of each figure."""
    view = _latest(turn)
    return tuple(replace(group, subjects=tuple(_valued(each, view) for each in group.subjects)) for group in groups)


def _valued(subject: Subject, view: Perspective) -> Subject:
    return replace(subject, now=_value(subject.gauge, view)) if subject.gauge else subject


def _both_ways(gauge: Gauge) -> tuple[Gauge, ...]:
    return (gauge, Gauge(gauge.variable, gauge.towards, gauge.who)) if gauge.towards else (gauge,)


def _value(gauge: Gauge, view: Perspective) -> str:
    value = gauge.value(view)
    return "" if value is None else str(round(value))


def _latest(turn: Turn) -> Perspective:
    """Return the whole truth as it stands: after the turn if its results are out, else at its opening."""
    return perspectives.final_view_of(turn, None, may_know_all=True) or perspectives.truth_of(turn)
