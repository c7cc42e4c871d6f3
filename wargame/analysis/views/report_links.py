"""Read-only links to a report: made, revoked, and the page that they open."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame.analysis.selectors.reports import report_for
from wargame.analysis.views import reports
from wargame.exercises import access
from wargame.exercises.report.domain.document import Document
from wargame.exercises.report.domain.names import without_names
from wargame.exercises.report.selectors.page import page_of
from wargame.exercises.report.selectors.versions import draft_of
from wargame.exercises.report.services import links
from wargame.web.numbers import number_in


@require_POST
@never_cache
@reports.once_over
def steer_report_links(request: HttpRequest, reader: access.LogReader) -> HttpResponse:
    """Make a link and show it once, or revoke one (`revoke`)."""
    number, now = request.POST.get("revoke", ""), timezone.now()
    try:
        if number:
            links.revoke(reader=reader, number=number_in(number) or 0, now=now)
            messages.success(request, "The link is revoked. It opens nothing any more.")
        else:
            secret = links.make(reader=reader, is_nameless=bool(request.POST.get("nameless")), now=now)
            address = request.build_absolute_uri(reverse("shared_report", args=[secret]))
            return reports.page_with(request, reader, {"new_link": address})
    except links.LinkRefused as refusal:
        messages.warning(request, str(refusal))
    return redirect(f"{reverse('report', args=[reader.seat.exercise.code])}?b={reader.line.number}")


@require_safe
@never_cache
def shared_report(request: HttpRequest, token: str) -> HttpResponse:
    """Show a report to anybody who has a link, with the rights that its maker has now; no search engine lists it.

    A link that opens nothing answers 404, with the reasons there may be and the remedy.
    """
    try:
        link, reader = access.reader_by_link(token)
    except access.NoSuchLink as refusal:
        told = {"message": str(refusal)}
        return render(request, "exercises/report/no_link.html", told, status=HTTPStatus.NOT_FOUND)
    head, draft = report_for(reader), draft_of(reader.line, None)
    document = Document.of(draft.document) if draft else head.document
    if link.is_nameless:
        names = reader.seat.exercise.participants.values_list("name", flat=True)
        document = without_names(document, names)
    context = reports.around(reader) | {
        "report": page_of(head, document, None),
        "is_nameless": link.is_nameless,
        "is_shared": True,
        "may_edit": False,
        "editing": "",
    }
    answer = render(request, "exercises/report/shared.html", context, status=HTTPStatus.OK)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
