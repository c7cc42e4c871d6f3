"""Codes: guessing them is slowed down without keeping out a class at the same address, and a right one lets many in.

How many is limited too, so that a program cannot fill an exercise with thousands.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from wargame.accounts import limits
from wargame.accounts.addresses import client_address
from wargame.exercises import presence
from wargame.exercises.lobby.services.participants import JoinRefused
from wargame.exercises.models import Exercise, Series


def refuse_guesser(request: HttpRequest, *, now: datetime) -> None:
    """Before a code is looked up: raises TooManyAttempts for a browser that has tried many, and while codes pour in."""
    traits = limits.traits_of(request)
    limits.require(limits.CODES_OF_BROWSER, traits, now=now)
    limits.require(limits.CODE_FLOOD, traits, now=now)


def refuse_elsewhere(request: HttpRequest, found: Exercise | Series, *, now: datetime) -> None:
    """For a right code: raises TooManyAttempts where many wrong ones came from and nobody of the exercise was seen.

    The refusal is counted and answered as a wrong code is: it does not tell that the code is right.
    """
    try:
        limits.require(limits.CODES_OF_ADDRESS, limits.traits_of(request), now=now)
    except limits.TooManyAttempts:
        exercises = list(found.exercises.all()) if isinstance(found, Series) else [found]
        if not presence.is_welcome(request, *exercises, now=now):
            count_wrong(request, now=now)
            raise


def count_wrong(request: HttpRequest, *, now: datetime) -> None:
    """After a code that could exist and does not. One whose check character is wrong is a slip, and is not counted.

    Raises TooManyAttempts where many wrong ones came from before.
    """
    traits = limits.traits_of(request, mark=True)
    for limit in (limits.CODE_FLOOD, limits.CODES_OF_BROWSER, limits.CODES_OF_ADDRESS):
        limits.count(limit, traits, now=now)


@contextmanager
def one_more_person(request: HttpRequest, found: Exercise | Series) -> Iterator[None]:
    """Counts a person whom a code lets in, unless they are refused. Raises TooManyAttempts."""
    traits = {limits.ADDRESS: f"{found.code}|{client_address(request)}"}
    limits.spend(limits.JOIN, traits, now=timezone.now())
    try:
        yield
    except JoinRefused:
        limits.take_back(limits.JOIN, traits)
        raise
