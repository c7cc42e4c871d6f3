"""Which request, exercise and turn the lines of the log are about, also in the task that a request caused.

What is bound with structlog's `bind_contextvars` stands in every line that follows in the same request or task. Only
keys of rows and the number of the request are bound: with an exercise's code any reader of the log could join it.
"""

import re
import secrets
from collections.abc import Callable
from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

REQUEST_ID = "parley.request_id"
"""In META, which the API's requests share with Django's."""
HEADER = "parley_log_ids"
"""Of the message that asks a worker for a task."""

_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id(request: HttpRequest) -> str:
    """The number that a proxy gave the request, or one of our own; the same for as long as the request lives."""
    if REQUEST_ID not in request.META:
        given = request.headers.get("X-Request-ID", "")
        request.META[REQUEST_ID] = given if _GIVEN_ID.fullmatch(given) else new_request_id()
    return str(request.META[REQUEST_ID])


def new_request_id() -> str:
    """A number for a request that no proxy has given one."""
    return secrets.token_hex(8)


class RequestIds:
    """Middleware that names the request in the lines of the log and in the answer's header X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = request_id(request)
        clear_contextvars()
        bind_contextvars(request=number)
        response = self._get_response(request)
        response.headers.setdefault("X-Request-ID", number)
        return response


def _forget(**signal: Any) -> None:
    clear_contextvars()


def _send(headers: dict[str, Any] | None = None, **signal: Any) -> None:
    if headers is not None and (ids := get_contextvars()):
        headers[HEADER] = ids


def _take(task: Any = None, **signal: Any) -> None:
    clear_contextvars()
    bind_contextvars(**task.request.get(HEADER) or {})


# Once Django has logged how it answered.
request_finished.connect(_forget)
before_task_publish.connect(_send)
task_prerun.connect(_take)
task_postrun.connect(_forget)
