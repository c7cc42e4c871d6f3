"""Answers while the database or the disk is out of order: 503 with Retry-After, calm, and nothing half done."""

import logging
import re
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django_htmx.middleware import HtmxDetails

from wargame.web import context
from wargame.web.log_ids import request_id
from wargame.web.logs import shown_path
from wargame.web.outages import Outage, outage_of

UNAVAILABLE = 503
API = "/api/"
RETRY_SECONDS = {Outage.AWAY: 5, Outage.BUSY: 5, Outage.FULL: 30}
"""When to ask again. What is full or read-only waits for a person."""

_NOT_REPEATED = re.compile("password|secret|token", re.IGNORECASE)
_CSRF = "csrfmiddlewaretoken"
_MOST_REPEATED = 100_000
_NOTED = "parley.outage_noted"
"""In META, which the API's requests share with Django's."""
_log = logging.getLogger(__name__)


class CalmAnswers:
    """Turns an outage in any view into its answer. What other middleware meets is answered by `handler500`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        outage = outage_of(exception)
        return answer(request, outage, exception) if outage else None


class OneLineOfOutages(logging.Filter):
    """Leaves out what Django logs of a request whose outage stands in a line already: a class meets it hundredfold."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is to be written."""
        return not getattr(getattr(record, "request", None), "META", {}).get(_NOTED)


def current_answer(request: HttpRequest) -> HttpResponse | None:
    """For `handler500`: the answer to the fault that is being handled, None where it is no outage."""
    fault = sys.exc_info()[1]
    outage = outage_of(fault)
    return answer(request, outage, fault) if outage else None


def answer(request: HttpRequest, outage: Outage, fault: BaseException | None) -> HttpResponse:
    """503 in the form that was asked for: JSON for programs, a line for a page that is open, else a page."""
    number, seconds = note(request, outage, fault), RETRY_SECONDS[outage]
    response: HttpResponse
    if request.path.startswith(API):
        told = {"code": "unavailable", "detail": sentence(number), "attr": None}
        response = JsonResponse({"type": "server_error", "errors": [told]}, status=UNAVAILABLE)
    elif HtmxDetails(request):
        response = HttpResponse(sentence(number), content_type="text/plain", status=UNAVAILABLE)
    else:
        response = HttpResponse(_page(request, seconds, number), status=UNAVAILABLE)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Request-ID"] = number
    return response


def note(request: HttpRequest, outage: Outage, fault: BaseException | None) -> str:
    """Writes one line into the log, and gives the number of the request that stands in it."""
    number = request_id(request)
    request.META[_NOTED] = True
    words = " ".join(str(fault).split())
    _log.error("503 %s %s request %s: %s: %s", request.method, shown_path(request), number, outage.value, words)
    return number


def sentence(number: str) -> str:
    """What is said in one sentence, with the number of the request."""
    return f"Nothing was changed: the server cannot read or save just now. Try again in a moment. Request {number}."


def _page(request: HttpRequest, seconds: int, number: str) -> str:
    """The page, rendered without the request: its context would ask the database for the user."""
    is_read = request.method in {"GET", "HEAD"}
    shown = {
        "seconds": seconds,
        "number": number,
        "address": request.get_full_path(),
        "is_read": is_read,
        "fields": [] if is_read else _fields(request),
    }
    return render_to_string("503.html", shown | context.theme(request))


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, to be sent again as it was; nothing where it holds a secret, files or too much.

    The CSRF token is the one that was posted, never a new one: a forged form stays forged, and is refused.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    names = {name for name, _ in fields} - {_CSRF}
    size = sum(len(name) + len(value) for name, value in fields)
    if request.FILES or size > _MOST_REPEATED or any(map(_NOT_REPEATED.search, names)):
        return []
    return fields
