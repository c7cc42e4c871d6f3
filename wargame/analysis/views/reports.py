"""The report of a finished exercise as a page."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.analysis.selectors.report_points import points_of
from wargame.exercises import access
from wargame.exercises.navigation import sandbox
from wargame.exercises.report.selectors.page import Way, page_of
from wargame.exercises.report.selectors.written import Report, report_of
from wargame.exercises.situation.selectors.frame import frame_of


@require_safe
@never_cache
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Show the report of a line; while somebody plays, answer 404 and say when it comes."""
    try:
        reader = access.require_report(sandbox.reading(request, code))
    except access.NoReportYet as refusal:
        return not_yet(request, code, refusal)
    head = written_for(reader)
    context = around(reader) | {"report": page_of(head, head.document, _way_of(reader))}
    return render(request, "exercises/report/report.html", context)


def not_yet(request: HttpRequest, code: str, refusal: access.NoReportYet) -> HttpResponse:
    """Answer a reader whose exercise is still being played."""
    context = {"message": str(refusal), "code": code}
    return render(request, "exercises/report/not_yet.html", context, status=HTTPStatus.NOT_FOUND)


def written_for(reader: access.LogReader) -> Report:
    """Return the report that the ledger gives a reader; only full truth has the turning points."""
    return report_of(reader, points_of(reader.line) if reader.knows_all else ())


def around(reader: access.LogReader) -> dict[str, object]:
    """Return the context that all pages of a report share; `eyes` keeps the chosen view in their addresses."""
    eyes = f"&eyes={reader.seat.role}" if reader.part else ""
    return {
        "frame": frame_of(reader.seat, reader.line, access.latest_turn_for(reader.seat, reader.line), reader.part),
        "line": reader.line,
        "may_know_all": reader.may_know_all,
        "knows_all": reader.knows_all,
        "eyes": "" if reader.knows_all else f"&as=seat{eyes}",
    }


def _way_of(reader: access.LogReader) -> Way:
    exercise = reader.seat.exercise
    eyes = "" if reader.knows_all else f"&as=seat{f'&eyes={reader.seat.role}' if reader.part else ''}"
    return Way(exercise.code, reader.line.number, exercise.scenario_version.scenario.slug, eyes)
