"""The page on which a white cell prepares its exercise, and the forms on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame.accounts.views.answers import REFUSED
from wargame.exercises import access
from wargame.exercises.models import Participant
from wargame.exercises.preparation import services
from wargame.exercises.preparation.forms import OwnWordsForm
from wargame.exercises.preparation.selectors import Refused, preparation_of

PAGE = "exercises/preparation/prepare.html"


@require_safe
@never_cache
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Show the texts that the white cell has prepared for this exercise alone."""
    return render(request, PAGE, {"page": preparation_of(access.require_white_cell(request.user, code))})


@require_POST
@never_cache
def keep_words(request: HttpRequest, code: str) -> HttpResponse:
    """Keep own words for the briefing of a seat."""
    by = access.require_white_cell(request.user, code)
    form = OwnWordsForm(request.POST)
    if not form.is_valid():
        return _refused(request, by, Refused("", "Use the fields of this page.", {}))
    role, text = form.cleaned_data["role"].upper(), form.cleaned_data["text"]
    try:
        services.keep_words(exercise=by.exercise, role=role, text=text, by=by, now=timezone.now())
    except services.PreparationRefused as refusal:
        return _refused(request, by, Refused(role, str(refusal), {"text": text}))
    messages.success(request, f"Saved: your words for the briefing of {role}.")
    return redirect("prepare", by.exercise.code)


def _refused(request: HttpRequest, by: Participant, refused: Refused) -> HttpResponse:
    """Show the page with what was typed and the reason; nothing has been changed."""
    messages.warning(request, refused.fault)
    return render(request, PAGE, {"page": preparation_of(by, refused)}, status=REFUSED)
