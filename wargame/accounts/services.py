"""Guests, who play without an account and are identified by their session, and the accounts that they open."""

import logging
import secrets

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from django.http import HttpRequest
from django.utils import timezone

from wargame.accounts import session_times
from wargame.accounts.addresses import client_address
from wargame.accounts.models import SecondFactor, User

log = logging.getLogger(__name__)

GUEST_BACKEND = "django.contrib.auth.backends.ModelBackend"
ACCOUNT_BACKEND = "wargame.accounts.backends.LimitedBackend"


class EmailTaken(Exception):
    """There is an account with this address already."""


class HasAccount(Exception):
    """Users with an account can sign in by password only."""


def create_guest() -> User:
    """Create a user with a random name and no password, who can come back only by a session."""
    guest = User(username=f"guest-{secrets.token_hex(12)}", is_guest=True)
    guest.set_unusable_password()
    guest.save()
    return guest


def create_blank() -> User:
    """Create a user without name or address as whom nobody can sign in: whoever was forgotten is this user then."""
    user = User()
    blank(user)
    return user


def blank(user: User) -> None:
    """Close an account, take everything from it that names a person, and end its sessions.

    The row stays, because exercises point at it.
    """
    user.username = f"forgotten-{secrets.token_hex(12)}"
    user.name = user.email = user.first_name = user.last_name = ""
    user.is_guest, user.is_active, user.is_staff, user.is_superuser = True, False, False, False
    user.last_login = None
    user.session_stamp = secrets.token_hex(16)
    user.set_unusable_password()
    user.save()
    SecondFactor.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    LogEntry.objects.filter(content_type__model="user", object_id=str(user.pk)).update(object_repr=user.username)


def hold(user: User) -> User | None:
    """Lock a user's row in the transaction at hand and return it as it is now, None if it is gone.

    A guest who signs up waits for the lock.
    """
    return User.objects.select_for_update().filter(pk=user.pk).first()


def drop_unused(user: User) -> bool:
    """Delete a guest to whom nothing points any more; return whether this did.

    A guest who has signed up stays, and so does one whom another transaction holds: signs up, joins, or is forgotten.
    """
    free = User.objects.select_for_update(skip_locked=True)
    try:
        with transaction.atomic():
            found = free.filter(pk=user.pk, is_guest=True).first()
            if found is not None:
                found.delete()
    except ProtectedError:
        return False
    return found is not None


def account_named(email: str) -> User | None:
    """Return the account with an e-mail address, None if there is none."""
    return User.objects.filter(email__iexact=email, is_guest=False).first() if email else None


def user_or_guest(request: HttpRequest) -> User:
    """Return the user of the request. A stranger becomes a guest and is signed in."""
    if request.user.is_authenticated:
        return request.user
    guest = create_guest()
    admit_guest(request, guest)
    return guest


def admit_guest(request: HttpRequest, guest: User) -> None:
    """Sign a guest in, under a new session key. The caller has checked their link.

    Raises HasAccount if the guest has signed up since: a link to a seat must not open an account.
    """
    if not guest.is_guest:
        raise HasAccount("You have an account: sign in with its password to come back.")
    login(request, guest, backend=GUEST_BACKEND)


def is_taken(email: str) -> bool:
    """Return whether an account has this address (in lower case), as its user name or as its e-mail address."""
    return User.objects.filter(Q(username=email) | Q(email__iexact=email)).exists()


def open_account(*, visitor: AbstractBaseUser | AnonymousUser, name: str, email: str, password: str) -> User:
    """Create an account under an address in lower case.

    The row of a guest becomes the account, so that they keep everything.

    Raises EmailTaken if there is one already.
    """
    if is_taken(email):
        raise EmailTaken
    try:
        with transaction.atomic():
            guests = User.objects.select_for_update().filter(is_guest=True)
            user = guests.filter(pk=visitor.pk or 0).first() or User()
            user.name, user.email, user.username, user.is_guest = name, email, email, False
            # This ends every other session of the guest, which somebody else may hold.
            user.set_password(password)
            user.save()
    except IntegrityError as error:
        raise EmailTaken from error
    return user


def sign_in(request: HttpRequest, user: User) -> None:
    """Sign a user with an account in, under a new session key, for as long as accounts stay signed in."""
    login(request, user, backend=ACCOUNT_BACKEND)
    request.session.set_expiry(settings.ACCOUNT_SESSION_SECONDS)
    session_times.begin(request.session, now=timezone.now())
    log.info("Signed in: account %s from %s", user.pk, client_address(request))
