"""Compressed pages: the same bytes when unpacked, with a different length each time."""

import gzip

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from wargame.web.compression import QuickGZipMiddleware

PAGE = b"<p>The same words, again and again.</p>" * 200


def answer(content: bytes = PAGE, accepts: str = "gzip, br", **headers: str) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(content, headers=headers)

    response = QuickGZipMiddleware(view)(RequestFactory().get("/", HTTP_ACCEPT_ENCODING=accepts))
    assert isinstance(response, HttpResponse)
    return response


def test_a_page_is_packed_and_says_so() -> None:
    response = answer()
    assert gzip.decompress(response.content) == PAGE
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["Vary"] == "Accept-Encoding"
    assert len(response.content) < len(PAGE) / 10


def test_equal_pages_differ_in_length() -> None:
    assert len({len(answer().content) for _ in range(20)}) > 1


def test_who_does_not_unpack_gets_it_as_it_is() -> None:
    response = answer(accepts="identity")
    assert response.content == PAGE
    assert response.headers["Vary"] == "Accept-Encoding", "a cache between must not give it to others"


def test_what_is_packed_or_short_stays_as_it_is() -> None:
    assert answer(**{"Content-Encoding": "br"}).content == PAGE
    assert answer(b"<p>Short.</p>").content == b"<p>Short.</p>"
    assert answer(ETag='"7"').headers["ETag"] == 'W/"7"', "Django's own way, which knows what an ETag promises"


def test_who_comes_for_the_first_time_loads_less() -> None:
    content = " ".join(f"{number * 7919 % 1000}l{number % 37}" for number in range(5000)).encode()
    first = QuickGZipMiddleware(lambda _: HttpResponse(content))(RequestFactory().get("/", HTTP_ACCEPT_ENCODING="gzip"))
    request = RequestFactory().get("/", HTTP_ACCEPT_ENCODING="gzip", HTTP_COOKIE="sessionid=7")
    again = QuickGZipMiddleware(lambda _: HttpResponse(content))(request)
    assert isinstance(first, HttpResponse)
    assert isinstance(again, HttpResponse)
    assert gzip.decompress(first.content) == gzip.decompress(again.content) == content
    assert len(first.content) < 0.95 * len(again.content)
