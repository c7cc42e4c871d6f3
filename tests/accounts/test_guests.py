"""Guests, who play without an account."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from wargame.accounts.models import User
from wargame.accounts.services import HasAccount, admit_guest, create_guest, user_or_guest

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_stranger_becomes_a_guest_who_stays_signed_in(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), SessionStore()
    guest = user_or_guest(request)
    assert guest.is_guest
    assert request.session["_auth_user_id"] == str(guest.pk)
    assert user_or_guest(request) == guest
    assert User.objects.count() == 1


def test_two_guests_are_two_people() -> None:
    assert create_guest().username != create_guest().username


def test_nobody_can_log_in_as_a_guest_with_a_password(client: Client) -> None:
    guest = create_guest()
    assert not guest.has_usable_password()
    assert not client.login(username=guest.username, password="")


def test_a_guest_is_let_in_again_on_another_device_under_a_new_key(rf: RequestFactory) -> None:
    guest, request = create_guest(), rf.get("/")
    request.user, request.session = AnonymousUser(), SessionStore()
    request.session["planted"] = True
    request.session.save()
    planted = request.session.session_key
    admit_guest(request, guest)
    assert request.session["_auth_user_id"] == str(guest.pk)
    assert request.session.session_key != planted


def test_a_way_back_to_a_seat_opens_no_account(rf: RequestFactory) -> None:
    guest, request = create_guest(), rf.get("/")
    request.user, request.session = AnonymousUser(), SessionStore()
    guest.is_guest = False
    with pytest.raises(HasAccount):
        admit_guest(request, guest)
    assert "_auth_user_id" not in request.session
