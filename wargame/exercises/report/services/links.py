"""Makes read-only links to a report, and revokes them."""

import secrets
from datetime import datetime

from wargame.exercises import access
from wargame.exercises.models import ReportLink

SECRET_BYTES = 32
MOST_LINKS = 50


class LinkRefused(ValueError):
    """The link cannot be made or revoked. Nothing was changed."""


def make(*, reader: access.LogReader, is_nameless: bool, now: datetime) -> str:
    """Make a link and return its secret, which is kept nowhere. Raises LinkRefused."""
    if ReportLink.objects.filter(by=reader.person, revoked_at=None).count() >= MOST_LINKS:
        raise LinkRefused(f"You have {MOST_LINKS} links already. Revoke one that nobody needs.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    ReportLink.objects.create(
        branch=reader.line,
        digest=access.digest_of_link(secret),
        is_nameless=is_nameless,
        by=reader.person,
        made_at=now,
    )
    return secret


def revoke(*, reader: access.LogReader, number: int, now: datetime) -> None:
    """Revoke a link of the own, or any as white cell. Raises LinkRefused where no such link stands."""
    if not access.report_links_for(reader).filter(pk=number).update(revoked_at=now):
        raise LinkRefused("This link does not stand any more, or it is not yours.")
