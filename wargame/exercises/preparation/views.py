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
from wargame.exercises.preparation.forms import HandoutForm, OwnWordsForm
from wargame.exercises.preparation.selectors import Refused, preparation_of
from wargame.exercises.preparation.services import handouts, words
from wargame.exercises.preparation.services.preparing import PreparationRefused

PAGE = "exercises/preparation/prepare.html"
INCOMPLETE = Refused("", "Use the fields of this page.", {})


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
        return _refused(request, by, INCOMPLETE)
    role, text = form.cleaned_data["role"].upper(), form.cleaned_data["text"]
    try:
        words.keep_words(exercise=by.exercise, role=role, text=text, by=by, now=timezone.now())
    except PreparationRefused as refusal:
        return _refused(request, by, Refused(role, str(refusal), {"text": text}))
    messages.success(request, f"Saved: your words for the briefing of {role}.")
    return redirect("prepare", by.exercise.code)


@require_POST
@never_cache
def keep_handout(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out a paper or a link, change it, or take it back."""
    by = access.require_white_cell(request.user, code)
    form = HandoutForm(request.POST)
    if not form.is_valid():
        return _refused(request, by, INCOMPLETE)
    try:
        messages.success(request, _keep_handout(by, form))
    except PreparationRefused as refusal:
        key = f"handout-{form.cleaned_data['number'] or 0}"
        typed = {name: form.cleaned_data[name] for name in ("title", "text", "address")}
        return _refused(request, by, Refused(key, str(refusal), typed, form.roles))
    return redirect("prepare", by.exercise.code)


def _keep_handout(by: Participant, form: HandoutForm) -> str:
    """Do what the form asks, and return what was done. Raises PreparationRefused."""
    exercise, number, now = by.exercise, form.cleaned_data["number"], timezone.now()
    if form.cleaned_data["act"] == "remove":
        handouts.take_back(exercise=exercise, number=number or 0, by=by, now=now)
        return "Taken back: nobody reads the handout any more."
    if form.fault:
        raise PreparationRefused(form.fault)
    if number:
        kept = handouts.rewrite(exercise=exercise, number=number, draft=form.draft, by=by, now=now)
    else:
        kept = handouts.hand_out(exercise=exercise, draft=form.draft, by=by, now=now)
    return f"Handed out: “{kept.title}” to {', '.join(kept.roles) or 'everybody'}."


def _refused(request: HttpRequest, by: Participant, refused: Refused) -> HttpResponse:
    """Show the page with what was typed and the reason; nothing has been changed."""
    messages.warning(request, refused.fault)
    return render(request, PAGE, {"page": preparation_of(by, refused)}, status=REFUSED)
