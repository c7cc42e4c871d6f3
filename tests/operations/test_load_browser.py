"""The load test's browser does what `static/js/live.js` does, and reports errors."""

import asyncio
from collections.abc import Callable

import pytest

from benchmarks.load import browser as browsers
from benchmarks.load.browser import Browser
from benchmarks.load.tallies import Tallies
from tests.run_coroutine import run
from tests.serving import PATIENCE

PAGE = """<body data-live-url="/live/abc" data-live-regions="board orders" data-live-next="/next/">
<div id="board" hx-get="/board/" hx-trigger="live:board from:body"></div></body>"""
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry: 2000\n\n"


def whole(status: int, body: str) -> bytes:
    return f"HTTP/1.1 {status} OK\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def visit(answers: dict[str, bytes], is_over: Callable[[list[str], Tallies], bool]) -> tuple[list[str], Tallies]:
    """Serve these answers by address and open the page; return the requests and the tallies at `is_over`."""
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readline():
            while await reader.readline() not in {b"\r\n", b""}:
                pass
            path = head.split()[1].decode()
            asked.append(path)
            writer.write(answers[path])
            await writer.drain()
            if answers[path].startswith(STREAM) or not answers[path].startswith(b"HTTP"):
                break

    async def scene() -> Tallies:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        tab = Browser("127.0.0.1", server.sockets[0].getsockname()[1], Tallies())
        await tab.open("/page/")
        async with asyncio.timeout(PATIENCE):
            while not is_over(asked, tab.tallies):
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        tab.close()
        server.close()
        return tab.tallies

    return asked, run(scene())


def test_a_page_whose_stream_is_refused_loads_anew_once() -> None:
    answers = {"/page/": whole(200, PAGE), "/live/abc": whole(404, "")}
    asked, tallies = visit(answers, lambda _, tallies: bool(tallies.faults))
    assert asked == ["/page/", "/live/abc"] * 2
    assert list(tallies.faults) == ["/live/.../: refused with 404, also after the page was loaded anew"]


def test_a_page_looks_each_minute_and_at_everything_each_fifth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsers, "POLL", 0.5)
    monkeypatch.setattr(browsers, "POLL_SPREAD", 0.0)
    page = f'{PAGE}<i id="phase" hx-get="/phase/" hx-trigger="live:phase from:body"></i>'.replace("orders", "phase")
    answers = {"/page/": whole(200, page), "/live/abc": STREAM, "/board/": whole(204, ""), "/phase/": whole(204, "")}
    asked, tallies = visit(answers, lambda asked, _: "/board/" in asked)
    assert asked[:6] == ["/page/", "/live/abc"] + ["/phase/"] * 4
    assert not tallies.faults


def test_pages_that_were_opened_together_do_not_look_together(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)
        raise asyncio.CancelledError

    monkeypatch.setattr(browsers.asyncio, "sleep", note)
    for _ in range(20):
        with pytest.raises(asyncio.CancelledError):
            run(Browser("127.0.0.1", 1, Tallies())._poll())
    assert len(set(waits)) == 20
    assert all(45 <= wait <= 60 for wait in waits)


def test_a_page_of_a_turn_goes_to_its_results() -> None:
    answers = {"/page/": whole(200, PAGE), "/live/abc": STREAM + b"data: results\n\n", "/next/": whole(200, "<p>")}
    asked, _ = visit(answers, lambda asked, _: "/next/" in asked)
    assert asked == ["/page/", "/live/abc", "/next/"]


def test_a_closed_turn_has_no_page_of_it_look_at_orders_once_more() -> None:
    page = f'{PAGE}<i id="orders" hx-get="/orders/" hx-trigger="live:orders from:body delay:20ms"></i>'
    told = b"data: orders\n\ndata: closed\n\ndata: orders\n\ndata: board\n\n"
    answers = {"/page/": whole(200, page), "/live/abc": STREAM + told, "/board/": whole(204, "")}
    asked, _ = visit(answers, lambda asked, _: "/board/" in asked)
    assert asked == ["/page/", "/live/abc", "/board/"]


def test_a_part_that_comes_after_its_page_is_fetched() -> None:
    page = f'{PAGE}<i id="told" hx-get="/told/" hx-trigger="load delay:0s"></i>'
    answers = {"/page/": whole(200, page), "/live/abc": STREAM, "/told/": whole(200, '<i id="told"></i>')}
    asked, tallies = visit(answers, lambda asked, _: {"/told/", "/live/abc"} <= set(asked))
    assert sorted(asked) == ["/live/abc", "/page/", "/told/"]
    assert not tallies.faults


def test_an_answer_that_cannot_be_read_is_an_error() -> None:
    answers = {"/page/": whole(200, PAGE), "/live/abc": b"what?\r\n\r\n"}
    _, tallies = visit(answers, lambda _, tallies: bool(tallies.faults))
    (fault,) = tallies.faults
    assert fault.startswith("/live/.../: ConnectionAbortedError: the server's answer cannot be read")


def test_what_breaks_the_browser_itself_is_an_error() -> None:
    stream = STREAM + b"data: board\n\n"
    answers = {"/page/": whole(200, PAGE), "/live/abc": stream, "/board/": whole(302, "")}
    _, tallies = visit(answers, lambda _, tallies: bool(tallies.faults))
    assert list(tallies.faults) == ["browser: KeyError: 'location'"]
