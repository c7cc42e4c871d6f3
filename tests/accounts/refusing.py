"""All URLs of Parley and one that always raises TooManyAttempts, to test the answer to a limit."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from wargame.accounts.limits import JOIN, TooManyAttempts
from wargame.urls import urlpatterns as ours


def refuse(request: HttpRequest) -> HttpResponse:
    raise TooManyAttempts(JOIN, 305)


urlpatterns = [*ours, path("refuses/", refuse)]
