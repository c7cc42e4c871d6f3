"""Limits of open streams for one page, one browser and one address; a class stays below."""

from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest

from tests.live.conftest import Stream, address_of
from tests.serving import Server, eventually
from wargame.live import stream_limits
from wargame.live.stream_limits import MOST, OpenStreams


def scope_of(path: str = "/live/a:1", session: str = "theirs", address: str = "192.0.2.7") -> dict[str, Any]:
    """Return the scope of a request for a stream."""
    cookies = [(b"cookie", f"theme=dark; sessionid={session}".encode())]
    return {"path": path, "headers": cookies, "client": (address, 50_000)}


def opened(crowd: OpenStreams, stack: ExitStack, **wanted: str) -> bool:
    return stack.enter_context(crowd.one_more(scope_of(**wanted)))


def test_one_page_has_a_few_streams_and_gives_them_back() -> None:
    crowd = OpenStreams()
    with ExitStack() as stack:
        assert [opened(crowd, stack) for _ in range(MOST["page"] + 1)] == MOST["page"] * [True] + [False]
        assert opened(crowd, stack, path="/live/b:1")
    assert len(crowd) == 0
    with ExitStack() as stack:
        assert opened(crowd, stack)


def test_one_browser_has_a_stream_for_each_of_many_tabs() -> None:
    crowd, most = OpenStreams(), MOST["browser"]
    with ExitStack() as stack:
        tabs = [opened(crowd, stack, path=f"/live/{number}", session="s" * 32) for number in range(most + 1)]
        assert tabs == most * [True] + [False]
        assert opened(crowd, stack, path="/live/x", session="t" * 32)


def test_six_classes_behind_one_address_have_three_tabs_each_and_more() -> None:
    crowd = OpenStreams()
    with ExitStack() as stack:
        for person in range(180):
            for tab in range(3):
                assert opened(crowd, stack, path=f"/live/{person}-{tab}", session=f"{person:032}")


def test_an_address_is_bounded_whatever_it_calls_itself() -> None:
    crowd = OpenStreams()
    with ExitStack() as stack, patch.dict(stream_limits.MOST, {"address": 3}):
        answers = [
            opened(crowd, stack, path=f"/live/{number}", address=f"2001:db8:1:2::{number}") for number in range(5)
        ]
        assert answers == [True, True, True, False, False]
        assert opened(crowd, stack, path="/live/other", address="192.0.2.8")


def test_odd_cookies_are_no_fault() -> None:
    with OpenStreams().one_more(
        scope_of() | {"headers": [(b"cookie", b"\xff=;;; [bad]=1")], "client": None}
    ) as has_room:
        assert has_room


@pytest.mark.django_db
@pytest.mark.service
def test_the_server_says_when_to_try_again(server: Server) -> None:
    path = address_of("exercise:7")
    with patch.dict(stream_limits.MOST, {"page": 2}):
        first, second = (Stream(server, path).opened() for _ in range(2))
        refused = Stream(server, path)
        assert (refused.status, refused.response.getheader("retry-after")) == (429, "15")
        assert Stream(server, address_of("exercise:8")).status == 200
        first.close()
        eventually(lambda: Stream(server, path).status == 200)
        assert second.status == 200
