"""Takes a whole exercise along as a file, and brings one in."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.accounts.models import User
from wargame.accounts.second_factor import leader_required
from wargame.exercises import access
from wargame.exercises.archives.domain import form
from wargame.exercises.archives.domain.schema import schema as schema_of
from wargame.exercises.archives.forms import ArchiveForm
from wargame.exercises.archives.services import importing, writing
from wargame.exercises.codes import dashed_code
from wargame.web.request_queue import forecasts


@require_safe
@never_cache
def archive(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the archive of an exercise that is over; where no page gives it, say why."""
    exercise = access.archivist_for(request.user, code).exercise
    if refusal := access.archive_refusal(exercise):
        context = {"message": refusal, "code": exercise.code}
        return render(request, "exercises/archives/no_archive.html", context, status=HTTPStatus.CONFLICT)
    limits.spend(limits.ARCHIVE, limits.visitor_of(request), now=timezone.now())
    name = f"{exercise.code}-exercise.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(writing.archive_of(exercise), content_type=form.TYPE, headers=headers)


@forecasts
@never_cache
@account_required
@leader_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Show the form to staff; on POST, bring the exercise in and go to it.

    Playing an archive again can hold a process of the web server for a minute, so others ask the operator.
    """
    if not request.user.is_staff:
        return render(request, "exercises/archives/for_staff.html", status=HTTPStatus.FORBIDDEN)
    asked = ArchiveForm(request.POST, request.FILES) if request.method == "POST" else ArchiveForm()
    if asked.is_valid() and isinstance(request.user, User):
        now = timezone.now()
        limits.spend(limits.CREATE, limits.visitor_of(request), now=now)
        try:
            exercise = importing.bring_in(asked.cleaned_data["file"], request.user, now=now, bounds=form.OF_BROWSER)
        except form.BadArchive as refusal:
            asked.add_error("file", str(refusal))
        else:
            messages.success(request, f"{dashed_code(exercise.code)} is here: every turn came out as the archive says.")
            return redirect("exercise", exercise.code)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.errors else HTTPStatus.OK
    return render(request, "exercises/archives/bring_in.html", {"form": asked}, status=status)


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Answer with the JSON Schema of an archive's members."""
    return JsonResponse(schema_of(), json_dumps_params={"indent": 1})
