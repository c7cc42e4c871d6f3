"""Limits on codes: guessing is slowed down without keeping out a class at the same address.

How many people one code lets in is limited as well, so that a program cannot fill an exercise with thousands.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from wargame.accounts import limits
from wargame.accounts.addresses import client_address
from wargame.exercises import door, notices, presence
from wargame.exercises.lobby.services.participants import JoinRefused
from wargame.exercises.models import Exercise, Series


def refuse_guesser(request: HttpRequest, *, now: datetime) -> None:
    """Call this before a short code is looked up.

    Raises TooManyAttempts for a browser with many attempts, and during a flood of them.
    """
    traits = limits.traits_of(request)
    limits.require(limits.CODES_OF_BROWSER, traits, now=now)
    limits.require(limits.CODE_FLOOD, traits, now=now)


def refuse_elsewhere(request: HttpRequest, found: Exercise | Series, *, now: datetime) -> None:
    """Call this for a right short code.

    Raises TooManyAttempts at an address with many wrong codes and nobody of the exercise.

    The refusal is counted and answered like a wrong code, so it does not reveal that the code is right.
    """
    try:
        limits.require(limits.CODES_OF_ADDRESS, limits.traits_of(request), now=now)
    except limits.TooManyAttempts:
        exercises = list(found.exercises.all()) if isinstance(found, Series) else [found]
        if not presence.is_welcome(request, *exercises, now=now):
            count_wrong(request, now=now)
            raise


def count_wrong(request: HttpRequest, *, now: datetime) -> None:
    """Count a code that could exist and does not. A wrong check character is a typing error and is not counted.

    Raises TooManyAttempts after many wrong codes. When they close the door, the classes there read so in their rooms.
    """
    traits = limits.traits_of(request, mark=True)
    limits.count(limits.CODE_FLOOD, traits, now=now)
    if limits.is_used_up(limits.CODE_FLOOD, traits, now=now):
        for exercise in door.mark_flood(request, now=now):
            notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY)
    for limit in (limits.CODES_OF_BROWSER, limits.CODES_OF_ADDRESS):
        limits.count(limit, traits, now=now)


@contextmanager
def one_more_person(request: HttpRequest, found: Exercise | Series) -> Iterator[None]:
    """Count a person who joins by a code, unless they are refused. Raises TooManyAttempts."""
    traits = {limits.ADDRESS: f"{found.code}|{client_address(request)}"}
    limits.spend(limits.JOIN, traits, now=timezone.now())
    try:
        yield
    except JoinRefused:
        limits.take_back(limits.JOIN, traits)
        raise
