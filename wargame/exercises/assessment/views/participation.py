"""Pages and files of participation, for the white cell of a class."""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access, presence
from wargame.exercises.assessment.selectors.participation import KINDS, participation_of, person_turns_of
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.results.exports import harmless


@require_safe
@never_cache
def participation(request: HttpRequest, code: str) -> HttpResponse:
    """Show the acts of each person of a class, with a link to the file."""
    leader = _leader(request, code)
    presence.note(request, leader, now=timezone.now())
    context = {"participation": participation_of(leader)}
    return render(request, "exercises/assessment/participation.html", context)


@require_safe
@never_cache
def participation_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with a row for each person, seat and turn, as a CSV file whose cells no spreadsheet executes."""
    leader, out = _leader(request, code), io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("person", "seat", "turn", *KINDS))
    for row in person_turns_of(leader):
        writer.writerow((harmless(row.name), row.seat, row.turn, *(row.counts.get(kind, 0) for kind in KINDS)))
    name = f"{leader.exercise.code}-participation.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _leader(request: HttpRequest, code: str) -> Participant:
    """Return the user as white cell of a class. Raises Http404 for others, and in a sandbox."""
    leader = access.require_white_cell(request.user, code)
    if leader.exercise.mode != Exercise.Mode.CLASS:
        raise Http404(access.MISSING)
    return leader
