"""The first page of the editor: turns by seats with the checks beside them; and undo and redo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from scenarios.editor_views.framing import own_for, refusal_of, tell
from scenarios.selectors.editor import OVERVIEW, frame_of, injects_by_turn, overview_of
from scenarios.services import drafts, edits
from wargame.accounts.access import account_required
from wargame.web.numbers import number_in

STEPS = {"undo": (edits.undo, "Undone"), "redo": (edits.redo, "Made again")}


@require_safe
@never_cache
@account_required
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """Show the table of seats and turns, and all faults."""
    own = own_for(request, key)
    frame = frame_of(own, drafts.texts_in(own), OVERVIEW)
    rows = overview_of(frame)
    context = {
        "own": own,
        "frame": frame,
        "rows": rows,
        "injects": injects_by_turn(frame),
        "gaps": sum(1 for row in rows for cell in row.cells if cell.gap),
    }
    return render(request, "scenarios/editor/overview.html", context)


@never_cache
@account_required
@require_POST
def step(request: HttpRequest, key: str) -> HttpResponse:
    """Undo the change that the page named, or make it again, and go back to the page where somebody pressed."""
    own = own_for(request, key)
    act, _, change = request.POST.get("act", "").partition(":")
    if known := STEPS.get(act):
        made: list[str] = []
        seen = number_in(change) or 0
        refusal = refusal_of(request, lambda: made.append(known[0](own=own, seen=seen, now=timezone.now())))
        tell(request, refusal, f"{known[1]}: {made[0]}." if made else "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, None) or not back.startswith(reverse("own_editor", args=[own.key])):
        back = reverse("own_editor", args=[own.key])
    return redirect(back)
