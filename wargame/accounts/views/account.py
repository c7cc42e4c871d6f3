"""The account page: name, password, other browsers."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from wargame.accounts import forms, limits, second_factor
from wargame.accounts.access import account_required
from wargame.accounts.models import User
from wargame.accounts.views.answers import REFUSED


@require_safe
@never_cache
@account_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the page on which users change their account."""
    return _page(request, signed_in(request))


@require_POST
@never_cache
@account_required
def rename(request: HttpRequest) -> HttpResponse:
    """Change the name for the future; exercises keep the name under which the user joined."""
    user, form = signed_in(request), forms.NameForm(request.POST)
    if not form.is_valid():
        return _page(request, user, name_form=form)
    user.name = form.cleaned_data["name"]
    user.save(update_fields=["name"])
    messages.success(request, "Your name is changed.")
    return redirect("account")


@sensitive_post_parameters()
@require_POST
@never_cache
@account_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the password, given the old one. Every other browser is signed out."""
    user, now = signed_in(request), timezone.now()
    traits = {"account": str(user.pk)}
    limits.spend(limits.PASSWORD, traits, now=now)
    form = forms.ChangePasswordForm(user, request.POST)
    if not form.is_valid():
        return _page(request, user, password_form=form)
    limits.forget(limits.PASSWORD, traits)
    update_session_auth_hash(request, form.save())
    messages.success(request, "The new password is set, and all other browsers are signed out.")
    return redirect("account")


@require_POST
@never_cache
@account_required
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every session of the account except this one, which gets a new key."""
    user = signed_in(request)
    user.stamp_sessions()
    update_session_auth_hash(request, user)
    messages.success(request, "All other browsers are signed out.")
    return redirect("account")


def signed_in(request: HttpRequest) -> User:
    """Return the user, whom `account_required` has checked."""
    return cast("User", request.user)


def _page(
    request: HttpRequest,
    user: User,
    *,
    name_form: forms.NameForm | None = None,
    password_form: forms.ChangePasswordForm | None = None,
) -> HttpResponse:
    shown = {
        "name_form": name_form or forms.NameForm(initial={"name": user.name}),
        "password_form": password_form or forms.ChangePasswordForm(user),
        "has_second_step": second_factor.is_on(user),
    }
    refused = name_form is not None or password_form is not None
    return render(request, "accounts/account.html", shown, status=REFUSED if refused else None)
