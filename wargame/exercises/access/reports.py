"""Decides who may read the report of a line, and who may edit it."""

from django.http import Http404

from wargame.exercises.access.archives import may_archive
from wargame.exercises.access.readers import LogReader
from wargame.exercises.access.turns import may_know_all
from wargame.exercises.models import Participant

NOT_YET = (
    "This exercise has no report yet. Parley writes it once nobody plays the exercise any more; then its "
    "people find it under Report in the review."
)


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
