"""The picture of an incident as its author types."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from scenarios.editor.draft_trees import DraftTrees
from scenarios.editor.parts import PARTS, thing_of
from scenarios.editor.posted import posted_values
from scenarios.editor_views.framing import own_for
from scenarios.editor_views.things import fields_of
from scenarios.selectors.editor import frame_of
from scenarios.selectors.incidents import INCIDENTS, incident_picture, incident_table
from scenarios.services import drafts
from scenarios.yaml_source import tree_at, with_tree
from scenarios.yamlsafe import Tree
from wargame.accounts.access import account_required


@never_cache
@account_required
@require_POST
def picture(request: HttpRequest, key: str, ref: str) -> HttpResponse:
    """Draw an incident with the values of a form, and save nothing."""
    own = own_for(request, key)
    frame = frame_of(own, drafts.texts_in(own), INCIDENTS)
    known = thing_of(PARTS[INCIDENTS], ref, frame.trees)
    if known is None:
        raise Http404("This part has nothing of this name.")
    tree: Tree = frame.trees.trees[known.file]
    for value in posted_values(request.POST):
        if value.is_changed and value.after is not None and tree_at(tree, value.place) is not None:
            tree = with_tree(tree, value.place, value.after)
    typed = DraftTrees({**frame.trees.trees, known.file: tree})
    table = incident_table(typed, known, fields_of(frame, known))
    context = {"picture": incident_picture(typed, known), "rows": table.rows}
    return render(request, "scenarios/editor/parts/stage_picture.html", context)
