"""The code that planted leaks of questions to the room put in place of the secure code."""

from dataclasses import replace
from typing import Any

from tests.secrecy.plants import swap
from wargame.exercises import access
from wargame.exercises.bids import selectors
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, WallAnswer, WallQuestion


def _lines_at_once(question: WallQuestion) -> tuple[WallAnswer, ...]:
    return tuple(question.answers.order_by("text"))


def _line_of_another(question: WallQuestion, person: Any) -> str:
    return question.answers.exclude(voter=access.voter_of(question, person))[0].text


def _answer_of_another(question: DebriefQuestion, person: Any) -> DebriefAnswer | None:
    return question.answers.exclude(voter=access.voter_of(question, person)).first()


def _with_sum_of_bids(exercise: Any, claim: Any, kept: Any, *rest: Any, **more: Any) -> Any:
    bids = sum(one.in_100 or 0 for one in kept.answers.all()) if kept else 0
    return replace(TRUE_CLAIM(exercise, claim, kept, *rest, **more), answered=bids)


TRUE_CLAIM = selectors._claim
LINES_AT_ONCE = swap(access, "shown_lines", _lines_at_once)
OTHER_LINE = swap(access, "own_line", _line_of_another)
OTHER_BID = swap(access, "own_answer", _answer_of_another)
SUM_OF_BIDS = swap(selectors, "_claim", _with_sum_of_bids)
