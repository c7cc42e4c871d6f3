"""How many requests a web process works on at a time."""

import asyncio

from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class QueueingHandler(ASGIHandler):
    """Django, with at most `at_once` requests in work; the others wait in order, without thread or database connection.

    Django gives each request a thread. When a class looks at its results at the same moment, two hundred of them share
    one interpreter's lock, and none gets done. Who sends or reads slowly holds no place; who leaves gives up theirs.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__()
        self._places = asyncio.Semaphore(at_once)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, once it is this request's turn."""
        async with self._places:
            return await super().get_response_async(request)
