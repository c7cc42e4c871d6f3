"""The second step of a sign-in: codes of an app (TOTP, RFC 6238), and recovery codes that each work once."""

import hashlib
import secrets
from datetime import datetime
from functools import wraps
from typing import Any

import pyotp
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from wargame.accounts.access import View
from wargame.accounts.models import SecondFactor, User

NEEDED = "This site opens classes only for accounts with a second step. Turn it on first."
RECOVERY_CODES = 10
_HALF_MINUTE = 30


class WrongCode(ValueError):
    """The code is not the one that the app shows now, or was used before, and is no recovery code that is left."""


_NO_FIRST_CODE = (
    "This code does not fit. Type the one that the app shows now, and check that your phone's clock is right."
)
_NO_CODE = "This code does not fit, or it was used before. Type the next one that your app shows, or a recovery code."


def new_secret() -> str:
    """Return a secret for an app."""
    return pyotp.random_base32()


def address_of(user: User, secret: str) -> str:
    """Return the address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name="Parley")


def enrol(*, user: User, secret: str, code: str, now: datetime) -> list[str]:
    """Turn the second step on, once a code shows that the app has the secret, and return new recovery codes.

    Raises WrongCode.
    """
    step = _step_of(secret, code, now)
    if step is None:
        raise WrongCode(_NO_FIRST_CODE)
    codes = [f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}" for _ in range(RECOVERY_CODES)]
    kept = {"secret": secret, "step": step, "since": now, "recovery": [_digest(user, each) for each in codes]}
    SecondFactor.objects.update_or_create(user=user, defaults=kept)
    return codes


def is_on(user: User) -> bool:
    """Return whether this account needs a second step."""
    return SecondFactor.objects.filter(user=user).exists()


def may_lead(user: User) -> bool:
    """Return whether this account may open a class: where the site requires it, only with a second step."""
    return not settings.REQUIRE_SECOND_FACTOR or is_on(user)


def spend(*, user: User, code: str, now: datetime) -> None:
    """Accept a code of the app, or use up a recovery code. Of two requests with one code, one is refused.

    Raises WrongCode.
    """
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(user=user).first()
        if factor is None:
            raise WrongCode(_NO_CODE)
        step = _step_of(factor.secret, code, now)
        if step is not None and step > factor.step:
            factor.step = step
        elif left := _without(factor.recovery, _digest(user, code)):
            factor.recovery = left[0]
        else:
            raise WrongCode(_NO_CODE)
        factor.save()


def leader_required(view: View) -> View:
    """Decorate a view for accounts that want to lead a class: where the site requires it, they turn this on."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if isinstance(request.user, User) and not may_lead(request.user):
            messages.warning(request, NEEDED)
            return redirect("second_factor")
        return view(request, *arguments, **named)

    return guarded


def turn_off(*, user: User, code: str, now: datetime) -> None:
    """Turn the second step off. Raises WrongCode."""
    spend(user=user, code=code, now=now)
    SecondFactor.objects.filter(user=user).delete()


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute of a code, at most one away from now; None where it fits none."""
    typed, totp, current = code.replace(" ", ""), pyotp.TOTP(secret), int(now.timestamp()) // _HALF_MINUTE
    near = (current - 1, current, current + 1)
    fitting = [step for step in near if constant_time_compare(typed, totp.at(step * _HALF_MINUTE))]
    return max(fitting, default=None)


def _without(kept: list[str], spent: str) -> list[list[str]]:
    """Return the digests without the one that is spent, in a list that is empty where it is not among them."""
    left = [each for each in kept if not constant_time_compare(each, spent)]
    return [left] if len(left) < len(kept) else []


def _digest(user: User, code: str) -> str:
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    # Not under the secret key: the codes must work after it has changed. They have 48 bits of chance.
    return hashlib.sha256(f"{user.pk}|{plain}".encode()).hexdigest()
