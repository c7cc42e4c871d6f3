"""Notes when a request began: a page may miss notices that are sent after that moment."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wargame.live.tokens import reading


class RequestStartMiddleware:
    """Makes stream addresses carry the time at which the request began, not the time at which they were signed.

    A view reads the state of a turn first and signs the address last; the page must get a notice that is sent in
    between.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading(request):
            return self._get_response(request)
