"""Mails to people who sign up or forgot their password: sent beside the request, so that waiting tells nothing."""

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
# A request never waits for a mail server, nor does the time it takes say whether there was anybody to write to.
_SENDER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


class Invitation(TypedDict):
    """What a link in a mail brings back: who may open an account, and where they were going."""

    name: str
    email: str
    next: str


def may_write(about: str, to: str) -> bool:
    """Whether one more mail about something may go to a mailbox, which is counted whether or not anybody has it."""
    mailbox, now = {"mailbox": f"{about}|{to.casefold()}"}, timezone.now()
    try:
        limits.spend(limits.MAIL, mailbox, now=now)
    except limits.TooManyAttempts:
        return False
    return True


def post(template: str, to: str, context: dict[str, Any]) -> None:
    """Sends the text of a template, whose first line is the subject."""
    subject, _, body = render_to_string(template, context).strip().partition("\n")
    _SENDER.submit(_send, EmailMessage(subject, body.lstrip(), to=[to]))


def invite(invitation: Invitation, site: str) -> None:
    """Sends the link that opens the account."""
    token = signing.dumps(invitation, salt=_SALT, compress=True)
    post("accounts/mails/invitation.txt", invitation["email"], {"link": site + reverse("finish_sign_up", args=[token])})


def invitation_of(token: str) -> Invitation | None:
    """What a link that we sent says; None if it is not ours or too old."""
    try:
        told: Invitation = signing.loads(token, salt=_SALT, max_age=settings.SIGN_UP_SECONDS)
    except signing.BadSignature:
        return None
    return told


def tell_of_account(email: str, site: str) -> None:
    """Tells the owner of a mailbox that the account somebody asked for exists already."""
    links = {"sign_in": site + reverse("sign_in"), "reset": site + reverse("reset_password")}
    post("accounts/mails/already.txt", email, links)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:
        # Nobody waits for it, so whatever it is must be told here. The address stays out of the log.
        log.exception("A mail could not be sent; see EMAIL_URL in .env.example")
