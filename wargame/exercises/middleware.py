"""Answers for an exercise that was begun with an earlier edition and cannot be opened by this one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scenarios.opening import OutdatedContent

GONE = 410


class OutdatedExercise:
    """Turns `OutdatedContent` into a page that says what can be done; every page of an exercise may raise it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OutdatedContent):
            return render(request, "exercises/outdated.html", {"message": str(exception)}, status=GONE)
        return None
