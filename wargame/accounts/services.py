"""Guests: people who play without an account and come back through their browser's session."""

import secrets

from django.contrib.auth import login
from django.http import HttpRequest

from wargame.accounts.models import User


def create_guest() -> User:
    """A new user with a name nobody can guess and no way to log in but the session it is given."""
    guest = User(username=f"guest-{secrets.token_hex(12)}", is_guest=True)
    guest.set_unusable_password()
    guest.save()
    return guest


def user_or_guest(request: HttpRequest) -> User:
    """The user of the request; a stranger becomes a guest and is signed in."""
    if request.user.is_authenticated:
        return request.user
    guest = create_guest()
    login(request, guest, backend="django.contrib.auth.backends.ModelBackend")
    return guest
