"""Leaks of forecasts and of kept parts of pages, planted in place of the secure code."""

from typing import Any

from django.core.cache import cache as django_cache

from tests.secrecy.plants import _truth_for_seat, swap
from wargame.exercises import access, forecasts
from wargame.exercises.diplomacy.selectors import given_words
from wargame.exercises.models import Mark, OrderSheet, Participant, Speech, StaffQuestion, Turn
from wargame.exercises.orders.selectors import staff
from wargame.exercises.orders.services import orders
from wargame.exercises.results.selectors import chances_of_yes, log
from wargame.exercises.results.views import cache, view_as
from wargame.web.templatetags import render_once


def _forecasts_of_another(*, seat: Any, turn: Turn) -> OrderSheet:
    sheet = orders.sheet_of(seat=seat, turn=turn)
    other = OrderSheet.objects.filter(turn=turn, seat__role="JPN").first()
    if other and other.told:
        sheet.told = other.told | {"orders": (other.told["orders"] * 9)[: len(sheet.orders)]}
    return sheet


def _with_what_was_said(at: Any, sheet: OrderSheet) -> Any:
    return TRUE_RESULTS(at, sheet, chances_of_yes.chances_of_yes(at))


def _one_part(template_name: str, values: Any) -> Any:
    return django_cache.get_or_set(f"part-{template_name}", lambda: TRUE_PART(template_name, values), 60)


def _advised_by_truth(view: Any, cabinet: Any, offered: Any, seed: int, pledges: Any) -> Any:
    truth = next(Turn.objects.filter(status=Turn.Status.OPEN).iterator())
    return TRUE_ADVICE(
        _truth_for_seat(truth, truth.branch.exercise.seats.get(role=view.seat)), cabinet, offered, seed, pledges
    )


def _advisers_of_all(seat: Any, line: Any) -> list[Speech]:
    return [each for each in Speech.objects.in_line(line) if each.seat_id != seat.pk]


def _all_marks(person: Participant) -> Any:
    marks = Mark.objects.filter(exercise=person.exercise_id)
    return marks.select_related("by", "seat", "person__seat")


TRUE_ADVICE = forecasts.advise
OTHER_ADVISERS = swap(access, "speeches_for", _advisers_of_all)
ADVISED_BY_TRUTH = swap(forecasts, "advise", _advised_by_truth)


def _questions_of_all(seat: Any, turn: Turn) -> Any:
    return StaffQuestion.objects.filter(sheet__turn=turn)


def _answers_of_all(setting: Any, asked: Any) -> Any:
    return TRUE_ANSWERS(setting, StaffQuestion.objects.order_by("pk").select_related("by"))


TRUE_ANSWERS = log.answers_of
TRUE_RESULTS, TRUE_PART = view_as.results_of, render_once._rendered
ONE_PART = swap(render_once, "_rendered", _one_part)
OTHER_TOLD = swap(cache, "sheet_of", _forecasts_of_another)
ASKED = swap(staff, "_questions", _questions_of_all)
LOGGED_ANSWERS = swap(log, "answers_of", _answers_of_all)
SAID = swap(view_as, "results_of", _with_what_was_said)
WORDS = swap(given_words, "role_read", lambda *asked, knows_all: ("", False))
MARKS = swap(access, "marks_for", _all_marks)
