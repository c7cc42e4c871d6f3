"""Authentication by password, in Django's admin as well.

It is limited so that a class at one address is never locked out.
"""

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

# A right password takes back only its own attempt here; otherwise one account would allow endless password spraying.
_OF_ALL_NAMES = (limits.SPRAYING, limits.SPRAYING_OF_A_DAY)


class LimitedBackend(ModelBackend):
    """Django's ModelBackend behind a limit. It counts before it checks, so parallel attempts get no more tries.

    It comes before Django's backend, which the sessions of guests use, and a wrong password ends the authentication.
    """

    @sensitive_variables("password")
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **credentials: Any
    ) -> User | None:
        """Return the user with this password. Raises TooManyAttempts, whether or not the user exists.

        Calls without a request, as in tests, are left to the next backend.
        """
        if request is None or not username:
            return None
        now = timezone.now()
        applied, traits = _applied(request, username, now)
        for limit in applied:
            limits.require(limit, traits, now=now)
        if limits.BROWSER in traits:
            # Only an attempt that counts marks the browser, so that refused ones do not fill the session table.
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
    """Return the limits of an attempt, and the traits by which it is counted.

    A browser in which the account has signed in before is counted by itself, whatever others do. A name that has signed
    in from this address recently is not held up by attempts with other names.
    """
    mark = known_browsers.mark_of(request, username)
    if mark:
        return [limits.SIGN_IN_KNOWN], {"known browser": mark}
    traits = limits.traits_of(request)
    traits["name"] = f"{username.casefold()}|{traits[limits.ADDRESS]}"
    if known_addresses.is_known(request, [known_addresses.of_account(username)], now=now):
        return [limits.SIGN_IN], traits
    return [limits.SIGN_IN, *_OF_ALL_NAMES], traits
