"""Printable briefings: of a seat for the people who play it, and of all seats for the white cell."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from scenarios import selectors
from scenarios.models import Role
from wargame.exercises import access, bridge
from wargame.exercises.models import Handout


@require_safe
@never_cache
def briefing(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Show the briefing that the people of a seat read before the first turn, in the scenario version that they play.

    Until they say that they stay in the seat, this is what everybody may read of it.
    """
    exercise, is_whole = access.briefed_in(request.user, code, role)
    version = exercise.scenario_version
    try:
        if is_whole:
            page = selectors.briefing(version, bridge.content_of(version), role)
        else:
            page = selectors.public_part(version, role)
    except Role.DoesNotExist as error:
        raise Http404(access.MISSING) from error
    person = access.participant_for(request.user, code)
    own_words = access.own_words_of(person).filter(seat__role=role).first()
    context = {
        "page": page,
        "own_words": own_words.text if own_words else "",
        "handouts": _printed_for(role, access.handouts_of(person)),
        "back": reverse("exercise", args=[exercise.code]),
        "opens": "" if is_whole else reverse("mark_briefed", args=[exercise.code]),
    }
    return render(request, "scenarios/briefing.html", context)


@require_safe
@never_cache
def briefings(request: HttpRequest, code: str) -> HttpResponse:
    """Show the white cell the briefings of all seats on one page, to be printed at once."""
    person = access.require_white_cell(request.user, code)
    exercise = person.exercise
    version = exercise.scenario_version
    content = bridge.content_of(version)
    roles = Role.objects.filter(version=version).order_by("position").values_list("code", flat=True)
    own_words = {words.seat.role: words.text for words in access.own_words_of(person)}
    handouts = access.handouts_of(person)
    context = {
        "pages": [
            (selectors.briefing(version, content, role), own_words.get(role, ""), _printed_for(role, handouts))
            for role in roles
        ],
        "title": exercise.title or version.title,
        "code": exercise.code,
    }
    return render(request, "exercises/lobby/briefings.html", context)


def _printed_for(role: str, handouts: Iterable[Handout]) -> tuple[Handout, ...]:
    """Return those of the handouts that belong to the briefing of a seat: its own, and those for everybody."""
    return tuple(handout for handout in handouts if not handout.roles or role in handout.roles)
