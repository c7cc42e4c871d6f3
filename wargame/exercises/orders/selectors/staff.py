"""The staff of a seat: what it was asked in a turn, what it answered, and what it can be asked now.

An answer says what an order, a whole sheet, or an agreement does for the aims, from what the seat knows. It is measured
against the other orders of the sheet alone, or against giving none; an agreement against the sheet without it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from pydantic import TypeAdapter

from wargame.engine.values import Aims, Offer, Setting
from wargame.exercises import access, forecasts, perspectives
from wargame.exercises.models import Proposal, Seat, StaffQuestion, Turn
from wargame.exercises.models.staff_question import MOST_A_TURN
from wargame.exercises.orders.domain import NONE_LEFT, NOTHING_TO_ASK, WHOLE_SHEET, Inquiry
from wargame.exercises.orders.selectors.page_forecasts import Row, Rows, figures_of, fingerprint, key_of
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

    `choices` are what can be asked: slots with the names of their orders, then keys of agreements. `why_off`
    says why nothing can be asked, "" where something can.
    """

    answers: tuple[StaffAnswer, ...]
    left: int
    most: int
    choices: tuple[tuple[int | str, str], ...]
    why_off: str


def staff_box_of(at: SeatView, rows: Rows, *, has_sheet: bool = True) -> StaffBox | None:
    """Return the box beside these orders; None in an exercise whose staff gives no figures.

    Before the seat has a sheet nothing was asked, so nothing is looked up.
    """
    if not access.may_ask_staff(at.seat.exercise):
        return None
    asked = _questions(at.seat, at.turn).select_related("by") if has_sheet else ()
    answers = answers_of(at.view.setting, asked)
    left = MOST_A_TURN - len(answers)
    choices: tuple[tuple[int | str, str], ...] = (*_orders_to_ask(at, rows), *_offers_to_ask(at))
    why_off = NONE_LEFT if left < 1 else "" if choices else NOTHING_TO_ASK
    return StaffBox(answers, left, MOST_A_TURN, choices, why_off)


def _orders_to_ask(at: SeatView, rows: Rows) -> tuple[tuple[int, str], ...]:
    names = tuple((slot, _name(at.view.setting, row)) for slot, row in enumerate(rows, 1))
    return ((WHOLE_SHEET, "all these orders"), *names) if len(rows) > 1 else names


def _offers_to_ask(at: SeatView) -> tuple[tuple[str, str], ...]:
    """Return the agreements that the seat can make or end in an open turn, those that wait for its answer among
    them."""
    found = perspectives.offers(at.view) if at.turn.is_open else ()
    return tuple((each.agreement, _name(at.view.setting, _row_of(each))) for each in found)


def questions_in(seat: Seat, turn: Turn) -> int:
    """Return the number of questions that the seat has asked in the turn."""
    if not access.may_ask_staff(seat.exercise):
        return 0
    return _questions(seat, turn).count()


def _questions(seat: Seat, turn: Turn) -> QuerySet[StaffQuestion]:
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


def question_about_offer(at: SeatView, rows: Rows, agreement: str) -> Inquiry | None:
    """Return the question about an agreement beside these orders; None where the seat can neither make nor end it."""
    offer = _offer(at, agreement)
    if offer is None:
        return None
    row = _row_of(offer)
    return Inquiry(row, rows, f"{fingerprint(at, sorted(rows, key=key_of))}:{row['act']}:{agreement}"[:200])


def _row_of(offer: Offer) -> Row:
    return {"agreement": offer.agreement, "act": str(Proposal.Act.END if offer.ends else Proposal.Act.CONCLUDE)}


def _offer(at: SeatView, agreement: str) -> Offer | None:
    return next((each for each in perspectives.offers(at.view) if each.agreement == agreement), None)


def answer_to(at: SeatView, question: Inquiry, offered: Iterable[Row]) -> dict[str, Any]:
    """Work out an answer, from what the seat knows, as it is stored; `offered` are the orders that may be added."""
    if question.order and (offer := _offer(at, question.order.get("agreement", ""))):
        aims: Aims | None = forecasts.forecast_offer(at.view, question.orders, offer, at.forecast_seed, at.pledges)
    else:
        figures = figures_of(at, question.orders, offered)
        place = None if question.order is None else list(question.orders).index(question.order)
        aims = figures.together if place is None else figures.chosen[place].aims
    stored: dict[str, Any] = _AIMS.dump_python(_AIMS.validate_python(aims))
    return stored


def _answer(setting: Setting, one: StaffQuestion) -> StaffAnswer:
    about = _name(setting, one.order) if one.order else ""
    if one.order and "agreement" in one.order:
        against = "these orders without it" if one.orders else "giving no orders"
    else:
        against = "the other orders alone" if one.order and len(one.orders) > 1 else "giving no orders"
    return StaffAnswer(one.number, about, against, _AIMS.validate_python(one.answer), one.by.name)


def _name(setting: Setting, row: Mapping[str, str]) -> str:
    if "agreement" in row:
        name = setting.agreement(row["agreement"]).name
        quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"
        return f"{'ending' if row['act'] == Proposal.Act.END else 'agreeing on'} {quoted}"
    spec = setting.order(row["kind"])
    level = next((each.name for each in spec.levels if each.key == row["level"]), "") if len(spec.levels) > 1 else ""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{spec.name}{f': {level}' if level else ''}\N{RIGHT DOUBLE QUOTATION MARK}"
