"""Authentication by password, in Django's admin as well.

It is limited so that a class at one address is never locked out.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from wargame.accounts import known_addresses, known_browsers, limits
from wargame.accounts.addresses import client_address
from wargame.accounts.models import User

log = logging.getLogger(__name__)

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
        _require_all(applied, traits, username, now)
        if limits.BROWSER in traits:
            # Only an attempt that counts marks the browser, so that refused ones do not fill the session table.
            traits |= limits.traits_of(request, mark=True)
        for limit in applied:
            limits.count(limit, traits, now=now)
        user = super().authenticate(request, username, password, **credentials)
        if user is None:
            log.warning("Wrong password for %s from %s", _logged_name(username), client_address(request))
            raise PermissionDenied
        log.info("Right password for %s from %s", _logged_name(username), client_address(request))
        for limit in applied:
            if limit in _OF_ALL_NAMES:
                limits.take_back(limit, traits)
            else:
                limits.forget(limit, traits)
        here = [known_addresses.of_account(username)]
        known_addresses.remember(request, here, lasting=known_addresses.FOR_AN_ACCOUNT, now=now)
        return user


def _require_all(applied: Sequence[limits.Limit], traits: dict[str, str], username: str, now: datetime) -> None:
    """Raise TooManyAttempts where one of the limits is used up, and log it."""
    try:
        for limit in applied:
            limits.require(limit, traits, now=now)
    except limits.TooManyAttempts:
        log.warning("No try left for %s from %s", _logged_name(username), traits.get(limits.ADDRESS, "a known browser"))
        raise


def _logged_name(username: str) -> str:
    """Return the key of the account, for the log; of other names a digest, because people type passwords there."""
    found = User.objects.filter(username__iexact=username).values_list("pk", flat=True).first()
    told = salted_hmac("wargame.accounts.log", username.casefold(), algorithm="sha256").hexdigest()[:12]
    return f"no account ({told})" if found is None else f"account {found}"


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
