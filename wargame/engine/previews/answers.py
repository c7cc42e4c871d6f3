"""Forecasts of the target's answer: its orders towards the seat in the next turn, in so many of 100 futures."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.deeds import deed_towards, weightiest
from wargame.engine.previews.next_sheets import KIND, LEVEL, PARTNER, TARGET, NextSheets
from wargame.engine.scenario.deeds import deed_of
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec.blocs import Bloc
from wargame.engine.spec.orders import FORCE, FRIENDLY, NEUTRAL, PRESSING, THREATENING
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.sheet import Order

LABELS = {
    NEUTRAL: "does nothing",
    FRIENDLY: "makes a friendly move",
    PRESSING: "presses",
    THREATENING: "threatens",
    FORCE: "uses force",
}
"""The names of deeds of each class as answers, the lightest first. The weightiest order of a sheet counts."""
_WEIGHT = {deed: weight for weight, deed in enumerate(LABELS)}


MOVED = 5
"""The number of 100 futures in which an order has to change an answer before people read of it."""


@dataclass(frozen=True)
class Answer:
    """One kind of answer: in how many of 100 futures it comes with the order, and `without` it."""

    label: str
    in_100: int
    without: int

    @property
    def is_moved(self) -> bool:
        """True if the order makes the answer so much more or less likely that people read of it."""
        return abs(self.in_100 - self.without) >= MOVED


@dataclass(frozen=True)
class Answers:
    """The answer of the seat at which an order is aimed, in the next turn; the weightiest kind is first.

    Of several seats, whose codes are joined as in an order, the weightiest answer counts.
    """

    seat: str
    shares: tuple[Answer, ...]

    @property
    def moved(self) -> tuple[Answer, ...]:
        """The answers that the order makes more or less likely: people read these."""
        return tuple(share for share in self.shares if share.is_moved)


def answers_of(view: Perspective, order: Order, with_order: NextSheets, without: NextSheets) -> Answers | None:
    """Return the answers of the target of an order; None if the target is no other seat.

    `with_order` and `without` are (futures, states, slots, columns): the sheets of the turn after this one.
    """
    seats = [code for code in order.targets if code in view.setting.seats]
    if not seats:
        return None
    places = [view.setting.names.states[code] for code in seats]
    then, else_ = (_shares(view, _of_all(sheets[:, places])) for sheets in (with_order, without))
    found = reversed([Answer(*each) for each in zip(LABELS.values(), then, else_, strict=True)])
    return Answers(Bloc.of(seats), tuple(each for each in found if each.in_100 or each.without))


def answer_in(setting: Setting, done: Iterable[Outcome], seat: str) -> str:
    """Return the kind of answer that these orders and moves of incidents, as noticed, are to the seat."""
    return LABELS[weightiest(deed_towards(setting, one, seat) for one in done)]


def _of_all(sheets: NextSheets) -> NextSheets:
    """Lay the sheets of several seats end to end."""
    return sheets.reshape(len(sheets), -1, sheets.shape[-1])


def _shares(view: Perspective, sheets: NextSheets) -> list[int]:
    weights, blocs = _weights(view.setting), view.setting.tables.blocs
    kinds, levels = sheets[..., KIND], sheets[..., LEVEL]
    names_seat = np.array([row.states >> view.index & 1 for row in blocs], dtype=np.bool_)
    aimed, shared = names_seat[sheets[..., TARGET] + 1], names_seat[sheets[..., PARTNER] + 1]
    weighed = weights[kinds, levels]
    # An order presses no state that takes part in it.
    friendly, nothing = _WEIGHT[FRIENDLY], _WEIGHT[NEUTRAL]
    weighed = np.where(aimed, weighed, np.where(shared & (weighed == friendly), friendly, nothing))
    found = np.where(kinds >= 0, weighed, nothing).max(axis=1)
    return [round(100 * float((found == weight).mean())) for weight in _WEIGHT.values()]


def _weights(setting: Setting) -> npt.NDArray[np.int64]:
    """Return for each kind and level how much it weighs as an answer."""
    orders = setting.spec.orders
    weights = np.full((len(orders), max(len(spec.levels) for spec in orders)), _WEIGHT[NEUTRAL])
    for row, spec in enumerate(orders):
        for column, level in enumerate(spec.levels):
            weights[row, column] = _WEIGHT[deed_of(spec, level)]
    return weights
