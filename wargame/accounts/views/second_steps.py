"""The second step of a sign-in, and the page on which people turn it on and off."""

import logging
from collections.abc import Callable
from textwrap import wrap
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wargame.accounts import forms, limits, second_factor
from wargame.accounts.access import account_required
from wargame.accounts.addresses import client_address
from wargame.accounts.models import User
from wargame.accounts.views.account import signed_in
from wargame.accounts.views.answers import REFUSED, SECOND_STEP, WAITING_SECONDS, admit

log = logging.getLogger(__name__)

_NEW_KEY = "new_second_factor"
_LIMITS = (limits.SECOND_STEP, limits.SECOND_STEP_OF_A_DAY)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask somebody whose password was right for a code, and sign them in."""
    waiting, now = request.session.get(SECOND_STEP), timezone.now()
    if not waiting or now.timestamp() - waiting["at"] > WAITING_SECONDS:
        return redirect("sign_in")
    form = forms.CodeForm(request.POST or None)
    user = User.objects.filter(pk=waiting["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != waiting["hash"]:
        return redirect("sign_in")
    if request.method == "POST" and _try(request, user, form, second_factor.spend):
        del request.session[SECOND_STEP]
        return admit(request, user, waiting["next"])
    return render(request, "accounts/second_step.html", {"form": form}, status=REFUSED if form.errors else None)


@sensitive_post_parameters()
@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Show the page that sets up the second step, and turn it on; this page alone shows the recovery codes."""
    user = signed_in(request)
    if second_factor.is_on(user):
        return render(request, "accounts/second_factor.html", {"form": forms.TurnOffForm(user), "is_on": True})
    secret = request.session.setdefault(_NEW_KEY, second_factor.new_secret())
    form = forms.CodeForm(request.POST or None)
    codes: list[str] = []

    def enrol(**typed: Any) -> None:
        codes.extend(second_factor.enrol(secret=secret, **typed))

    if request.method == "POST" and _try(request, user, form, enrol):
        del request.session[_NEW_KEY]
        return render(request, "accounts/recovery_codes.html", {"codes": codes})
    context = {
        "form": form,
        "spaced_secret": " ".join(wrap(secret, 4)),
        "address": second_factor.address_of(user, secret),
        "is_on": False,
    }
    return render(request, "accounts/second_factor.html", context, status=REFUSED if form.errors else None)


@sensitive_post_parameters()
@require_POST
@never_cache
@account_required
def turn_off(request: HttpRequest) -> HttpResponse:
    """Turn the second step off, given password and code."""
    user = signed_in(request)
    form = forms.TurnOffForm(user, request.POST)
    if second_factor.is_on(user) and not _try(request, user, form, second_factor.turn_off):
        return render(request, "accounts/second_factor.html", {"form": form, "is_on": True}, status=REFUSED)
    messages.success(request, "Signing in needs no second step any more.")
    return redirect("account")


def _try(request: HttpRequest, user: User, form: forms.CodeForm, use: Callable[..., None]) -> bool:
    """Use the code that was typed, and return whether it fitted; the form says so where not. Raises TooManyAttempts."""
    now, traits = timezone.now(), {"account": str(user.pk)}
    for limit in _LIMITS:
        limits.spend(limit, traits, now=now)
    if not form.is_valid():
        return False
    try:
        use(user=user, code=form.cleaned_data["code"], now=now)
    except second_factor.WrongCode as refusal:
        log.warning("Wrong code for account %s from %s", user.pk, client_address(request))
        form.add_error("code", str(refusal))
        return False
    log.info("Right code for account %s from %s", user.pk, client_address(request))
    for limit in _LIMITS:
        limits.forget(limit, traits)
    return True
