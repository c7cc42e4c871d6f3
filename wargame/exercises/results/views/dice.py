"""The page that proves that an exercise's dice were fixed before it began."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.codes import dashed_code
from wargame.exercises.dice_commitments import FORM
from wargame.exercises.results.views.aside import frame_for


@require_safe
@never_cache
def dice(request: HttpRequest, code: str) -> HttpResponse:
    """Show the commitment, the same for all who take part, and its secret once nobody plays any more."""
    exercise = access.participant_for(request.user, code).exercise
    title = exercise.title or exercise.scenario_version.title
    context = {
        "code": dashed_code(exercise.code),
        "title": title,
        "dice": access.dice_of(exercise),
        "form": FORM,
        "frame": frame_for(request, code),
    }
    return render(request, "exercises/results/dice.html", context)
