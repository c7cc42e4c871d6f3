"""Parts of the whole API: its documentation page, and error answers outside its views."""

import hashlib
import json
from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import Any, cast

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.encoding import force_bytes
from django.utils.http import quote_etag
from django.views.defaults import page_not_found, permission_denied, server_error
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from wargame.web import unavailable
from wargame.web.unavailable import API

TOO_LARGE = 413
_RENDERERS = {renderer.format: renderer for renderer in (OpenApiYamlRenderer, OpenApiJsonRenderer)}
_building = Lock()
TOO_MUCH = f"At most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes may be sent at once."


class SchemaView(SpectacularAPIView):
    """The description of the API. Building it takes half a second, so each process builds it once."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the description, or 304 to a reader who has it already."""
        body, tag = schema_file(request.accepted_renderer.format)
        name = f"{settings.SPECTACULAR_SETTINGS['TITLE']}.{request.accepted_renderer.format}"
        answer = HttpResponse(
            body,
            content_type=request.accepted_renderer.media_type,
            headers={"ETag": tag, "Cache-Control": "no-cache", "Content-Disposition": f'inline; filename="{name}"'},
        )
        return get_conditional_response(cast("HttpRequest", request), etag=tag, response=answer) or answer


@cache
def schema_file(as_format: str) -> tuple[bytes, str]:
    """Return the description of the API as YAML ("yaml") or JSON ("json"), and its ETag."""
    with _building:
        body = force_bytes(_RENDERERS[as_format]().render(_schema(), renderer_context={}))
    return body, quote_etag(hashlib.sha256(body).hexdigest())


@cache
def _schema() -> dict[str, Any]:
    generate: Any = SpectacularAPIView.generator_class()
    return dict(generate.get_schema(request=None, public=True))


class DocsView(SpectacularSwaggerSplitView):
    """The API's documentation page. Scripts come from our own host, and styles carry a nonce."""

    template_name = "api/docs.html"
    http_method_names = ["get", "head"]


def returning_its_connection(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate an error page so that it closes the connection that it has opened to show who is signed in.

    Django renders these pages in a thread that outlives the request, and closes only connections of the request's own
    thread. Without this, each such thread would keep a connection of the pool for ever.
    """

    @wraps(answer)
    def answering(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return answer(*args, **kwargs)
        finally:
            for connection in connections.all(initialized_only=True):
                if not connection.in_atomic_block:
                    connection.close_if_unusable_or_obsolete()

    return answering


@returning_its_connection
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: JSON for programs, a page for people."""
    if request.path.startswith(API):
        return JsonResponse(_error("client_error", "not_found", "There is nothing at this address."), status=404)
    return page_not_found(request, exception)


@returning_its_connection
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: JSON for programs, a page for people."""
    if request.path.startswith(API):
        return JsonResponse(_error("client_error", "permission_denied", "You may not do this."), status=403)
    return permission_denied(request, exception)


@returning_its_connection
def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: JSON for programs, a page for people."""
    if request.path.startswith(API):
        return JsonResponse(_error("client_error", "parse_error", "The request cannot be read."), status=400)
    # Django's own view looks for the token in the form, and a form that cannot be read raises once more.
    return HttpResponseBadRequest(render_to_string("400.html"))


def too_large(*, is_api: bool) -> tuple[str, bytes]:
    """Return content type and body of 413: JSON for programs, a page for people."""
    if is_api:
        return "application/json", json.dumps(_error("client_error", "too_large", TOO_MUCH)).encode()
    return "text/html; charset=utf-8", render_to_string("400.html").encode()


@returning_its_connection
def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 in an outage: JSON for programs, a page for people."""
    if answer := unavailable.current_answer(request):
        return answer
    if request.path.startswith(API):
        return JsonResponse(_error("server_error", "error", "The server failed. Try again later."), status=500)
    return server_error(request)


def _error(kind: str, code: str, detail: str) -> dict[str, object]:
    return {"type": kind, "errors": [{"code": code, "detail": detail, "attr": None}]}
