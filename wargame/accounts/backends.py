"""Signing in with a password, everywhere it is asked for, Django's admin included: limited by name and address."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from wargame.accounts import browsers, limits
from wargame.accounts.addresses import client_address
from wargame.accounts.models import User


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
        traits = {"account": browsers.whence(request, username), "address": client_address(request)}
        now = timezone.now()
        limits.require(limits.SIGN_IN, traits, now=now)
        limits.count(limits.SIGN_IN, traits, now=now)
        user = super().authenticate(request, username, password, **credentials)
        if user is None:
            raise PermissionDenied
        limits.forget(limits.SIGN_IN, traits)
        return user
