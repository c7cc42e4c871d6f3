"""A web process works on few requests at a time, and gets to all of them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse

from wargame.web.handler import QueueingHandler


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

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, scene()).result() == 20
    assert most == 3
