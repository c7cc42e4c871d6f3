"""The answer to a reader whose exercise is still being played."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from wargame.analysis import access
from wargame.web.htmx import HtmxHttpRequest


def still_played(request: HtmxHttpRequest, code: str, refusal: access.LineStillPlayed) -> HttpResponse:
    """Redirect a page that waits for the games; for other requests, show why it is refused."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse("exercise", args=[code]))
    return render(
        request, "analysis/still_played.html", {"message": str(refusal), "code": code}, status=HTTPStatus.CONFLICT
    )
