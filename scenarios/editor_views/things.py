"""A part of a draft as a list of its things, and one thing as a form of its fields."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from scenarios.editor.clause_chips import row_of
from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.incident_table import StageRow
from scenarios.editor.inject_grid import texts_list
from scenarios.editor.menus import menus_of
from scenarios.editor.parts import PARTS, Part, Thing, thing_of, things_of
from scenarios.editor.posted import (
    PostedValue,
    broken_fields,
    complaint_about,
    place_of,
    posted_values,
    typed_values,
)
from scenarios.editor.schemas import schema_of
from scenarios.editor.thing_fields import FieldReader
from scenarios.editor.thing_shapes import NOTHING_TYPED, Refilled, ThingGroup, ThingList
from scenarios.editor.usage import KINDS, places_of, uses_of
from scenarios.editor_views.framing import own_for, refusal_of, tell
from scenarios.models import OwnScenario
from scenarios.selectors.editor import Frame, fault_link, frame_of
from scenarios.selectors.incidents import INCIDENTS, incident_picture, incident_table, stage_in_use
from scenarios.services import drafts, edits, items, renaming
from scenarios.yaml_source import tree_at
from scenarios.yamlsafe import Place, Tree
from wargame.accounts.access import account_required

INJECTS = "injects"


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """Show the things of a part, with the faults of each; on POST, add one."""
    own, found = own_for(request, key), part_for(part)
    if request.method == "POST" and found.can_grow:
        made: list[str] = []
        refusal = refusal_of(request, lambda: made.append(items.add_thing(own=own, part=found, now=timezone.now())))
        tell(request, refusal, f"There is a new {found.one}. Fill it in.")
        return redirect("own_thing", own.key, part, made[0]) if made else redirect("own_part", own.key, part)
    frame = frame_of(own, drafts.texts_in(own), found.key)
    things = things_of(found, frame.trees, own.faults)
    if found.is_single and things:
        return redirect("own_thing", own.key, part, things[0].ref)
    context = {"own": own, "frame": frame, "part": found, "things": things}
    return render(request, "scenarios/editor/part.html", context)


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: HttpRequest, key: str, part: str, ref: str) -> HttpResponse:
    """Show one thing as a form; on POST, save what its author changed, then add or remove what a button says."""
    own, found = own_for(request, key), part_for(part)
    known = thing_of(found, ref, DraftTrees.of(drafts.texts_in(own)), own.faults)
    if known is None:
        raise Http404("This part has nothing of this name.")
    if request.method != "POST":
        return _show(request, own, known)
    refilled, refusal = _saved(request, own, known)
    if refusal or refilled.theirs:
        return _show(request, own, known, refilled, refusal)
    act, _, place = request.POST.get("act", "save").partition(":")
    if act == "remove" and (asked := _stage_in_use(own, known, place_of(place))):
        return _show(request, own, known, asked=asked)
    if act in _ACTS:
        refusal = refusal_of(request, lambda: _ACTS[act](request, own, known, place_of(place)))
    tell(request, refusal, "Saved.")
    if act in ("delete", "double"):
        return redirect("own_part", own.key, part)
    here = reverse("own_thing", args=[own.key, part, _ref_after(request, own, known)])
    return redirect(f"{here}#f-{place.replace('/', '-').replace('_', '-')}" if place else here)


@never_cache
@account_required
@require_POST
def rename(request: HttpRequest, key: str, part: str, ref: str) -> HttpResponse:
    """Rename a thing and everything that uses its name."""
    own, found = own_for(request, key), part_for(part)
    known = thing_of(found, ref, DraftTrees.of(drafts.texts_in(own)))
    if known is None:
        raise Http404("This part has nothing of this name.")
    name, made = request.POST.get("name", "").strip(), []
    refusal = refusal_of(
        request, lambda: made.append(renaming.rename(own=own, thing=known, name=name, now=timezone.now()))
    )
    tell(request, refusal, f"Renamed. {made[0]} use{'s' * (made[0] != 1)} followed." if made else "")
    return redirect("own_thing", own.key, part, name if made else ref)


@require_safe
@never_cache
@account_required
def sentence(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the sentence of the clause that somebody types."""
    own = own_for(request, key)
    frame = frame_of(own, drafts.texts_in(own), "")
    typed = (str(value).strip() for name, value in request.GET.items() if name.startswith("v:"))
    clause = next(typed, "")
    row = row_of(clause, frame.names)
    return HttpResponse(" ".join((row.sentence, *row.complaints))[:500].strip(), content_type="text/plain")


def part_for(key: str) -> Part:
    """Return the part that an address names. Raises Http404."""
    if key not in PARTS:
        raise Http404("A scenario has no such part.")
    return PARTS[key]


def _saved(request: HttpRequest, own: OwnScenario, known: Thing) -> tuple[Refilled, str]:
    """Save the changed values of a form. Return the values to fill in again, and the reason of a refusal."""
    posted = list(posted_values(request.POST))
    changed = [value for value in posted if value.is_changed and not value.names_thing(known.place)]
    guards = [_change(value) for value in posted if value.names_item]
    saved: list[edits.Saved] = []
    refusal = complaint_about(request.POST) or refusal_of(
        request,
        lambda: saved.append(
            edits.save_fields(
                own=own,
                target=edits.Target(known.file),
                changes=[_change(value) for value in changed],
                about=f"Changed {known.part.one} “{known.title}”",
                now=timezone.now(),
                guards=guards,
            )
        ),
    )
    clashes = saved[0].clashes if saved else {}
    typed = {value.place: value.after for value in changed if refusal or value.place in clashes}
    return Refilled(typed | typed_values(request.POST, broken_fields(request.POST)), clashes), refusal


def _change(value: PostedValue) -> edits.FieldChange:
    return edits.FieldChange(value.place, value.before, value.after)


def _ref_after(request: HttpRequest, own: OwnScenario, known: Thing) -> str:
    """Return the reference of a thing after a save, which may have changed a name of its own."""
    things = things_of(known.part, DraftTrees.of(drafts.texts_in(own)))
    return next((each.ref for each in things if (each.file, each.place) == (known.file, known.place)), known.ref)


def _add(request: HttpRequest, own: OwnScenario, known: Thing, place: Place) -> None:
    name = request.POST.get(f"k:{'/'.join(map(str, place))}", "").strip()
    items.add_inside(own=own, thing=known, place=place, name=name, now=timezone.now())


def _remove(request: HttpRequest, own: OwnScenario, known: Thing, place: Place) -> None:
    about = f"Removed a part of {known.part.one} “{known.title}”"
    edits.remove_at(own=own, target=items.at_place(known.file, place), about=about, now=timezone.now())


def _delete(request: HttpRequest, own: OwnScenario, known: Thing, place: Place) -> None:
    items.remove_thing(own=own, thing=known, now=timezone.now())


def _double(request: HttpRequest, own: OwnScenario, known: Thing, place: Place) -> None:
    items.double_thing(own=own, thing=known, now=timezone.now())


def _move_up(request: HttpRequest, own: OwnScenario, known: Thing, place: Place) -> None:
    items.move_up(own=own, thing=known, place=place, now=timezone.now())


def _move_down(request: HttpRequest, own: OwnScenario, known: Thing, place: Place) -> None:
    below = (*place[:-1], int(place[-1]) + 1) if place and isinstance(place[-1], int) else place
    items.move_up(own=own, thing=known, place=below, now=timezone.now())


def _stage_in_use(own: OwnScenario, known: Thing, place: Place) -> StageRow | None:
    """Return the stage at a place of an incident if something else names it."""
    if known.part.key != INCIDENTS:
        return None
    frame = frame_of(own, drafts.texts_in(own), INCIDENTS)
    return stage_in_use(frame.trees, known, incident_table(frame.trees, known, fields_of(frame, known)), place)


_ACTS: dict[str, Callable[[HttpRequest, OwnScenario, Thing, Place], None]] = {
    "add": _add,
    "remove": _remove,
    "remove-used": _remove,
    "up": _move_up,
    "down": _move_down,
    "delete": _delete,
    "double": _double,
}
"""The acts of the buttons of a form by name."""


def _show(
    request: HttpRequest,
    own: OwnScenario,
    known: Thing,
    refilled: Refilled = NOTHING_TYPED,
    refusal: str = "",
    asked: StageRow | None = None,
) -> HttpResponse:
    frame = frame_of(own, drafts.texts_in(own), known.part.key)
    group = fields_of(frame, known, refilled)
    is_incident = known.part.key == INCIDENTS
    uses = uses_of(frame.trees, known)
    context = {
        "own": own,
        "frame": frame,
        "part": known.part,
        "thing": known,
        "group": group,
        "table": incident_table(frame.trees, known, group) if is_incident else None,
        "picture": incident_picture(frame.trees, known) if is_incident else None,
        "asked": asked,
        "others": things_of(known.part, frame.trees, own.faults),
        "menus": menus_of(frame.names),
        "links": [fault_link(fault, frame.trees) for fault in known.faults],
        "beside": texts_beside(frame, known, refilled),
        "uses": places_of(frame.trees, uses),
        "count": len(uses),
        "can_rename": known.part.key in KINDS,
        "refusal": refusal,
        "clashes": len(refilled.theirs),
    }
    is_open = bool(refilled.theirs or asked)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.CONFLICT if is_open else HTTPStatus.OK
    return render(request, "scenarios/editor/thing.html", context, status=status)


def texts_beside(frame: Frame, known: Thing, refilled: Refilled) -> list[ThingList]:
    """Return the texts of an inject, which stand in a list of their own."""
    if known.part.key != INJECTS:
        return []
    reader = FieldReader(known.part.schema, frame.names, frame.own.faults, refilled=refilled)
    return [texts_list(reader, frame.trees, known.ref)]


def fields_of(frame: Frame, known: Thing, refilled: Refilled = NOTHING_TYPED) -> ThingGroup:
    """Return the form of one thing."""
    reader = FieldReader(known.part.schema, frame.names, known.faults, known.part.leaves_out, refilled)
    value: Tree | None = tree_at(frame.trees.trees.get(known.file, {}), known.place)
    return reader.group(schema_of(known.part), value, known.place, known.title)
