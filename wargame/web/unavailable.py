"""Answers during an outage of database or disk: 503 with Retry-After. Nothing is half done."""

import logging
import re
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django_htmx.middleware import HtmxDetails

from wargame.web import context
from wargame.web.log_ids import request_id
from wargame.web.logs import safe_path
from wargame.web.outages import Outage, outage_of

UNAVAILABLE = 503
API = "/api/"
RETRY_SECONDS = {Outage.AWAY: 5, Outage.BUSY: 5, Outage.FULL: 30}
"""Seconds after which to try again. A full or read-only disk waits for a person."""

_NOT_REPEATED = re.compile("password|secret|token", re.IGNORECASE)
_CSRF = "csrfmiddlewaretoken"
_MOST_REPEATED = 100_000
_NOTED = "parley.outage_noted"
"""A key in META, because the API's requests share META with Django's."""
_log = logging.getLogger(__name__)


class OutageMiddleware:
    """Middleware that answers an outage in a view. Outages in other middleware are answered by `handler500`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        outage = outage_of(exception)
        return answer(request, outage, exception) if outage else None


class OneLineOfOutages(logging.Filter):
    """Drops Django's log line of a request whose outage is logged already: a class causes hundreds of them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is to be written."""
        return not getattr(getattr(record, "request", None), "META", {}).get(_NOTED)


def current_answer(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to the exception that `handler500` handles; None if it is no outage."""
    fault = sys.exc_info()[1]
    outage = outage_of(fault)
    return answer(request, outage, fault) if outage else None


def answer(request: HttpRequest, outage: Outage, fault: BaseException | None) -> HttpResponse:
    """Return 503 in the requested form: JSON for programs, a line for an htmx request, else a page."""
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
    """Write one line to the log, and return the request's id in it."""
    number = request_id(request)
    request.META[_NOTED] = True
    words = " ".join(str(fault).split())
    _log.error("503 %s %s request %s: %s: %s", request.method, safe_path(request), number, outage.value, words)
    return number


def leave_out_of_log(request: HttpRequest) -> None:
    """Have Django's line of this request dropped, which would be an error."""
    request.META[_NOTED] = True


def sentence(number: str) -> str:
    """Return the message in one sentence, with the request's id."""
    return f"Nothing was changed: the server cannot read or save just now. Try again in a moment. Request {number}."


def _page(request: HttpRequest, seconds: int, number: str) -> str:
    """Return the page, rendered without the request, because its context processors would query the user."""
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
    """Return the posted fields, so that they can be sent again; nothing if it contains a secret, files or too much.

    The CSRF token is the posted one, never a new one, so that a forged form is still refused.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    names = {name for name, _ in fields} - {_CSRF}
    size = sum(len(name) + len(value) for name, value in fields)
    if request.FILES or size > _MOST_REPEATED or any(map(_NOT_REPEATED.search, names)):
        return []
    return fields
