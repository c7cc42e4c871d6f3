"""When the request began that a page answers: what is told from then on, the page cannot know for sure."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wargame.live.tokens import reading


class MomentOfReading:
    """Has stream addresses say when their page began to be made, not when it came to its address.

    A view reads how a turn stands first and signs the address last; a notice between the two is for that page too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading(request):
            return self._get_response(request)
