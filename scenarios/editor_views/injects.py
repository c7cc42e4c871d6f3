"""The injects of a draft as a grid whose rows are saved one by one, with JavaScript as their author leaves a cell."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.inject_grid import INJECTS, SECTIONS, GridInject, inject_grid
from scenarios.editor.parts import Thing, thing_of
from scenarios.editor.posted import PostedValue, broken_fields, complaint_about, posted_values
from scenarios.editor.thing_shapes import NOTHING_TYPED, Refilled, dotted
from scenarios.editor_views.framing import own_for, refusal_of, tell
from scenarios.models import OwnScenario
from scenarios.selectors.editor import frame_of
from scenarios.services import drafts, edits, injects, items
from scenarios.yamlsafe import Place, Tree
from wargame.accounts.access import account_required
from wargame.web.numbers import number_in

Befores = Mapping[str, str]
Act = Callable[[OwnScenario, Thing], object]


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, key: str) -> HttpResponse:
    """Show all injects by turn; on POST, save one row, or add, double or remove one."""
    own = own_for(request, key)
    if request.method != "POST":
        return _show(request, own)
    act = request.POST.get("act", "save")
    if act == "add":
        return _add(request, own)
    ref = request.POST.get("ref", "")
    known = thing_of(INJECTS, ref, DraftTrees.of(drafts.texts_in(own)), own.faults)
    if known is None:
        tell(request, str(edits.Gone()), "")
        return redirect("own_injects", own.key)
    if act in _ACTS:
        refusal = refusal_of(request, lambda: _ACTS[act](own, known))
        tell(request, refusal, "")
        return _back(own, ref)
    return _save(request, own, known)


def _add(request: HttpRequest, own: OwnScenario) -> HttpResponse:
    turn, made = number_in(request.POST.get("turn", "")) or 1, [""]
    refusal = refusal_of(
        request, lambda: made.append(injects.add_inject(own=own, turn=min(turn, 99), now=timezone.now()))
    )
    tell(request, refusal, "There is a new inject. Fill in its row.")
    return _back(own, made[-1])


def _add_text(own: OwnScenario, known: Thing) -> None:
    injects.add_text(own=own, thing=known, now=timezone.now())


def _double(own: OwnScenario, known: Thing) -> None:
    items.double_thing(own=own, thing=known, now=timezone.now())


def _remove(own: OwnScenario, known: Thing) -> None:
    items.remove_thing(own=own, thing=known, now=timezone.now())


_ACTS: Mapping[str, Act] = {"text": _add_text, "double": _double, "remove": _remove}
"""The acts of the buttons of a row by name."""


def _save(request: HttpRequest, own: OwnScenario, known: Thing) -> HttpResponse:
    """Save the changed cells of a row; a cell that somebody else changed meanwhile keeps both values."""
    posted = [each for each in posted_values(request.POST) if each.place[0] in SECTIONS]
    changed = [each for each in posted if each.is_changed and not each.names_item]
    saved: list[edits.Saved] = []
    refusal = complaint_about(request.POST) or refusal_of(
        request,
        lambda: saved.append(
            edits.save_fields(
                own=own,
                target=edits.Target(known.file),
                changes=[_change(each) for each in changed],
                about=f"Changed inject “{known.title}”",
                now=timezone.now(),
                guards=[_change(each) for each in posted if each.names_item],
            )
        ),
    )
    clashes = saved[0].clashes if saved else {}
    is_saved = not refusal and not clashes
    if request.htmx:  # type: ignore[attr-defined]
        befores = _befores(posted, clashes, is_refused=bool(refusal)) | broken_fields(request.POST)
        return _said(request, own, known, befores, clashes, refusal)
    if is_saved:
        tell(request, "", "Saved.")
        return _back(own, known.ref)
    typed = {each.place: each.after for each in changed if refusal or each.place in clashes}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.CONFLICT
    return _show(request, own, Refilled(typed, clashes), refusal, known.ref, status)


def _change(value: PostedValue) -> edits.FieldChange:
    return edits.FieldChange(value.place, value.before, value.after)


def _befores(
    posted: Iterable[PostedValue], clashes: "Mapping[Place, Tree | None]", *, is_refused: bool
) -> dict[str, str]:
    """Return the value of each cell that the author knows now, so that their next change is compared with it."""
    found = {each.place: clashes.get(each.place, each.before if is_refused else each.after) for each in posted}
    return {dotted(place): json.dumps(value, ensure_ascii=False) for place, value in found.items()}


def _said(
    request: HttpRequest,
    own: OwnScenario,
    known: Thing,
    befores: Befores,
    clashes: "Mapping[Place, Tree | None]",
    refusal: str,
) -> HttpResponse:
    """Answer with the foot of a row after a save, which leaves its cells as their author typed them."""
    frame = frame_of(own, drafts.texts_in(own), INJECTS.key)
    found = inject_grid(frame.trees, frame.names, own.faults, Refilled(theirs=clashes)).inject(known.ref)
    here = [each for each in found.fields if each.theirs is not None] if found else []
    if found is None or len(here) != len(clashes):
        refusal = "somebody added or removed an inject meanwhile. Copy your words, then load the page again."
    context = {
        "own": own,
        "frame": frame,
        "inject": found,
        "befores": befores,
        "refusal": refusal,
        "clashes": here,
        "is_saved": not refusal and not clashes,
    }
    return render(request, "scenarios/editor/parts/grid_said.html", context)


def _show(
    request: HttpRequest,
    own: OwnScenario,
    refilled: Refilled = NOTHING_TYPED,
    refusal: str = "",
    ref: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    frame = frame_of(own, drafts.texts_in(own), INJECTS.key)
    found = inject_grid(frame.trees, frame.names, own.faults, refilled)
    context = {
        "own": own,
        "frame": frame,
        "part": INJECTS,
        "grid": found,
        "rows": [(turn, [(each, _befores_of(each)) for each in turn.injects]) for turn in found.turns],
        "refused": ref,
        "refusal": refusal,
        "columns": len(found.seats) + 6,
    }
    return render(request, "scenarios/editor/injects.html", context, status=status)


def _befores_of(inject: GridInject) -> Befores:
    return {field.dotted: field.before for field in inject.fields}


def _back(own: OwnScenario, ref: str) -> HttpResponseRedirect:
    return redirect(f"{reverse('own_injects', args=[own.key])}#row-{ref}")
