"""Makes the questions of a debrief, which need the games that were played on from a class's turns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from wargame.analysis.selectors.debrief_questions import questions_of
from wargame.exercises import access
from wargame.exercises.debrief.domain import has_debrief, require_class
from wargame.exercises.debrief.selectors.asked import asked_of
from wargame.exercises.debrief.services import questions

NOT_SPLIT = (
    "Parley has not measured the turning points of this game yet. Open Turning points, and make questions again when "
    "they are there."
)


@require_POST
def make_debrief(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the questions that this game offers and that are not in the queue yet."""
    person = access.require_white_cell(request.user, code)
    exercise = person.exercise
    require_class(exercise)
    try:
        is_open = has_debrief(exercise)
        turning = questions_of(access.line_of(exercise)) if is_open else ()
        made = questions.keep(exercise=exercise, by=person, asked=(*turning, *(asked_of(exercise) if is_open else ())))
    except questions.DebriefRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.info(request, f"{made} new questions. Show one on the projector when the room is ready.")
        if not turning:
            messages.warning(request, NOT_SPLIT)
    return redirect(reverse("debrief", args=[exercise.code]))
