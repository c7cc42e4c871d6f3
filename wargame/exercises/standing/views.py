"""The line that says where an exercise stands: in the head of every page, and as a region of its own."""

from dataclasses import dataclass
from http import HTTPStatus
from string import digits
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event
from django_htmx.middleware import HtmxDetails

from wargame import live
from wargame.exercises import access, presence
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.navigation import addresses, query
from wargame.exercises.standing.selectors import Standing, exercise_to_continue_of, standing_of

_OF_AN_EXERCISE = "x/<str:code>/"
_SHOW_RESULTS = {"results", "log", "overview", "replay", "words_and_deeds", "view_as_results"}
"""Pages that are loaded anew when the white cell takes a reveal back: the results of the turn stand on them."""


@dataclass(frozen=True)
class StandingLine:
    """The line on one page.

    `status` is None before the exercise begins and where the page itself shows it, `address` "" if the reader is there
    already. `version` tells two states apart, also where the line is empty.
    """

    person: Participant
    status: Standing | None
    address: str
    version: str

    @property
    def code(self) -> str:
        return self.person.exercise.code

    @property
    def live_url(self) -> str:
        return live.address_of(*access.channels_of(self.person))

    @property
    def is_call(self) -> bool:
        """Tell if the turn waits for the reader."""
        status = self.status
        return bool(self.address and status and status.purpose and not status.left and not status.asks)


@require_safe
@never_cache
def standing(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the line alone; 204 if the reader has seen the present version."""
    person = access.participant_for(request.user, code)
    presence.note(request, person, now=timezone.now())
    line = _line_for(request, person)
    seen = query.word(request, "seen")
    if line is None or seen == line.version:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if _are_taken_back(seen, line.version) and _page_name(request, person.exercise) in _SHOW_RESULTS:
        return HttpResponseClientRefresh()
    response = render(request, "exercises/standing/parts/standing.html", {"standing": line})
    if line.status is None or seen.rstrip(digits) == line.status.state:
        return response
    return trigger_client_event(response, "announce", {"value": f"{line.status.text}."})


@require_safe
@never_cache
def here(request: HttpRequest, code: str) -> HttpResponse:
    """Note that a page of the exercise is open and in sight of the person."""
    presence.note(request, access.participant_for(request.user, code), now=timezone.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def standing_line(request: HttpRequest) -> dict[str, Any]:
    """Context processor: adds `standing` to all templates, None for people who take part in no class."""
    return {"standing": SimpleLazyObject(lambda: _on_page(request))}


def _on_page(request: HttpRequest) -> StandingLine | None:
    """Return the line of the exercise that the page is about; on other pages, of the class in which the reader takes
    part.
    """
    match = request.resolver_match
    if match is None or not request.user.is_authenticated:
        return None
    if match.route.startswith(_OF_AN_EXERCISE):
        try:
            person = access.participant_for(request.user, match.kwargs["code"])
        except Http404:
            return None
        return _line_for(request, person)
    other = access.participations_of(request.user).exclude(part=Participant.Part.WHITE_CELL)
    under_way = other.filter(exercise__mode=Exercise.Mode.CLASS).exclude(exercise__status=Exercise.Status.ENDED).first()
    return _line_for(request, under_way) if under_way else None


def _path(request: HttpRequest, exercise: Exercise) -> str:
    """Return the path of the page that the reader is on, with the exercise's code as our URLs write it, without the
    dash.
    """
    try:
        path = urlsplit(HtmxDetails(request).current_url or "").path or request.path
    except ValueError:
        path = request.path
    return path.replace(dashed_code(exercise.code), exercise.code)


def _line_for(request: HttpRequest, person: Participant) -> StandingLine | None:
    exercise = person.exercise
    if exercise.mode != Exercise.Mode.CLASS:
        return None
    turn = access.latest_turn_or_none(exercise)
    status = standing_of(person, turn) if turn else None
    address = addresses.of_turn(person, turn) if turn else ""
    is_here = address == _path(request, exercise)
    version = status.version if status else ""
    # The turn's own page already shows this to people who order for a seat, but not what they talk about afterwards.
    if is_here and person.seat_id and status and not status.asks and exercise.status != Exercise.Status.ENDED:
        status = None
    return StandingLine(person, status, "" if is_here else address, version)


def _are_taken_back(seen: str, version: str) -> bool:
    """Return whether the reader saw the results of a turn that is in review again."""
    number, _, state = seen.partition("-")
    return state.startswith(Turn.Status.CLOSED) and version == f"{number}-{Turn.Status.REVIEW}"


def _page_name(request: HttpRequest, exercise: Exercise) -> str:
    try:
        return resolve(_path(request, exercise)).url_name or ""
    except Resolver404:
        return ""


def exercise_to_continue(request: HttpRequest) -> dict[str, Any]:
    """Context processor: adds the exercise that the user can continue. It is queried only by pages that show it."""
    user = getattr(request, "user", None)
    return {
        "exercise_to_continue": SimpleLazyObject(lambda: exercise_to_continue_of(user) if user is not None else None)
    }
