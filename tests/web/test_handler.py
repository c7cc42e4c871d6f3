"""A web process works on few requests at a time, on the most urgent first, and gets to all of them."""

import asyncio

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.loops import run
from tests.serving import PATIENCE
from wargame.web.handler import STUCK_SECONDS, Places, QueueingHandler, Urgency, urgency_of


def test_no_more_requests_than_allowed_are_in_work(monkeypatch: pytest.MonkeyPatch) -> None:
    working, most = 0, 0

    async def answer(self: ASGIHandler, request: HttpRequest) -> HttpResponse:
        nonlocal working, most
        working += 1
        most = max(most, working)
        try:
            await asyncio.sleep(0)
        finally:
            working -= 1
        return HttpResponse()

    monkeypatch.setattr(ASGIHandler, "get_response_async", answer)

    async def scene() -> int:
        handler = QueueingHandler(3)
        given_up = asyncio.create_task(handler.get_response_async(HttpRequest()))
        await asyncio.sleep(0)
        given_up.cancel()
        answers = await asyncio.gather(*(handler.get_response_async(HttpRequest()) for _ in range(20)))
        return len(answers)

    assert run(scene()) == 20
    assert most == 3


def test_orders_go_before_pages_and_pages_before_regions() -> None:
    served: list[str] = []

    async def visit(places: Places, name: str, urgency: Urgency) -> None:
        async with places.place(urgency):
            await asyncio.sleep(0)
            served.append(name)

    async def scene() -> None:
        places = Places(1)
        came = [("first", 2), ("region", 2), ("page", 1), ("gone", 0), ("orders", 0), ("later", 0)]
        visits = [asyncio.create_task(visit(places, name, Urgency(rank))) for name, rank in came]
        await asyncio.sleep(0)
        visits[3].cancel()
        await asyncio.gather(*visits, return_exceptions=True)
        await visit(places, "last", Urgency.REGION)

    run(scene())
    assert served == ["first", "orders", "later", "page", "region", "last"]


def test_who_leaves_when_called_gives_the_place_to_the_next() -> None:
    async def scene() -> bool:
        places = Places(1)
        async with places.place(Urgency.PAGE):
            leaving = asyncio.create_task(places._wait(Urgency.PAGE))
            staying = asyncio.create_task(places._wait(Urgency.PAGE))
            await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.wait_for(staying, PATIENCE)
        return leaving.cancelled()

    assert run(scene())


def test_what_is_urgent_is_read_from_the_request() -> None:
    make = RequestFactory()
    assert urgency_of(make.post("/")) == Urgency.ACT
    assert urgency_of(make.get("/")) == Urgency.PAGE
    assert urgency_of(make.get("/", headers={"HX-Request": "true"})) == Urgency.REGION


def test_health_waits_for_no_place_and_tells_of_a_request_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("wargame.web.handler.monotonic", lambda: now)

    async def answer(self: ASGIHandler, request: HttpRequest) -> HttpResponse:
        if request.path_info != "/health/":
            await asyncio.Event().wait()
        return HttpResponse()

    monkeypatch.setattr(ASGIHandler, "get_response_async", answer)

    async def scene() -> list[int]:
        nonlocal now
        handler, make = QueueingHandler(1), RequestFactory()
        working = [asyncio.create_task(handler.get_response_async(make.get("/"))) for _ in range(3)]
        await asyncio.sleep(0)
        statuses = []
        for seconds in (0.0, STUCK_SECONDS - 1, 2.0):
            now += seconds
            answered = await asyncio.wait_for(handler.get_response_async(make.get("/health/")), PATIENCE)
            statuses.append(answered.status_code)
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
        statuses.append((await handler.get_response_async(make.get("/health/"))).status_code)
        return statuses

    assert run(scene()) == [200, 200, 503, 200]
