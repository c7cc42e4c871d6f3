"""A part of a draft as a list of its things."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from scenarios.editor.parts import PARTS, Part, things_of
from scenarios.editor_views.framing import own_for
from scenarios.selectors.editor import frame_of
from scenarios.services import drafts
from wargame.accounts.access import account_required


@require_safe
@never_cache
@account_required
def part(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """Show the things of a part, with the faults of each."""
    own, found = own_for(request, key), part_for(part)
    frame = frame_of(own, drafts.texts_in(own), found.key)
    context = {"own": own, "frame": frame, "part": found, "things": things_of(found, frame.trees, own.faults)}
    return render(request, "scenarios/editor/part.html", context)


def part_for(key: str) -> Part:
    """Return the part that an address names. Raises Http404."""
    if key not in PARTS:
        raise Http404("A scenario has no such part.")
    return PARTS[key]
