"""Pages and files of marks: for markers all that they may read, for a student the own marks."""

import csv
import io
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wargame.exercises import access, presence
from wargame.exercises.assessment import services
from wargame.exercises.assessment.forms import fields_of, marks_in
from wargame.exercises.assessment.selectors.mark_rows import COLUMNS, mark_rows_of
from wargame.exercises.assessment.selectors.marking import Marking, MarkSheet, marking_of, own_marks_of
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Participant
from wargame.exercises.results.exports import harmless


@require_safe
@never_cache
def marking(request: HttpRequest, code: str) -> HttpResponse:
    """Show the marks of all seats and students, as far as the marker may read them."""
    marker = access.marker_for(request.user, code)
    presence.note(request, marker, now=timezone.now())
    return render(request, "exercises/assessment/marking.html", {"marking": marking_of(marker)})


@require_safe
@never_cache
def marks_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with a row for each mark of each seat and student, as a CSV file whose cells no spreadsheet executes."""
    marker, out = access.marker_for(request.user, code), io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in mark_rows_of(marker):
        writer.writerow({name: harmless(value) for name, value in row.items()})
    headers = {"Content-Disposition": f'attachment; filename="{marker.exercise.code}-marks.csv"'}
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mark_sheet(request: HttpRequest, code: str, candidate: str) -> HttpResponse:
    """Show the criteria of a seat or student; on POST, store the marker's own marks, or settle one of them."""
    marker = access.marker_for(request.user, code)
    page = marking_of(marker)
    sheet = next((each for each in page.sheets if each.candidate.key == candidate.lower()), None)
    if sheet is None:
        raise Http404("There is no such seat or student in this exercise.")
    if request.method != "POST":
        return _sheet(request, page, sheet)
    try:
        _store(request, marker, sheet)
    except services.MarkRefused as refusal:
        return _sheet(request, page, sheet, refusal)
    messages.success(request, f"The marks of {sheet.candidate.name} are stored.")
    return redirect("mark_sheet", marker.exercise.code, sheet.candidate.key)


@require_POST
def release_marks(request: HttpRequest, code: str) -> HttpResponse:
    """Let students read their marks (`on`), or take that back."""
    by = access.require_white_cell(request.user, code)
    try:
        services.release(by=by, is_released=bool(request.POST.get("on")), now=timezone.now())
    except (services.MarkRefused, control.NotWhiteCell) as refusal:
        messages.warning(request, str(refusal))
    return redirect("marking", by.exercise.code)


@require_safe
@never_cache
def own_marks(request: HttpRequest, code: str) -> HttpResponse:
    """Show a student the own marks, once the white cell has released them."""
    student = access.student_for(request.user, code)
    presence.note(request, student, now=timezone.now())
    return render(request, "exercises/assessment/own_marks.html", {"own": own_marks_of(student)})


def _store(request: HttpRequest, marker: Participant, sheet: MarkSheet) -> None:
    marks, now = marks_in(request.POST.dict()), timezone.now()
    criterion = request.POST.get("settle", "")
    if not criterion:
        return services.give(by=marker, candidate=sheet.candidate, marks=marks, now=now)
    mark = marks.get(criterion)
    if mark is None:
        raise services.MarkRefused({criterion: "Write the points that count."})
    return services.settle(by=marker, candidate=sheet.candidate, criterion=criterion, mark=mark, now=now)


def _sheet(
    request: HttpRequest, page: Marking, sheet: MarkSheet, refusal: services.MarkRefused | None = None
) -> HttpResponse:
    faults = refusal.faults if refusal else {}
    context = {
        "marking": page,
        "sheet": sheet,
        "fields": fields_of(sheet, request.POST.dict() if refusal else {}, faults),
        "fault": faults.get("", ""),
        "is_refused": bool(faults),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "exercises/assessment/mark_sheet.html", context, status=status)
