"""A page's stream delivers the notices sent since the page began to be made."""

import time

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from wargame import live
from wargame.live.middleware import RequestStartMiddleware
from wargame.live.tokens import read


def test_an_address_says_when_its_page_began_to_be_made() -> None:
    told = []

    def page(request: HttpRequest) -> HttpResponse:
        told.append(time.time())
        return HttpResponse(live.address_of("exercise:7"))

    answer = RequestStartMiddleware(page)(RequestFactory().get("/"))
    assert read(answer.content.decode()).signed_at <= told[0]
    assert read(live.address_of("exercise:7")).signed_at >= told[0], "the moment outlives its request"
