"""Decides who may read the report of a line, who may edit it, and who may revoke a link to it."""

import hashlib

from django.db.models import QuerySet
from django.http import Http404

from wargame.exercises.access.archives import may_archive
from wargame.exercises.access.readers import LogReader, reading
from wargame.exercises.access.seats import participant_for
from wargame.exercises.access.turns import may_know_all
from wargame.exercises.models import Participant, ReportLink

NOT_YET = (
    "This exercise has no report yet. Parley writes it once nobody plays the exercise any more; then its "
    "people find it under Report in the review."
)


NO_LINK = (
    "This link opens nothing: somebody has revoked it, its maker has left the exercise, or the address is mistyped. "
    "Ask the person who sent it for a new link."
)


class NoSuchLink(Http404):
    """No link that stands has this address. All reasons read alike, so that nobody learns which links there were."""

    def __init__(self) -> None:
        super().__init__(NO_LINK)


class NoReportYet(Http404):
    """Somebody still plays, so there is no report."""

    def __init__(self) -> None:
        super().__init__(NOT_YET)


def require_report(reader: LogReader) -> LogReader:
    """Return the reader of a line whose report is open. Raises NoReportYet while somebody still plays.

    The white cell of a running class waits as well: the report is one text for everybody who took part.
    """
    if not may_know_all(reader.seat, reader.line):
        raise NoReportYet
    return reader


def may_edit_report(person: Participant) -> bool:
    """Return whether a person may keep new versions of a report: the white cell, and the player of a solo game."""
    return may_archive(person)


def digest_of_link(secret: str) -> str:
    """Return the hash by which Parley finds a link again."""
    return hashlib.sha256(secret.encode()).hexdigest()


def reader_by_link(secret: str) -> tuple[ReportLink, LogReader]:
    """Return a link that stands, and its maker as the reader. Raises NoSuchLink for any other link.

    The rights are those that the maker has now; a maker who has gone has none.
    """
    links = ReportLink.objects.select_related("branch__exercise", "by__user").filter(revoked_at=None)
    link = links.filter(digest=digest_of_link(secret)).first()
    if link is None:
        raise NoSuchLink
    try:
        maker = participant_for(link.by.user, link.branch.exercise.code)
        return link, require_report(reading(maker, number=link.branch.number))
    except Http404 as missing:
        raise NoSuchLink from missing


def report_links_for(reader: LogReader) -> QuerySet[ReportLink]:
    """Return the links of a line that the reader may revoke: all for the white cell, the own ones for others."""
    links = ReportLink.objects.select_related("by").filter(branch=reader.line, revoked_at=None)
    return links if reader.person.is_white_cell else links.filter(by=reader.person)
