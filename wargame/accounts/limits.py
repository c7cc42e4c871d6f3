"""Limits on how often something may be tried: passwords, join codes, mails, new exercises.

Counts are database rows, so that all web processes share them and an embedded installation needs nothing else. Without
the database nothing can be tried: limits fail closed. A refused attempt is not counted, so somebody who waits can try
again when the period is over. Calls of the API are far more frequent, so `wargame.accounts.rates` counts them.
"""

import logging
import math
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from wargame.accounts.access import has_account
from wargame.accounts.addresses import client_address
from wargame.accounts.models import Tally

log = logging.getLogger(__name__)

BROWSER = "browser"
ADDRESS = "address"
PERSON = "person"
STRANGERS = "strangers"
EXERCISE = "exercise"
_SESSION_KEY = "browser"


@dataclass(frozen=True, eq=False)
class Limit:
    """The most attempts for each trait of the person who tries, in periods of `seconds` that begin with the first
    attempt.
    """

    name: str
    seconds: int
    most: Mapping[str, int]
    remedy: str = ""


# Wrong codes: docs/decisions/0032-limits-that-spare-a-class.md has the arithmetic of these and of passwords.
_JOIN_REMEDY = "The QR code and the long code of your class let you in at once: ask your teacher to show them."
CODES_OF_BROWSER = Limit("join", 10 * 60, {BROWSER: 10}, _JOIN_REMEDY)
CODES_OF_ADDRESS = Limit("join", 10 * 60, {ADDRESS: 100}, _JOIN_REMEDY)
CODE_FLOOD = Limit("join", 60, {ADDRESS: 300}, _JOIN_REMEDY)
# Not a limit on people: it keeps for two minutes that the door of an exercise was closed.
DOOR_CLOSED = Limit("join by the short code", 2 * 60, {EXERCISE: 1})

_SIGN_IN_REMEDY = "A browser in which you have signed in before lets you in, and so does the link for a new password."
SIGN_IN_KNOWN = Limit("sign in", 15 * 60, {"known browser": 5})
SIGN_IN = Limit("sign in", 15 * 60, {BROWSER: 5, "name": 20}, _SIGN_IN_REMEDY)
SPRAYING = Limit("sign in", 15 * 60, {ADDRESS: 100}, _SIGN_IN_REMEDY)
SPRAYING_OF_A_DAY = Limit("sign in", 24 * 60 * 60, {ADDRESS: 400}, _SIGN_IN_REMEDY)
# Only people who know the password get here. 100 guesses in a day, of a million codes of which three fit: 1 in 3,300.
SECOND_STEP = Limit("type a code", 15 * 60, {"account": 10})
SECOND_STEP_OF_A_DAY = Limit("type a code", 24 * 60 * 60, {"account": 100})
PASSWORD = Limit("change the password", 15 * 60, {"account": 5})
FORGET = Limit("have Parley forget you", 15 * 60, {"account": 5})

# Enough for six classes of thirty behind one address at the same time.
SIGN_UP = Limit("sign up", 60 * 60, {ADDRESS: 240})
RESET = Limit("ask for a new password", 60 * 60, {ADDRESS: 240})
MAIL = Limit("send mail to", 60 * 60, {"mailbox": 5})
JOIN = Limit("join this exercise", 10 * 60, {ADDRESS: 400})
SOLO = Limit("start an exercise", 10 * 60, {PERSON: 20, STRANGERS: 300, ADDRESS: 600})
CREATE = Limit("create an exercise", 60 * 60, {PERSON: 60})
SCENARIO = Limit("change a scenario", 10 * 60, {PERSON: 200})
# Answers are kept as somebody types: one a second at most.
ANSWER = Limit("keep an answer", 10 * 60, {PERSON: 600})
CHECK = Limit("have a scenario checked", 10 * 60, {PERSON: 400})
ARCHIVE = Limit("take an archive", 10 * 60, {PERSON: 10, ADDRESS: 100})
APPRAISAL = Limit("appraise a scenario", 60 * 60, {PERSON: 30, ADDRESS: 60})
ENSEMBLE = Limit("ask how else it could have gone", 10 * 60, {PERSON: 30, ADDRESS: 600})


class TooManyAttempts(Exception):
    """Somebody has tried too often. `seconds` is the time until the next attempt is allowed."""

    def __init__(self, limit: Limit, seconds: int) -> None:
        told = f"Too many attempts to {limit.name}. Wait {waiting(seconds)} and try again. {limit.remedy}"
        super().__init__(told.strip())
        self.limit = limit
        self.seconds = seconds


def waiting(seconds: int) -> str:
    """Return a waiting time in words."""
    return f"{seconds} s" if seconds < 60 else f"{math.ceil(seconds / 60)} min"


def require(limit: Limit, traits: Mapping[str, str], *, now: datetime) -> None:
    """Raise TooManyAttempts if one of the traits has no attempt left."""
    most = dict(_keys(limit, traits))
    for tally in Tally.objects.filter(key__in=most, ends_at__gt=now):
        if tally.count >= most[tally.key]:
            raise TooManyAttempts(limit, _seconds_left(tally, now))


def is_used_up(limit: Limit, *people: Mapping[str, str], now: datetime) -> bool:
    """Return whether one of the traits of one of these people has no attempt left. It costs one query."""
    most = dict(pair for traits in people for pair in _keys(limit, traits))
    tallies = Tally.objects.filter(key__in=most, ends_at__gt=now).values_list("key", "count")
    return any(count >= most[key] for key, count in tallies)


def count(limit: Limit, traits: Mapping[str, str], *, now: datetime) -> None:
    """Add one attempt to each trait. Raises TooManyAttempts if parallel attempts have used the last one."""
    Tally.objects.filter(ends_at__lte=now).delete()
    ends_at = now + timedelta(seconds=limit.seconds)
    for key, most in _keys(limit, traits):
        tally, is_new = Tally.objects.get_or_create(key=key, defaults={"count": 1, "ends_at": ends_at})
        if is_new:
            continue
        # One statement checks and counts, so parallel attempts cannot exceed the limit.
        left = Tally.objects.filter(pk=tally.pk, count__lt=most)
        if not left.update(count=F("count") + 1) and Tally.objects.filter(pk=tally.pk).exists():
            raise TooManyAttempts(limit, _seconds_left(tally, now))
        if tally.count + 1 == most:
            log.warning("No more attempts to %s for %s s from %s", limit.name, limit.seconds, traits.get(ADDRESS))


def spend(limit: Limit, traits: Mapping[str, str], *, now: datetime) -> None:
    """Use one attempt of each trait. Raises TooManyAttempts, and uses none, if a trait has none left."""
    require(limit, traits, now=now)
    count(limit, traits, now=now)


def take_back(limit: Limit, traits: Mapping[str, str]) -> None:
    """Give one attempt back to each trait."""
    Tally.objects.filter(key__in=dict(_keys(limit, traits)), count__gt=0).update(count=F("count") - 1)


def forget(limit: Limit, traits: Mapping[str, str]) -> None:
    """Delete the counts, because the attempt succeeded."""
    Tally.objects.filter(key__in=dict(_keys(limit, traits))).delete()


def traits_of(request: HttpRequest, *, mark: bool = False) -> dict[str, str]:
    """Return browser and address of a request. With `mark`, an unmarked browser gets a mark in its session."""
    if mark and not request.session.get(_SESSION_KEY):
        request.session[_SESSION_KEY] = secrets.token_hex(16)
    return {BROWSER: str(request.session.get(_SESSION_KEY, "")), ADDRESS: client_address(request)}


def visitor_of(request: HttpRequest | Request) -> dict[str, str]:
    """Return the traits by which requests are counted: an account by itself; a guest or stranger also by the address.

    Strangers reach their limit at an address first, so that somebody who deletes cookies cannot use up the attempts of
    the people who play there.
    """
    address = client_address(request)
    if not request.user.is_authenticated:
        return {STRANGERS: address, ADDRESS: address}
    person = {PERSON: str(request.user.pk)}
    return person if has_account(request.user) else person | {ADDRESS: address}


def _seconds_left(tally: Tally, now: datetime) -> int:
    return max(1, math.ceil((tally.ends_at - now).total_seconds()))


def _keys(limit: Limit, traits: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Yield the digest under which each known trait is counted, and its number of attempts."""
    for trait, most in limit.most.items():
        if traits.get(trait):
            told = f"{limit.name}|{limit.seconds}|{trait}|{traits[trait]}"
            yield salted_hmac("wargame.accounts.limits", told, algorithm="sha256").hexdigest(), most
