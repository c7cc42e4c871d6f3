"""The things around every page of an exercise: worlds and rows read once, and answers to refusals that it may meet."""

from collections.abc import Callable
from contextlib import nullcontext
from http import HTTPStatus

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.defaults import page_not_found

from scenarios.opening import OutdatedContent
from wargame.accounts import session_times
from wargame.exercises import access, worlds
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.web.outages import skip_in_outage
from wargame.web.seats import usual_shapes
from wargame.web.words import no_words


class ExerciseAnswers:
    """Turns `OutdatedContent`, of an exercise that an earlier edition began, into a page that says what can be done.

    A person who was sent away from the white cell while they acted gets 404: the page is not theirs any more.
    The time zone in which `access` has a page of an exercise read ends with the request, and so do its seats' shapes
    and the words that its texts explain.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(None), usual_shapes(), no_words():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OutdatedContent):
            return render(request, "exercises/outdated.html", {"message": str(exception)}, status=HTTPStatus.GONE)
        if isinstance(exception, NotWhiteCell):
            return page_not_found(request, Http404(access.MISSING))
        return None


class WorldsOnce:
    """Has each request decode a world once, and mask it once for a seat, whichever parts of its page read it.

    One that only reads asks once who its user is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads = request.method in {"GET", "HEAD"}
        with worlds.once_a_request(), access.once_a_read() if reads else nullcontext():
            return self.get_response(request)


class SessionTimes:
    """Signs an account out whose session has lasted, or lain unused, for too long; never in the middle of a class."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with skip_in_outage("how long a session has lasted"):
            now = timezone.now()
            if not session_times.is_over(request.session, now=now):
                session_times.note_use(request.session, now=now)
            elif not access.is_in_running_class(request.user):
                logout(request)
        return self.get_response(request)
