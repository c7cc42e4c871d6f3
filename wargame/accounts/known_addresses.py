"""From which addresses somebody has been seen lately: what comes from there is trusted a little more.

An address is kept as a digest under the secret key, together with whom it belongs to, and goes when its time is over:
a row tells neither who nor from where, and only whoever has the key and guesses both can ask for it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wargame.accounts.addresses import client_address
from wargame.accounts.models import KnownAddress

FOR_AN_EXERCISE = timedelta(days=1)
FOR_AN_ACCOUNT = timedelta(days=30)
# A row is written again only once this part of its time is over: 1 in 24.
_STALE = 24


def of_exercise(number: int) -> str:
    """How the people of an exercise are named here."""
    return f"exercise|{number}"


def of_account(username: str) -> str:
    """How an account is named here."""
    return f"account|{username.casefold()}"


def remember(request: HttpRequest, owners: Iterable[str], *, lasting: timedelta, now: datetime) -> None:
    """Keeps for a while that the owners, or people of theirs, come from where the request comes from."""
    KnownAddress.objects.filter(ends_at__lte=now).delete()
    ends_at, fresh = now + lasting, now + lasting * (_STALE - 1) / _STALE
    keys = set(_keys(request, owners))
    keys.difference_update(KnownAddress.objects.filter(key__in=keys, ends_at__gt=fresh).values_list("key", flat=True))
    KnownAddress.objects.bulk_create(
        [KnownAddress(key=key, ends_at=ends_at) for key in sorted(keys)],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["ends_at"],
    )


def is_known(request: HttpRequest, owners: Iterable[str], *, now: datetime) -> bool:
    """Whether one of the owners, or somebody of theirs, was seen from where the request comes from."""
    return KnownAddress.objects.filter(key__in=list(_keys(request, owners)), ends_at__gt=now).exists()


def _keys(request: HttpRequest, owners: Iterable[str]) -> Iterable[str]:
    address = client_address(request)
    for owner in owners:
        told = f"{owner}|{address}"
        yield salted_hmac("wargame.accounts.known_addresses", told, algorithm="sha256").hexdigest()
