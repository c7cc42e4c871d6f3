"""The staff of a seat: what it was asked in a turn, what it answered, and what it can be asked now.

An answer says what an order, or a whole sheet, does for the aims, from what the seat knows. It is measured against the
other orders of the sheet alone, or against giving none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from pydantic import TypeAdapter

from wargame.engine.values import Aims, Setting
from wargame.exercises import access
from wargame.exercises.models import Seat, StaffQuestion, Turn
from wargame.exercises.models.staff_question import MOST_A_TURN
from wargame.exercises.orders.domain import NONE_LEFT, NOTHING_TO_ASK, WHOLE_SHEET, Inquiry
from wargame.exercises.orders.selectors.told import Row, Rows, figures_of, fingerprint, key_of
from wargame.exercises.situation.selectors.seat_view import SeatView

_AIMS = TypeAdapter(Aims)


@dataclass(frozen=True)
class StaffAnswer:
    """A question to the staff with its answer; `against` says what the answer is measured against."""

    number: int
    about: str
    against: str
    aims: Aims
    by: str

    @property
    def question(self) -> str:
        return f"What does {self.about} do for our aims?" if self.about else "What do these orders do for our aims?"


@dataclass(frozen=True)
class StaffBox:
    """The box of the order panel: earlier answers of the turn, and how many of `most` questions are left.

    `choices` are what can be asked: slots with the names of their orders. `why_off` says why nothing can be asked, ""
    where something can.
    """

    answers: tuple[StaffAnswer, ...]
    left: int
    most: int
    choices: tuple[tuple[int, str], ...]
    why_off: str


def staff_box_of(at: SeatView, rows: Rows, *, has_sheet: bool = True) -> StaffBox | None:
    """Return the box beside these orders; None in an exercise whose staff gives no figures.

    Before the seat has a sheet nothing was asked, so nothing is looked up.
    """
    if not access.may_ask_staff(at.seat.exercise):
        return None
    asked = _asked(at.seat, at.turn).select_related("by") if has_sheet else ()
    answers = answers_of(at.view.setting, asked)
    left = MOST_A_TURN - len(answers)
    names = tuple((slot, _name(at.view.setting, row)) for slot, row in enumerate(rows, 1))
    choices = ((WHOLE_SHEET, "all these orders"), *names) if len(rows) > 1 else names
    why_off = NONE_LEFT if left < 1 else "" if rows else NOTHING_TO_ASK
    return StaffBox(answers, left, MOST_A_TURN, choices, why_off)


def questions_in(seat: Seat, turn: Turn) -> int:
    """Return the number of questions that the seat has asked in the turn."""
    if not access.may_ask_staff(seat.exercise):
        return 0
    return _asked(seat, turn).count()


def _asked(seat: Seat, turn: Turn) -> QuerySet[StaffQuestion]:
    return StaffQuestion.objects.filter(sheet__turn=turn, sheet__seat=seat)


def answers_of(setting: Setting, asked: Iterable[StaffQuestion]) -> tuple[StaffAnswer, ...]:
    """Return questions to the staff with their answers, in the order in which they were asked."""
    return tuple(_answer(setting, one) for one in sorted(asked, key=lambda one: one.number))


def question_of(at: SeatView, rows: Rows, slot: int) -> Inquiry | None:
    """Return the question about the orders of a sheet, in whatever order they stand; None where it has no such
    order."""
    if not rows or not WHOLE_SHEET <= slot <= len(rows):
        return None
    if slot == WHOLE_SHEET and len(rows) > 1:
        return Inquiry(None, rows, f"{fingerprint(at, sorted(rows, key=key_of))}:")
    place = max(slot, 1) - 1
    rest = sorted((*rows[:place], *rows[place + 1 :]), key=key_of)
    return Inquiry(rows[place], rows, f"{fingerprint(at, rest)}:{key_of(rows[place])}"[:200])


def answer_to(at: SeatView, question: Inquiry, offered: Iterable[Row]) -> dict[str, Any]:
    """Work out an answer, from what the seat knows, as it is stored; `offered` are the orders that may be added."""
    figures = figures_of(at, question.orders, offered)
    place = None if question.order is None else list(question.orders).index(question.order)
    aims = figures.together if place is None else figures.chosen[place].aims
    stored: dict[str, Any] = _AIMS.dump_python(_AIMS.validate_python(aims))
    return stored


def _answer(setting: Setting, one: StaffQuestion) -> StaffAnswer:
    about = _name(setting, one.order) if one.order else ""
    against = "the other orders alone" if one.order and len(one.orders) > 1 else "giving no orders"
    return StaffAnswer(one.number, about, against, _AIMS.validate_python(one.answer), one.by.name)


def _name(setting: Setting, row: Mapping[str, str]) -> str:
    spec = setting.order(row["kind"])
    level = next((each.name for each in spec.levels if each.key == row["level"]), "") if len(spec.levels) > 1 else ""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{spec.name}{f': {level}' if level else ''}\N{RIGHT DOUBLE QUOTATION MARK}"
