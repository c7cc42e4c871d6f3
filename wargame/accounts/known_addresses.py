"""Addresses from which somebody was seen recently. Requests from there are trusted a little more.

The address and its owner are stored as one digest under the secret key, and deleted when the time is over. A row
reveals neither; only somebody with the key who guesses both can look it up.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wargame.accounts.addresses import client_address
from wargame.accounts.models import KnownAddress

FOR_AN_EXERCISE = timedelta(days=1)
FOR_AN_ACCOUNT = timedelta(days=30)
# A row is renewed only once 1/24 of its time is over.
_STALE = 24


def of_exercise(number: int) -> str:
    """Return the owner name of an exercise's people."""
    return f"exercise|{number}"


def of_account(username: str) -> str:
    """Return the owner name of an account."""
    return f"account|{username.casefold()}"


def remember(request: HttpRequest, owners: Iterable[str], *, lasting: timedelta, now: datetime) -> None:
    """Store for a while that these owners, or people of theirs, use the address of this request.

    Nothing is written where all of it is stored already: a whole class asks within a second, and one writes at a time.
    """
    ends_at, fresh = now + lasting, now + lasting * (_STALE - 1) / _STALE
    keys = set(_keys(request, owners))
    keys.difference_update(KnownAddress.objects.filter(key__in=keys, ends_at__gt=fresh).values_list("key", flat=True))
    if not keys:
        return
    KnownAddress.objects.filter(ends_at__lte=now).delete()
    KnownAddress.objects.bulk_create(
        [KnownAddress(key=key, ends_at=ends_at) for key in sorted(keys)],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["ends_at"],
    )


def is_known(request: HttpRequest, owners: Iterable[str], *, now: datetime) -> bool:
    """Return whether one of the owners, or somebody of theirs, was seen at the address of this request."""
    return bool(known(request, owners, now=now))


def known(request: HttpRequest, owners: Iterable[str], *, now: datetime) -> list[str]:
    """Return the owners that were seen at the address of this request, themselves or one of their people."""
    owners = list(owners)
    keys = dict(zip(_keys(request, owners), owners, strict=True))
    found = KnownAddress.objects.filter(key__in=keys, ends_at__gt=now)
    return [keys[key] for key in found.values_list("key", flat=True)]


def _keys(request: HttpRequest, owners: Iterable[str]) -> Iterable[str]:
    address = client_address(request)
    for owner in owners:
        told = f"{owner}|{address}"
        yield salted_hmac("wargame.accounts.known_addresses", told, algorithm="sha256").hexdigest()
