"""Tells accounts from guests and strangers, and asks the latter to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from wargame.accounts.models import User

View = Callable[..., HttpResponse]


def has_account(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Return whether this is a user who signed up, not a guest."""
    return isinstance(user, User) and not user.is_guest


def account_required(view: View) -> View:
    """Decorate a view for users with an account.

    Others are sent to sign in, and afterwards back to the page if it was a GET.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if has_account(request.user):
            return view(request, *arguments, **named)
        return redirect_to_login(request.get_full_path() if request.method in {"GET", "HEAD"} else "/")

    return guarded
