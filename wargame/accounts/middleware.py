"""Answers requests of people who have tried something too often."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wargame.accounts.limits import TooManyAttempts

TOO_MANY = 429


class TooManyAttemptsPage:
    """Turns TooManyAttempts, which every view may raise, into a page with `Retry-After`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooManyAttempts):
            return None
        page = render(request, "accounts/too_many.html", {"refusal": exception}, status=TOO_MANY)
        page.headers["Retry-After"] = str(exception.seconds)
        page.headers["Cache-Control"] = "no-store"
        return page
