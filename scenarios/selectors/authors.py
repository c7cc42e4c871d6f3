"""The other authors who are before the editor of a draft, and where."""

import re
from dataclasses import dataclass
from datetime import datetime

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.parts import PARTS, thing_of
from scenarios.models import OwnScenario
from scenarios.selectors.editor import TEXTS
from wargame.accounts.models import User
from wargame.web.sight import AWAY_AFTER, was_seen

_PLACE = re.compile(r"(?=.{0,120}\Z)([-a-zA-Z0-9_]+(/[-a-zA-Z0-9_]+)?)?")
"""A part, and a thing of it, as addresses of pages name them."""


@dataclass(frozen=True, slots=True)
class AuthorHere:
    """Another author who is here: name, initials, and the part and thing in words. `is_same`: on the same page."""

    name: str
    initials: str
    where: str
    is_same: bool


def place_in(path: str) -> str | None:
    """Return the place in the editor that the path of a page names, such as incidents/a50; None for another page."""
    place = path.partition("/edit/")[2].removesuffix("/")
    return place if _PLACE.fullmatch(place) and place.partition("/")[0] in ("", TEXTS, *PARTS) else None


def authors_here(own: OwnScenario, user: User, place: str, trees: DraftTrees, now: datetime) -> tuple[AuthorHere, ...]:
    """Return everybody but the reader who gave a sign of life a moment ago."""
    rows = own.authors.exclude(user=user).select_related("user")
    return tuple(
        AuthorHere(
            row.user.get_full_name(),
            "".join(part[0] for part in row.user.get_full_name().split()[:2]).upper(),
            where_in_words(row.where, trees),
            row.where == place and bool(place),
        )
        for row in rows
        if was_seen(row.seen_at, AWAY_AFTER, now)
    )


def where_in_words(where: str, trees: DraftTrees) -> str:
    """Return a place of the editor in words: its part, and the title of the thing."""
    key, _, ref = where.partition("/")
    if key == TEXTS:
        return "Texts"
    part = PARTS.get(key)
    if part is None:
        return "Overview"
    thing = thing_of(part, ref, trees) if ref and not part.is_single else None
    return f"{part.title}: {thing.title}" if thing else part.title
