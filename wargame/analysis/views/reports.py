"""The report of a finished exercise: its page, the edits of a sentence, two versions compared, and the print."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame.analysis.selectors.reports import full_truth, report_for
from wargame.exercises import access
from wargame.exercises.models import ReportDraft
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.report.domain.document import Document
from wargame.exercises.report.domain.names import without_names
from wargame.exercises.report.forms import EditForm
from wargame.exercises.report.selectors.page import Way, page_of
from wargame.exercises.report.selectors.versions import LEDGER, compared, draft_of, versions_of
from wargame.exercises.report.services import drafts
from wargame.exercises.situation.selectors.frame import frame_of

Context = dict[str, object]


def once_over(view: Callable[[HttpRequest, access.LogReader], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the reader of a line whose report is open; while somebody plays, answer 404 and say when it comes."""

    @wraps(view)
    def opened(request: HttpRequest, code: str) -> HttpResponse:
        try:
            reader = access.require_report(sandbox.reading(request, code))
        except access.NoReportYet as refusal:
            context = {"message": str(refusal), "code": code}
            return render(request, "exercises/report/not_yet.html", context, status=HTTPStatus.NOT_FOUND)
        return view(request, reader)

    return opened


@require_safe
@never_cache
@once_over
def report(request: HttpRequest, reader: access.LogReader) -> HttpResponse:
    """Show the report of a line; while somebody plays, answer 404 and say when it comes.

    The query names a version (`draft`, 0 for the ledger's) and the sentence to edit (`edit`).
    """
    return page_with(request, reader, {})


def page_with(request: HttpRequest, reader: access.LogReader, more: Context) -> HttpResponse:
    """Show the report to a reader, with `more` than its page always has."""
    context = _page(request, reader, _version(request, "draft")) | more
    context |= _editing(reader, context, query.word(request, "edit"))
    return render(request, "exercises/report/report.html", context)


@require_POST
@once_over
def edit_report(request: HttpRequest, reader: access.LogReader) -> HttpResponse:
    """Keep a new version with one edit; a refused edit comes back with its words and the reason."""
    form = EditForm(request.POST)
    if not form.is_valid():
        return _refused(request, reader, " ".join(str(each) for faults in form.errors.values() for each in faults))
    edit = form.edit()
    try:
        kept = drafts.keep(
            line=reader.line, by=reader.person, edit=edit, written=full_truth(reader), now=timezone.now()
        )
    except drafts.DraftConflict as refusal:
        return _refused(request, reader, str(refusal), HTTPStatus.CONFLICT)
    except drafts.DraftRefused as refusal:
        return _refused(request, reader, str(refusal))
    messages.success(request, f"Version {kept.number} is kept.")
    place = "" if edit.act == "leave_out" else f"#sentence-{edit.key}"
    return redirect(f"{reverse('report', args=[reader.seat.exercise.code])}?b={reader.line.number}{place}")


@require_safe
@never_cache
@once_over
def report_compared(request: HttpRequest, reader: access.LogReader) -> HttpResponse:
    """Show two versions word by word; the query names them (`first`, `second`)."""
    listed = versions_of(reader.line)
    second = _version(request, "second")
    second = listed[0].number if second is None else second
    first = _version(request, "first")
    first = max(second - 1, LEDGER) if first is None else first
    pair = [_document(reader, draft_of(reader.line, number)) for number in (first, second)]
    context = around(reader) | {"versions": listed, "first": first, "second": second, "changes": compared(*pair)}
    return render(request, "exercises/report/compared.html", context)


@require_safe
@never_cache
@once_over
def print_report(request: HttpRequest, reader: access.LogReader) -> HttpResponse:
    """Show the report as pages to print, with the list of marks; `names=off` leaves out whose it is."""
    is_nameless = query.word(request, "names") == "off"
    context = _page(request, reader, _version(request, "draft"), is_nameless=is_nameless)
    context |= {"is_nameless": is_nameless, "may_edit": False, "editing": ""}
    return render(request, "exercises/report/print.html", context)


def _version(request: HttpRequest, name: str) -> int | None:
    """Return the version that the query names: 0 is the ledger's, None without a number."""
    return LEDGER if query.word(request, name) == str(LEDGER) else query.number(request, name)


def around(reader: access.LogReader) -> Context:
    """Return the context that all pages of a report share; `eyes` keeps the chosen view in their addresses."""
    return {
        "frame": frame_of(reader.seat, reader.line, access.latest_turn_for(reader.seat, reader.line), reader.part),
        "line": reader.line,
        "may_know_all": reader.may_know_all,
        "knows_all": reader.knows_all,
        "may_edit": reader.knows_all and access.may_edit_report(reader.person),
        "eyes": _eyes(reader),
    }


def _page(request: HttpRequest, reader: access.LogReader, number: int | None, *, is_nameless: bool = False) -> Context:
    """Return the context of a report: of the newest version, or of the one that the query names.

    Versions hold full truth; as a seat saw it, there is the ledger's report alone.
    """
    head = report_for(reader)
    draft = draft_of(reader.line, number) if reader.knows_all else None
    document = Document.of(draft.document) if draft else head.document
    if is_nameless:
        document = without_names(document, reader.seat.exercise.participants.values_list("name", flat=True))
    return around(reader) | {
        "report": page_of(head, document, _way_of(reader)),
        "draft": draft,
        "versions": versions_of(reader.line) if reader.knows_all else (),
        "links": access.report_links_for(reader) if reader.knows_all else (),
    }


def _editing(reader: access.LogReader, context: Context, key: str) -> Context:
    """Return the sentence that is being edited, none for readers who keep no versions or read an older one."""
    newest = draft_of(reader.line, None)
    draft = context["draft"]
    is_newest = (newest.pk if newest else None) == (draft.pk if isinstance(draft, ReportDraft) else None)
    may_edit = bool(context["may_edit"]) and is_newest
    return {"may_edit": may_edit, "editing": key if may_edit else "", "fault": "", "typed": None}


def _refused(
    request: HttpRequest,
    reader: access.LogReader,
    fault: str,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """Show the newest version with the words that were not kept, and why."""
    context = _page(request, reader, None)
    key, typed = request.POST.get("key", ""), request.POST.get("text", "")
    context |= _editing(reader, context, key) | {"fault": fault, "typed": typed}
    return render(request, "exercises/report/report.html", context, status=status)


def _document(reader: access.LogReader, draft: ReportDraft | None) -> Document:
    return Document.of(draft.document) if draft else full_truth(reader)


def _eyes(reader: access.LogReader) -> str:
    seat = f"&eyes={reader.seat.role}" if reader.part else ""
    return "" if reader.knows_all else f"&as=seat{seat}"


def _way_of(reader: access.LogReader) -> Way:
    exercise = reader.seat.exercise
    return Way(exercise.code, reader.line.number, exercise.scenario_version.scenario.slug, _eyes(reader))
