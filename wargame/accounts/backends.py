"""Signing in with a password, everywhere it is asked for, Django's admin included: limited, never for a whole class."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from wargame.accounts import known_addresses, known_browsers, limits
from wargame.accounts.models import User

# A right password gives these its own attempt back and no more: else whoever has one account could spray for ever.
_OF_ALL_NAMES = (limits.SPRAYING, limits.SPRAYING_OF_A_DAY)


class LimitedBackend(ModelBackend):
    """Django's own check behind a limit that counts before it looks, so that many at once get no more tries.

    It stands before Django's backend, which sessions of guests name, and has the last word on a password.
    """

    @sensitive_variables("password")
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **credentials: Any
    ) -> User | None:
        """The user whose password it is. Raises TooManyAttempts, whether or not there is such a user.

        Programs that bring no request, such as tests, are left to the backend behind.
        """
        if request is None or not username:
            return None
        now = timezone.now()
        applied, traits = _applied(request, username, now)
        for limit in applied:
            limits.require(limit, traits, now=now)
        if limits.BROWSER in traits:
            # Only what is counted gives a browser its mark: who is refused must not fill the table of sessions.
            traits |= limits.traits_of(request, mark=True)
        for limit in applied:
            limits.count(limit, traits, now=now)
        user = super().authenticate(request, username, password, **credentials)
        if user is None:
            raise PermissionDenied
        for limit in applied:
            if limit in _OF_ALL_NAMES:
                limits.take_back(limit, traits)
            else:
                limits.forget(limit, traits)
        here = [known_addresses.of_account(username)]
        known_addresses.remember(request, here, lasting=known_addresses.FOR_AN_ACCOUNT, now=now)
        return user


def _applied(request: HttpRequest, username: str, now: datetime) -> tuple[Sequence[limits.Limit], dict[str, str]]:
    """Under which limits an attempt counts, and by which traits.

    A browser in which the account has signed in before is counted by itself, whatever others do. A name that has signed
    in from this address lately is not held up by attempts with other names.
    """
    mark = known_browsers.mark_of(request, username)
    if mark:
        return [limits.SIGN_IN_KNOWN], {"known browser": mark}
    traits = limits.traits_of(request)
    traits["name"] = f"{username.casefold()}|{traits[limits.ADDRESS]}"
    if known_addresses.is_known(request, [known_addresses.of_account(username)], now=now):
        return [limits.SIGN_IN], traits
    return [limits.SIGN_IN, *_OF_ALL_NAMES], traits
