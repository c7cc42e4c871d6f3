"""Who has an account: guests and strangers are asked to sign in first."""

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
    """Whether this is somebody who signed up, not a guest of one browser."""
    return isinstance(user, User) and not user.is_guest


def account_required(view: View) -> View:
    """Lets only people with an account see a page; others are sent to sign in, and back to a page they only read."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if has_account(request.user):
            return view(request, *arguments, **named)
        return redirect_to_login(request.get_full_path() if request.method in {"GET", "HEAD"} else "/")

    return guarded
