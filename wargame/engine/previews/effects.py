"""Expected effects of an order: which figures it moves, by how much and in what range, from paired rollouts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.playouts import Rows
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.turn.sheet import Order
from wargame.engine.world.figures import FIGURES
from wargame.engine.world.world import UNKNOWN

MOST = 5

SMALLEST = 0.05
"""Points below which a mean effect is left out, because it would be rounded to nothing."""


@dataclass(frozen=True)
class ExpectedEffect:
    """The mean change of one figure in points, and the range of the middle 80 of 100 rollouts."""

    label: str
    variable: str
    who: str
    towards: str
    name: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Place:
    """One figure of the world: its column in a row of cells, its subject, and its label."""

    column: int
    subject: Subject
    label: str


def expected_effects(
    view: Perspective, order: Order, with_order: Rows, without: Rows, most: int = MOST
) -> tuple[ExpectedEffect, ...]:
    """Return the figures that this order moves most, at most `most`, among those that the seat can see.

    `with_order` and `without` are (rollouts, cells) in milli-points. Figures of the seat, its target and its partner
    are ranked before those of bystanders.
    """
    change = (with_order - without) / 1000
    means, (lows, highs) = change.mean(axis=0), np.percentile(change, (10, 90), axis=0)
    felt = [place for place in places(view) if abs(means[place.column]) >= SMALLEST]
    felt.sort(key=lambda place: -abs(means[place.column]) * _nearness(view, order, place.subject))
    return tuple(
        ExpectedEffect(
            place.label,
            *place.subject,
            mean=float(means[place.column]),
            low=float(min(lows[place.column], means[place.column])),
            high=float(max(highs[place.column], means[place.column])),
        )
        for place in felt[:most]
    )


def places(view: Perspective) -> Iterator[Place]:
    """Yield every figure in points that the seat can see now."""
    agreements = {agreement.key: agreement.name for agreement in view.setting.spec.agreements}
    for column, subject in enumerate(subjects(view.setting)):
        if not FIGURES[subject.variable].gauge or view.facts[column] == UNKNOWN:
            continue
        if subject.name:
            yield Place(column, subject, agreements[subject.name])
        elif subject.who != subject.towards:
            pair = f"{subject.who}-{subject.towards}" if subject.towards else subject.who
            yield Place(column, subject, f"{pair} {FIGURES[subject.variable].in_sentence}")


def _nearness(view: Perspective, order: Order, subject: Subject) -> float:
    """Return the weight of a figure when the page chooses which to show: 1 for those involved, less for others."""
    involved = {view.seat, *order.targets, *order.partners, ""}
    if {subject.who, subject.towards} <= involved:
        return 1.0
    return 0.5 if view.seat in {subject.who, subject.towards} else 0.25
