"""Mails to people who sign up or forgot their password.

They are sent in the background, so that response times reveal nothing.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypedDict

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from wargame.accounts import limits

log = logging.getLogger(__name__)

_SALT = "wargame.accounts.mails.invitation"
# No request waits for a mail server, and its duration does not reveal whether a mail was sent.
_SENDER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


class Invitation(TypedDict):
    """The content of a link in a mail: who may open an account, and the page to which they wanted to go."""

    name: str
    email: str
    next: str


def may_write(about: str, to: str) -> bool:
    """Return whether one more mail on a subject may go to a mailbox.

    It is counted whether or not the account exists.
    """
    mailbox, now = {"mailbox": f"{about}|{to.casefold()}"}, timezone.now()
    try:
        limits.spend(limits.MAIL, mailbox, now=now)
    except limits.TooManyAttempts:
        return False
    return True


def post(template: str, to: str, context: dict[str, Any]) -> None:
    """Send the text of a template, whose first line is the subject."""
    subject, _, body = render_to_string(template, context).strip().partition("\n")
    _SENDER.submit(_send, EmailMessage(subject, body.lstrip(), to=[to]))


def invite(invitation: Invitation, site: str) -> None:
    """Send the link with which the account is opened."""
    token = signing.dumps(invitation, salt=_SALT, compress=True)
    post("accounts/mails/invitation.txt", invitation["email"], {"link": site + reverse("finish_sign_up", args=[token])})


def invitation_of(token: str) -> Invitation | None:
    """Return the content of a link that we sent; None if it is forged or too old."""
    try:
        told: Invitation = signing.loads(token, salt=_SALT, max_age=settings.SIGN_UP_SECONDS)
    except signing.BadSignature:
        return None
    return told


def tell_of_account(email: str, site: str) -> None:
    """Tell the owner of a mailbox that an account exists already."""
    links = {"sign_in": site + reverse("sign_in"), "reset": site + reverse("reset_password")}
    post("accounts/mails/already.txt", email, links)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:
        # Nobody waits for the result, so every error is logged here, without the address.
        log.exception("A mail could not be sent; see EMAIL_URL in .env.example")
