"""Live streams on a real uvicorn and a real broker."""

from collections.abc import Callable, Collection

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.live.conftest import SESSION, Stream, address_of, holds, subscribed
from tests.serving import PATIENCE, Server, eventually
from wargame import live
from wargame.accounts.models import User
from wargame.live import sessions
from wargame.live.broadcast import RedisBroadcast
from wargame.live.tokens import channel_digest

pytestmark = [pytest.mark.django_db, pytest.mark.service]


@pytest.fixture(autouse=True)
def _immediate_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run commit hooks at once, since the transaction of a test never commits."""
    monkeypatch.setattr("wargame.live.transaction.on_commit", lambda hook, robust: hook())


def test_a_notice_reaches_its_channel_and_no_other(server: Server, source: RedisBroadcast) -> None:
    seoul = Stream(server, address_of("exercise:7", "exercise:7:KOR")).opened()
    tokyo = Stream(server, address_of("exercise:7", "exercise:7:JPN")).opened()
    subscribed(source)
    live.publish("exercise:7:KOR", "inbox")
    live.publish("exercise:8", "orders")
    live.publish("exercise:7", "board")
    assert seoul.line() == "data: inbox"
    assert seoul.line() == "data: board"
    assert tokyo.line() == "data: board"


def test_the_stream_carries_a_region_and_nothing_else(server: Server) -> None:
    stream = Stream(server, address_of("exercise:7"))
    assert stream.response.getheader("content-type") == "text/event-stream"
    assert stream.response.getheader("cache-control") == "no-store"
    with pytest.raises(ValueError, match="not the name of a region"):
        live.publish("exercise:7", "board\n\ndata: the secret")


@pytest.mark.parametrize(
    "spoil", [lambda path: path[:-1] + "_", lambda path: path.replace(":", ":9", 1), lambda _: "/live/"]
)
def test_a_forged_address_opens_nothing(server: Server, spoil: Callable[[str], str]) -> None:
    assert Stream(server, spoil(address_of("exercise:7"))).status == 404


def test_an_old_address_opens_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    path = address_of("exercise:7")
    monkeypatch.setattr("wargame.live.tokens.LIFETIME_SECONDS", -1)
    assert Stream(server, path).status == 404


def test_a_stream_opens_to_the_session_whose_page_it_is_for_and_to_nobody_else(server: Server) -> None:
    path = address_of("exercise:7")
    Stream(server, path).opened()
    assert [Stream(server, path, session=other).status for other in ("", "another")] == [404, 404]
    assert Stream(server, path, Sec_Fetch_Site="cross-site").status == 404
    assert Stream(server, live.address_of("exercise:7")).status == 404, "made for no session"


def test_an_address_names_nothing(server: Server) -> None:
    """The address of a stream contains neither names of channels nor numbers of rows."""
    signed = address_of("exercise:7:seat:KOR", "exercise:7:person:31")
    names, moment, _ = signed.removeprefix("/live/").split(":")
    assert all(len(name) == 24 and set(name) <= set("0123456789abcdef") for name in names.split("."))
    assert float(moment) > 0
    assert signed.split(":")[0] == address_of("exercise:7:person:31", "exercise:7:seat:KOR").split(":")[0], "tabs share"


def test_a_session_that_is_over_opens_no_stream_to_an_older_page(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def over(key: str) -> bool:
        asked.append(key)
        return False

    monkeypatch.setattr(server.application, "_holds", over)
    path = address_of("exercise:7")
    Stream(server, path).opened()
    assert not asked, "of a page made a moment ago nothing need be asked"
    monkeypatch.setattr("wargame.live.hub.Hub.KEPT_SECONDS", 0.0)
    assert Stream(server, path).status == 404
    assert asked == [SESSION]


def test_who_signs_out_hears_no_more(server: Server, source: RedisBroadcast, bo: User) -> None:
    browser, other = Client(), Client()
    for each in (browser, other):
        each.force_login(bo)
    keys = [str(each.session.session_key) for each in (browser, other)]
    path = address_of("exercise:7", session=keys[0])
    mine = Stream(server, path, session=keys[0]).opened()
    theirs = Stream(server, address_of("exercise:7", session=keys[1]), session=keys[1]).opened()
    subscribed(source)
    browser.logout()
    assert mine.line() == ""
    assert Stream(server, path, session=keys[0]).status == 404
    live.publish("exercise:7", "board")
    assert theirs.line() == "data: board"


def test_a_session_holds_as_long_as_it_is_somebodys(bo: User) -> None:
    browser = Client()
    browser.force_login(bo)
    key = str(browser.session.session_key)
    assert [sessions.is_held(each) for each in (key, "nobodys")] == [True, False]
    bo.stamp_sessions()
    assert not sessions.is_held(key)


def test_a_stream_ends_in_time_and_is_opened_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wargame.live.stream.LONGEST_SECONDS", 0.1)
    path = address_of("exercise:7")
    assert Stream(server, path).opened().line() == ""
    Stream(server, path).opened()


def test_a_stream_is_only_for_reading(server: Server) -> None:
    assert Stream(server, address_of("exercise:7"), "POST").status == 405


def test_revoking_a_channel_ends_its_streams_and_its_addresses(server: Server, source: RedisBroadcast) -> None:
    path = address_of("exercise:7:KOR")
    stream = Stream(server, path).opened()
    other = Stream(server, address_of("exercise:7:JPN")).opened()
    subscribed(source)
    live.revoke("exercise:7:KOR")
    assert stream.line() == ""
    assert Stream(server, path).status == 404
    Stream(server, address_of("exercise:7:KOR")).opened()
    live.publish("exercise:7:JPN", "board")
    assert other.line() == "data: board"


def test_a_page_made_a_moment_ago_has_the_broker_asked_nothing(
    server: Server, source: RedisBroadcast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a class goes to its results, all its streams open in the same second."""
    Stream(server, address_of("exercise:7")).opened()
    subscribed(source)
    asked: list[object] = []
    revocations = source.revocations

    async def counted(channels: Collection[str]) -> dict[str, float]:
        asked.append(channels)
        return await revocations(channels)

    monkeypatch.setattr(source, "revocations", counted)
    path = address_of("exercise:7:KOR", "exercise:7")
    stream = Stream(server, path).opened()
    live.revoke("exercise:7:KOR")
    assert stream.line() == ""
    assert Stream(server, path).status == 404
    assert not asked
    monkeypatch.setattr("wargame.live.hub.Hub.KEPT_SECONDS", 0.0)
    assert Stream(server, path).status == 404
    assert asked, "what is no longer remembered here, the broker knows"


def test_what_is_told_while_a_page_is_on_its_way_is_told_when_it_listens(
    server: Server, source: RedisBroadcast
) -> None:
    other = Stream(server, address_of("exercise:7")).opened()
    live.publish("exercise:7", "roster")
    path = address_of("exercise:7")
    live.publish("exercise:7", "board")
    live.publish("exercise:8", "orders")
    assert [other.line(), other.line()] == ["data: roster", "data: board"]
    late = Stream(server, path).opened()
    assert late.line() == "data: board", "and not what the page shows already"
    live.publish("exercise:7", "inbox")
    assert late.line() == "data: inbox"


def test_a_page_that_is_older_than_what_is_kept_looks_at_everything(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address_of("exercise:7")
    monkeypatch.setattr("wargame.live.hub.Hub.KEPT_SECONDS", 0.0)
    assert Stream(server, path).opened().line() == "data: *"


def test_a_page_that_is_older_than_the_process_looks_at_everything(source: RedisBroadcast, server: Server) -> None:
    path = address_of("exercise:7")
    second = Server(source, holds)
    try:
        assert Stream(second, path).opened().line() == "data: *"
    finally:
        second.stop()


def test_a_page_that_was_revoked_while_it_was_opened_is_ended(server: Server, source: RedisBroadcast) -> None:
    path = address_of("exercise:7:KOR")
    other = Stream(server, address_of("exercise:7:KOR", "exercise:7")).opened()
    source.send(channel_digest("exercise:7:KOR"), "!")
    assert other.line() == ""
    assert Stream(server, path).line() == ""


def test_who_was_sent_away_while_the_broker_was_not_heard_hears_no_more(
    server: Server, source: RedisBroadcast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.live.hub.Hub.RETRY_SECONDS", 5.0)
    gone = Stream(server, address_of("exercise:7", "exercise:7:person:3")).opened()
    stays = Stream(server, address_of("exercise:7", "exercise:7:person:4")).opened()
    subscribed(source)
    source._client.client_kill_filter(_type="pubsub")
    eventually(lambda: not source._client.pubsub_numpat())
    live.revoke("exercise:7:person:3")
    assert set(iter(gone.line, "")) <= {"data: *"}
    live.publish("exercise:7", "board")
    assert set(iter(stays.line, "data: board")) <= {"data: *"}


def test_a_quiet_stream_beats(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wargame.live.stream.HEARTBEAT_SECONDS", 0.1)
    stream = Stream(server, address_of("exercise:7")).opened()
    assert [stream.line() for _ in range(3)] == [":"] * 3


def test_a_listener_that_leaves_is_forgotten(server: Server) -> None:
    stream = Stream(server, address_of("exercise:7")).opened()
    assert len(server.application.hub.listeners) == 1
    stream.close()
    eventually(lambda: not server.application.hub.listeners)


def test_a_hundred_streams_share_one_subscription_and_no_database(server: Server, source: RedisBroadcast) -> None:
    browsers = [f"browser{number}" for number in range(100)]
    streams = [Stream(server, address_of("exercise:7", session=each), session=each).opened() for each in browsers]
    subscribed(source)
    assert source._client.pubsub_numpat() == 1
    page = Stream(server, "/help/no-such-page/")
    assert page.status == 404, "pages are served beside the streams"
    live.publish("exercise:7", "board")
    assert [stream.line() for stream in streams] == ["data: board"] * 100


class TestOnCommit:
    """Notices in real transactions: which are published, and when."""

    @pytest.fixture(autouse=True)
    def _immediate_commits(self) -> None:
        """Replace the fixture of the module, so that commits are real."""

    def test_nothing_is_told_of_what_was_rolled_back(
        self, source: RedisBroadcast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with django_capture_on_commit_callbacks() as hooks:
            try:
                with transaction.atomic():
                    live.publish("exercise:7", "board")
                    raise LookupError
            except LookupError:
                pass
        assert hooks == []
        assert not connection.needs_rollback

    def test_a_notice_leaves_with_the_commit(
        self, source: RedisBroadcast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with source._client.pubsub() as listening:
            listening.psubscribe("*")
            assert listening.get_message(timeout=PATIENCE), "it listens"
            with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
                live.publish("exercise:7", "board")
                assert listening.get_message(timeout=0.05) is None
            message = listening.get_message(timeout=PATIENCE)
        assert message is not None
        assert message["data"].split()[0] == b"board"
