"""The code that planted leaks of seats' briefings put in place of the secure code."""

from dataclasses import replace
from typing import Any

from tests.secrecy.plants import swap
from wargame.exercises import access
from wargame.exercises.access import preparation as access_preparation
from wargame.exercises.models import Exercise, Handout
from wargame.exercises.situation.selectors import board


def _brief_of_japan(at: Any) -> Any:
    return TRUE_BRIEF(replace(at, seat=at.seat.exercise.seats.get(role="JPN")))


def _briefed_in_all(user: Any, code: str, role: str) -> tuple[Exercise, bool]:
    return access.participant_for(user, code).exercise, True


def _own_words_of_japan(seat: Any) -> str:
    return TRUE_WORDS(seat.exercise.seats.select_related("exercise").get(role="JPN"))


def _handouts_of_all(seat: Any) -> tuple[Handout, ...]:
    return tuple(Handout.objects.filter(exercise=seat.exercise_id))


TRUE_BRIEF = board._brief
TRUE_WORDS = access.own_words_for
ON_THE_BOARD = swap(board, "_brief", _brief_of_japan)
OWN_WORDS = swap(access, "own_words_for", _own_words_of_japan)
ON_PAPER = swap(access, "briefed_in", _briefed_in_all)
HANDOUTS = swap(access, "handouts_for", _handouts_of_all)
HANDOUTS_OF_ALL = swap(access_preparation, "_for_role", lambda given, role: tuple(given))
