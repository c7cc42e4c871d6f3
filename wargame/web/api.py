"""What belongs to the API as a whole: its documentation page, and answers that no view gives."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import bad_request, page_not_found, server_error
from drf_spectacular.views import SpectacularSwaggerSplitView

from wargame.web import unavailable
from wargame.web.unavailable import API

TOO_LARGE = 413
TOO_MUCH = f"At most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes may be sent at once."


class DocsView(SpectacularSwaggerSplitView):
    """The documentation as a page: scripts from our own host, styles with a nonce."""

    template_name = "api/docs.html"
    http_method_names = ["get", "head"]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: JSON for programs, a page for people."""
    if request.path.startswith(API):
        return JsonResponse(_error("client_error", "not_found", "There is nothing at this address."), status=404)
    return page_not_found(request, exception)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: JSON for programs, a page for people."""
    if request.path.startswith(API):
        return JsonResponse(_error("client_error", "parse_error", "What was sent cannot be read."), status=400)
    return bad_request(request, exception)


def too_large(*, is_api: bool) -> tuple[str, bytes]:
    """413, as content type and body: JSON for programs, a page for people."""
    if is_api:
        return "application/json", json.dumps(_error("client_error", "too_large", TOO_MUCH)).encode()
    return "text/html; charset=utf-8", render_to_string("400.html").encode()


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 in an outage: JSON for programs, a page for people."""
    if answer := unavailable.current_answer(request):
        return answer
    if request.path.startswith(API):
        return JsonResponse(_error("server_error", "error", "The server failed. Try again later."), status=500)
    return server_error(request)


def _error(kind: str, code: str, detail: str) -> dict[str, object]:
    return {"type": kind, "errors": [{"code": code, "detail": detail, "attr": None}]}
