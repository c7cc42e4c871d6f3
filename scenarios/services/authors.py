"""Signs of life of the authors of a draft: where each of them edits."""

from datetime import datetime

from scenarios.models import OwnScenario
from wargame.accounts.models import User
from wargame.web.outages import skip_in_outage
from wargame.web.sight import SEEN_EVERY, was_seen


def note(*, own: OwnScenario, user: User, place: str, now: datetime) -> None:
    """Note that an author is at a part or a thing, such as incidents/a50, at most every SEEN_EVERY."""
    known = own.authors.filter(user=user).first()
    if known is not None and was_seen(known.seen_at, SEEN_EVERY, now):
        return
    with skip_in_outage("where an author is"):
        own.authors.update_or_create(user=user, defaults={"seen_at": now, "where": place})
