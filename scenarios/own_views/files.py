"""One file of an own scenario: read, changed with checks as one types, added, removed; and all files as a ZIP file."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from scenarios import access
from scenarios.models import OwnScenario
from scenarios.own_forms import FileForm, NewFileForm
from scenarios.pack_faults import PackError
from scenarios.pack_members import PackFiles, is_member, pack_zip
from scenarios.selectors.own import about_file, faults_of_file
from scenarios.services import drafts
from wargame.accounts import limits
from wargame.accounts.access import account_required

ZIP = "application/zip"


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Show one file as text; on POST, save it and say what is wrong with it."""
    own = access.draft_for(request.user, key)
    kept = own.files.filter(name=name).first()
    if kept is None and not is_member(name):
        raise Http404("No pack has a file of this name.")
    if request.method != "POST":
        initial = {"text": kept.text if kept else "", "revision": kept.revision if kept else 0}
        return _show(request, own, name, FileForm(initial=initial))
    asked = FileForm(request.POST)
    if not asked.is_valid():
        return _show(request, own, name, asked)
    now = timezone.now()
    limits.spend(limits.SCENARIO, limits.visitor_of(request), now=now)
    try:
        drafts.save_file(own=own, name=name, now=now, **asked.cleaned_data)
    except PackError as refusal:
        for fault in refusal.faults:
            asked.add_error("text", str(fault))
        return _show(request, own, name, asked)
    except drafts.ChangedMeanwhile as refusal:
        # This author's text stays in the field, and saves over the other one when its author says so.
        revision = refusal.file.revision if refusal.file else 0
        again = FileForm(initial={"text": asked.cleaned_data["text"], "revision": revision})
        return _show(request, own, name, again, clash=refusal)
    messages.success(request, f"{name} is saved.")
    return redirect("own_file", own.key, name)


@never_cache
@account_required
@require_POST
def check(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Answer with the faults that the scenario would have with this text; nothing is saved."""
    own = access.draft_for(request.user, key)
    limits.spend(limits.CHECK, limits.visitor_of(request), now=timezone.now())
    before = own.files.filter(name=name).first()
    text = drafts.with_line_ends_of(before.text if before else "", request.POST.get("text", ""))
    faults = drafts.faults_of({**drafts.files_in(own), name: text.encode(errors="replace")})
    context = {"own": own, "name": name, **_sorted_faults(faults, name), "is_saved": before and before.text == text}
    return render(request, "scenarios/own/faults.html", context)


@never_cache
@account_required
@require_POST
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Open the empty page of a new file."""
    own, asked = access.own_for(request.user, key), NewFileForm(request.POST)
    name = asked.cleaned_data["name"] if asked.is_valid() else ""
    if not is_member(name):
        messages.warning(request, "No pack has a file of this name. Write one of those that the list names.")
        return redirect("own_scenario", own.key)
    return redirect("own_file", own.key, name)


@never_cache
@account_required
@require_POST
def remove(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Remove a file."""
    own = access.own_for(request.user, key)
    get_object_or_404(own.files, name=name)
    limits.spend(limits.SCENARIO, limits.visitor_of(request), now=timezone.now())
    try:
        drafts.remove_file(own=own, name=name, now=timezone.now())
    except drafts.Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{name} is removed.")
    return redirect("own_scenario", own.key)


@require_safe
@never_cache
@account_required
def export(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the files as they are now, in a ZIP file."""
    own = access.own_for(request.user, key)
    return _zipped(drafts.folder_name(own), drafts.files_in(own))


@require_safe
@never_cache
@account_required
def export_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Answer with the files of a named version in a ZIP file."""
    own = access.own_for(request.user, key)
    named = get_object_or_404(own.named_versions, pk=number)
    return _zipped(drafts.folder_name(own), {name: text.encode() for name, text in named.files.items()})


def _zipped(folder: str, files: PackFiles) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{folder}.zip"'}
    return HttpResponse(pack_zip(folder, files), content_type=ZIP, headers=headers)


def _show(
    request: HttpRequest,
    own: OwnScenario,
    name: str,
    form: FileForm,
    *,
    clash: drafts.ChangedMeanwhile | None = None,
) -> HttpResponse:
    kept = own.files.filter(name=name).first()
    context = {
        "own": own,
        "name": name,
        "about": about_file(name),
        "form": form,
        "kept": kept,
        "clash": clash,
        "is_saved": kept is not None and not clash and not form.errors,
        **_sorted_faults(own.faults, name),
    }
    refused = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "scenarios/own/file.html", context, status=HTTPStatus.CONFLICT if clash else refused)


def _sorted_faults(faults: list[dict[str, object]], name: str) -> dict[str, object]:
    """Return the faults of one file, and those of all others."""
    here = faults_of_file(faults, name)
    return {"here": here, "elsewhere": [fault for fault in faults if fault not in here]}
