"""How often something may be tried: signing in, joining with a code, asking for mails.

Counts are rows of the database, so that every web process sees the same ones and an embedded install needs nothing
more. Without the database nothing can be tried at all: limits fail closed. An attempt that is refused is not counted,
so whoever waits is let in again when the time is over.
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

from wargame.accounts.addresses import client_address
from wargame.accounts.models import Tally

log = logging.getLogger(__name__)

BROWSER = "browser"
_SESSION_KEY = "browser"


@dataclass(frozen=True)
class Limit:
    """At most so many attempts for each trait of whoever tries, with pauses of less than `seconds` between them."""

    name: str
    seconds: int
    most: Mapping[str, int]


# Wrong codes. A class behind one address joins with right ones, which do not count; a guesser who throws away cookies
# is stopped at the address: 100 in 10 minutes out of millions of codes.
JOIN = Limit("join", 10 * 60, {BROWSER: 10, "address": 100})
# By name and address together: an outsider cannot lock a teacher out, nor one student the class.
SIGN_IN = Limit("sign in", 15 * 60, {"account": 5})
PASSWORD = Limit("change the password", 15 * 60, {"account": 5})
SIGN_UP = Limit("sign up", 60 * 60, {"address": 60})
RESET = Limit("ask for a new password", 60 * 60, {"address": 30})
MAIL = Limit("send mail to", 60 * 60, {"mailbox": 5})


class TooManyAttempts(Exception):
    """Has tried too often; `seconds` says when the next attempt counts again."""

    def __init__(self, limit: Limit, seconds: int) -> None:
        super().__init__(f"Too many attempts to {limit.name}. Wait {math.ceil(seconds / 60)} min and try again.")
        self.limit = limit
        self.seconds = seconds


def require(limit: Limit, traits: Mapping[str, str], *, now: datetime) -> None:
    """Raises TooManyAttempts if one of the traits has no attempt left."""
    most = dict(_keys(limit, traits))
    for tally in Tally.objects.filter(key__in=most, ends_at__gt=now):
        if tally.count >= most[tally.key]:
            raise TooManyAttempts(limit, math.ceil((tally.ends_at - now).total_seconds()))


def count(limit: Limit, traits: Mapping[str, str], *, now: datetime) -> None:
    """Adds one attempt to each trait; raises TooManyAttempts if others that came at the same time took the last one."""
    Tally.objects.filter(ends_at__lte=now).delete()
    ends_at = now + timedelta(seconds=limit.seconds)
    for key, most in _keys(limit, traits):
        tally, is_new = Tally.objects.get_or_create(key=key, defaults={"count": 1, "ends_at": ends_at})
        if is_new:
            continue
        # One statement decides and counts: of attempts at the same time exactly those that are left get through.
        left = Tally.objects.filter(pk=tally.pk, count__lt=most)
        if not left.update(count=F("count") + 1, ends_at=ends_at) and Tally.objects.filter(pk=tally.pk).exists():
            raise TooManyAttempts(limit, limit.seconds)
        if not left.exists():
            log.warning("No more attempts to %s for %s s from %s", limit.name, limit.seconds, traits.get("address"))


def forget(limit: Limit, traits: Mapping[str, str]) -> None:
    """Takes back what was counted, because the attempt was right."""
    Tally.objects.filter(key__in=dict(_keys(limit, traits))).delete()


def traits_of(request: HttpRequest, *, mark: bool = False) -> dict[str, str]:
    """Browser and address of a request; with `mark` a browser that is not known yet is given a mark in its session."""
    if mark and not request.session.get(_SESSION_KEY):
        request.session[_SESSION_KEY] = secrets.token_hex(16)
    return {BROWSER: str(request.session.get(_SESSION_KEY, "")), "address": client_address(request)}


def require_joining(request: HttpRequest, *, now: datetime) -> None:
    """Before a code is looked up, in a form or in an address: raises TooManyAttempts after too many wrong ones."""
    require(JOIN, traits_of(request), now=now)


def count_wrong_code(request: HttpRequest, *, now: datetime) -> None:
    """After a code that could exist and does not. One whose check character is wrong is a slip, and is not counted."""
    count(JOIN, traits_of(request, mark=True), now=now)


def _keys(limit: Limit, traits: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The digest under which each known trait is counted, and how many attempts it has."""
    for trait, most in limit.most.items():
        if traits.get(trait):
            told = f"{limit.name}|{trait}|{traits[trait]}"
            yield salted_hmac("wargame.accounts.limits", told, algorithm="sha256").hexdigest(), most
