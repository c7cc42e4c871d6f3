"""The report that the ledger gives a reader, with its turning points; it is kept for a while, because it is over."""

from typing import cast

from django.core.cache import cache

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.report_points import points_of
from wargame.exercises import access, record_chain
from wargame.exercises.models import Branch
from wargame.exercises.report.domain.document import Document
from wargame.exercises.report.selectors.written import Report, report_of
from wargame.web.shared_cache import SharedCache

KEEP_SECONDS = 600


def report_for(reader: access.LogReader) -> Report:
    """Return the report that the ledger gives the reader of a finished line; only full truth has the turning points."""
    shared = cast("SharedCache", cache)
    return shared.get_or_make(_key(reader), lambda: _write(reader), lambda _: KEEP_SECONDS)


def full_truth(reader: access.LogReader) -> Document:
    """Return the report of full truth, which every reader of a finished line may have."""
    whole = access.LogReader(reader.person, reader.seat, reader.part, reader.line, may_know_all=True, knows_all=True)
    return report_for(whole).document


def _write(reader: access.LogReader) -> Report:
    return report_of(reader, points_of(reader.line) if reader.knows_all else ())


def _key(reader: access.LogReader) -> str:
    """Return a key with everything on which a report depends: the line, the seat, the record, and what is measured."""
    seat, line = reader.seat, reader.line
    state = (
        seat.exercise.code,
        seat.role,
        reader.knows_all,
        line.number,
        access.latest_turn_for(seat, line).digest,
        line.ending,
        seat.exercise.status,
        record_chain.changes_of(seat.exercise),
        _measured(line),
    )
    return "report-" + "-".join(str(part) for part in state)


def _measured(line: Branch) -> str:
    """Return the numbers of the ensembles from which the turning points of a line are read."""
    kinds = (Ensemble.Kind.SPLIT, Ensemble.Kind.KNOWN_THEN)
    done = Ensemble.objects.filter(branch=line, kind__in=kinds, status=Ensemble.Status.DONE)
    return ".".join(str(number) for number in done.order_by("number").values_list("number", flat=True))
