"""Adds to log lines the request, exercise and turn that they are about, also in the tasks that a request caused.

Values bound with structlog's `bind_contextvars` appear in every later line of the same request or task. Only primary
keys and the request's id are bound: with the code of an exercise, any reader of the log could join it.
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
"""A key in META, because the API's requests share META with Django's."""
HEADER = "parley_log_ids"
"""The header of a Celery message that carries the ids."""

_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id(request: HttpRequest) -> str:
    """Return the id that a proxy gave the request, or a new one; it is the same for the request's lifetime."""
    if REQUEST_ID not in request.META:
        given = request.headers.get("X-Request-ID", "")
        request.META[REQUEST_ID] = given if _GIVEN_ID.fullmatch(given) else new_request_id()
    return str(request.META[REQUEST_ID])


def new_request_id() -> str:
    """Return a random id for a request."""
    return secrets.token_hex(8)


class RequestIds:
    """Middleware that adds the request's id to log lines and to the response header X-Request-ID."""

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


# request_finished comes after Django has logged the response.
request_finished.connect(_forget)
before_task_publish.connect(_send)
task_prerun.connect(_take)
task_postrun.connect(_forget)
