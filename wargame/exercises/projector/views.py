"""The projector's pages: of one exercise, in its lobby and after, and of all groups of a series."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame import live
from wargame.accounts.addresses import site
from wargame.exercises import access, door, presence
from wargame.exercises.codes import dashed_code
from wargame.exercises.debrief.domain import has_debrief
from wargame.exercises.debrief.selectors.cards import Screen, screen_of
from wargame.exercises.lobby.selectors.groups import groups_of
from wargame.exercises.lobby.selectors.lobby import lobby_of
from wargame.exercises.models import Exercise
from wargame.exercises.navigation import addresses, query
from wargame.exercises.navigation.pages import on_screen
from wargame.exercises.projector.selectors import projector_of
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.qr import shared_qr_svg

LIVE_REGIONS = "lobby roster clock board press phase closed debrief answers wall"


@require_safe
@never_cache
def projector(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """One exercise for the projector: who is there in its lobby, then the turn; nothing that a seat may not know."""
    person = access.require_white_cell(request.user, code)
    now, exercise = timezone.now(), person.exercise
    presence.note(request, person, now=now)
    context = _around(request, exercise.code, [exercise]) | {
        "live_url": live.address_of(*access.channels_of(person)),
        "address": reverse("projector", args=[exercise.code]),
        "back": reverse("exercise", args=[exercise.code]),
    }
    if exercise.current_branch is None:
        page, context["lobby"] = "gathering", lobby_of(exercise, now)
    else:
        turn = access.latest_turn(exercise)
        screen = screen_of(exercise, person) if has_debrief(exercise) else Screen()
        if answer := _on_another_page(request, screen, context["address"]):
            return answer
        page, context["projector"] = "turn", projector_of(exercise, exercise.current_branch, turn)
        if screen.question:
            page, context["question"] = "question", screen.question
    return _answer(request, page, context)


def _on_another_page(request: HtmxHttpRequest, screen: Screen, own: str) -> HttpResponse | None:
    """Return the way to the page that the projector shows now, None if this is it.

    A page of the review that is on the wall asks with its address in `at`, and stays where it is the one to show.
    """
    at = query.word(request, "at")
    wanted = on_screen(screen.page) if screen.page else own
    if at == wanted:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return addresses.go(request, wanted) if screen.page or at else None


@require_safe
@never_cache
def groups_projector(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """All groups of a series for the projector: how far each is, and the code by which one joins any of them."""
    series, leaders = access.groups_for(request.user, code)
    now = timezone.now()
    presence.note(request, *leaders, now=now)
    context = _around(request, series.code, [leader.exercise for leader in leaders]) | {
        "groups": groups_of(leaders, now),
        "title": series.title,
        "live_url": live.address_of(*(access.channel_of(leader.exercise_id) for leader in leaders)),
        "address": reverse("groups_projector", args=[series.code]),
        "back": reverse("groups", args=[series.code]),
    }
    return _answer(request, "groups", context)


def _around(request: HtmxHttpRequest, code: str, exercises: Iterable[Exercise]) -> dict[str, Any]:
    """Return the way to join one of these exercises, and the channels that the page listens to.

    The code is long while somebody tries many wrong ones; the QR code always has the long one.
    """
    address = site(request)
    typed = door.long_code(code) if door.is_flooded(*exercises, now=timezone.now()) else code
    return {
        "code": dashed_code(code) if typed == code else door.dashed_long_code(code),
        "qr": shared_qr_svg(f"{address}{reverse('join', args=[door.long_code(code)])}"),
        "joins_at": f"{address}{reverse('join', args=[typed])}".partition("//")[2],
        "live_regions": LIVE_REGIONS,
    }


def _answer(request: HtmxHttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with the page, or the part of it that changes."""
    template = "exercises/projector/parts/projector.html" if request.htmx else "exercises/projector/projector.html"
    return render(request, template, context | {"part": f"exercises/projector/parts/{page}.html", "kind": page})
