"""Makes the questions of a debrief, which need the games that were played on from a class's turns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from wargame.analysis.services.debrief_questions import make_questions
from wargame.exercises import access
from wargame.exercises.debrief.domain import require_class
from wargame.exercises.debrief.services.questions import DebriefRefused

NOT_SPLIT = (
    "Parley has not measured the turning points of this game yet. It makes their questions by itself when it has. If "
    "the game ended more than an hour ago, open Turning points first."
)


@require_POST
def make_debrief(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the questions that this game offers and that are not in the queue yet."""
    person = access.require_white_cell(request.user, code)
    exercise = person.exercise
    require_class(exercise)
    try:
        made = make_questions(exercise=exercise, by=person)
    except DebriefRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.info(request, f"{made.new} new questions. Show one on the projector when the room is ready.")
        if not made.is_split:
            messages.warning(request, NOT_SPLIT)
    return redirect(reverse("debrief", args=[exercise.code]))
