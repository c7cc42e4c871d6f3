"""Injects and texts of a draft as spreadsheets: files out, and a table in, after its author saw what would change."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor_views.framing import own_for, page, tell
from scenarios.models import OwnScenario
from scenarios.own_forms import TableForm
from scenarios.pack_faults import PackError
from scenarios.services import drafts, sheets
from scenarios.sheets.columns import COLUMNS, chosen, guess, records_of
from scenarios.sheets.csv_files import csv_of
from scenarios.sheets.faults import BadSheet
from scenarios.sheets.inject_rows import rows_of_injects
from scenarios.sheets.plans import MOST_CHANGES, with_files
from scenarios.sheets.tables import MOST_BYTES, SheetTable, table_of, table_of_file, table_of_text
from scenarios.sheets.text_rows import rows_of_texts
from scenarios.sheets.xlsx_files import xlsx_of
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.web.parsers import BadJSON, json_in

PAGES = {"injects": "own_injects", "texts": "own_texts"}
_ROWS = {"injects": rows_of_injects, "texts": rows_of_texts}
_TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
_REMEMBERED = "table columns"
_MOST_FAULTS = 5


@require_safe
@never_cache
@account_required
def sheet_file(request: HttpRequest, key: str, kind: str, form: str) -> HttpResponse:
    """Answer with the injects or the texts as a spreadsheet."""
    own = own_for(request, key)
    if kind not in _ROWS or form not in _TYPES:
        raise Http404("There is no such file.")
    rows = _ROWS[kind](DraftTrees.of(drafts.texts_in(own)))
    widths = [column.width for column in COLUMNS[kind]]
    body = csv_of(rows) if form == "csv" else xlsx_of(rows, kind.title(), widths)
    name = f"{drafts.folder_name(own)}-{kind}.{form}"
    return HttpResponse(
        body, content_type=_TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Show the ways out and in; on POST, show what a table would change, or bring it in."""
    own = own_for(request, key)
    if kind not in _ROWS:
        raise Http404("There is no such table.")
    if request.method != "POST":
        return _show(request, own, kind, TableForm())
    asked = TableForm(request.POST, request.FILES)
    limits.spend(limits.CHECK, limits.visitor_of(request), now=timezone.now())
    try:
        table = _table(request, asked)
        keys = _columns(request, kind, table)
        refusal = ""
        if request.POST.get("act") == "save":
            try:
                made = sheets.bring_in(
                    own=own,
                    kind=kind,
                    records=records_of(table, keys),
                    seen=request.POST.get("seen", ""),
                    now=timezone.now(),
                )
            except sheets.ChangedSince as changed:
                own.refresh_from_db()
                refusal = str(changed)
            else:
                tell(request, "", f"{made} row{'s' * (made != 1)} brought in. One undo takes all of it back.")
                return redirect(PAGES[kind], own.key)
        return _show(request, own, kind, asked, refusal=refusal, **_dry_run(own, kind, table, keys))
    except PackError as fault:
        return _show(request, own, kind, asked, refusal=f"{fault.message} {fault.remedy}")
    except (BadSheet, drafts.Refused) as fault:
        return _show(request, own, kind, asked, refusal=str(fault))


def _table(request: HttpRequest, asked: TableForm) -> SheetTable:
    """Return the table of a form: from a file, pasted, or as an earlier page kept it. Raises BadSheet."""
    if kept := request.POST.get("table"):
        try:
            rows = json_in(kept)
        except BadJSON:
            rows = None
        is_table = isinstance(rows, list) and all(
            isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows
        )
        if not is_table:
            raise BadSheet("The table did not come whole. Choose the file again.")
        return table_of(rows)
    if not asked.is_valid():
        raise BadSheet("Choose a file, or paste rows.")
    if file := asked.cleaned_data["file"]:
        return table_of_file(file)
    if pasted := asked.cleaned_data["pasted"]:
        return table_of_text(pasted)
    raise BadSheet("Choose a file, or paste rows with the names of their columns above them.")


def _columns(request: HttpRequest, kind: str, table: SheetTable) -> list[str]:
    """Return the column that each column of a table becomes, and remember what somebody chose."""
    remembered = request.session.get(_REMEMBERED, {}).get(kind, {})
    if "table" not in request.POST:
        return guess(table, kind, remembered)
    keys = chosen([request.POST.get(f"column:{at}", "") for at in range(len(table.heads))], kind)
    chosen_now = {head[:80]: key for head, key in zip(table.heads, keys, strict=True)}
    request.session[_REMEMBERED] = {**request.session.get(_REMEMBERED, {}), kind: chosen_now}
    return keys


def _dry_run(own: OwnScenario, kind: str, table: SheetTable, keys: list[str]) -> dict[str, Any]:
    """Return the changes that a table would make. Raises BadSheet where no column is one that Parley knows."""
    if not any(keys):
        known = ", ".join(column.head for column in COLUMNS[kind])
        raise BadSheet(f"No column has a name that Parley knows. Name them in the first row, such as: {known}.")
    files = drafts.texts_in(own)
    plan = sheets.PLANS[kind](files, records_of(table, keys))
    after = {name: text.encode(errors="replace") for name, text in with_files(files, plan).items()}
    old = {(each["file"], each["message"]) for each in own.faults}
    faults = [each for each in drafts.faults_of(after) if (each["file"], each["message"]) not in old]
    first = table.rows[0]
    return {
        "plan": plan,
        "table": table.posted,
        "columns": [
            (at, head, key, first[at]) for at, (head, key) in enumerate(zip(table.heads, keys, strict=True)) if head
        ],
        "faults": faults[:_MOST_FAULTS],
        "seen": sheets.moment_of(own),
    }


def _show(
    request: HttpRequest, own: OwnScenario, kind: str, form: TableForm, *, refusal: str = "", **dry_run: Any
) -> HttpResponse:
    context = {
        "kind": kind,
        "form": form,
        "known": COLUMNS[kind],
        "refusal": refusal,
        "most_kb": MOST_BYTES // 1000,
        "most_changes": MOST_CHANGES,
        "back": PAGES[kind],
        "plan": None,
        **dry_run,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return page(request, own, "scenarios/editor/sheet.html", kind, context, status)
