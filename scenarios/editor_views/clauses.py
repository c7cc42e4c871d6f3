"""One line of a condition as its author changes it, by chips or as text; a form saves it later."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from scenarios.editor.clause_chips import NEW, ClauseRow, row_of, written
from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.names import DraftNames, names_of
from scenarios.editor_views.framing import own_for
from scenarios.services import drafts
from wargame.accounts.access import account_required
from wargame.web.numbers import number_in


@require_safe
@never_cache
@account_required
def clause(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with a line of a condition after an act: open, close, another choice, an alternative, typed, removed."""
    own = own_for(request, key)
    act, place = request.GET.get("act", ""), request.GET.get("place", "")
    names = names_of(DraftTrees.of(drafts.texts_in(own)))
    typed = str(request.GET.get(f"v:{place}", "")).strip()
    rows = [] if act == "remove" else [_after(act, typed, request.GET, names)]
    if act == "open" and not typed:
        rows.append(row_of("", names))
    number = number_in(request.GET.get("number", "")) or 1
    context = {
        "own": own,
        "place": place,
        "label": request.GET.get("label", "")[:80],
        "rows": list(enumerate(rows, start=number)),
    }
    return render(request, "scenarios/editor/parts/clauses.html", context)


def _after(act: str, typed: str, form: QueryDict, names: DraftNames) -> ClauseRow:
    if act == "chips":
        return row_of(written(form.dict(), names), names, is_open=True)  # type: ignore[arg-type]
    if act == "or" and typed:
        return row_of(f"{typed} or {NEW}", names, is_open=True)
    return row_of(typed or (NEW if act == "open" else ""), names, is_open=act == "open")
