"""A web process works on few requests at a time, the most urgent first, and gets to all of them."""

import asyncio

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.handlers.asgi import ASGIHandler
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.run_coroutine import run
from tests.serving import PATIENCE
from wargame.accounts.models import User
from wargame.web import request_queue
from wargame.web.request_queue import STUCK_SECONDS, KnownSessions, Places, QueueingHandler, Urgency, urgency_of
from wargame.web.sessions import SessionStore

HTMX = {"HX-Request": "true"}


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
        async with places.place(urgency, name):
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


def order_of(came: list[tuple[Urgency, str]]) -> list[str]:
    """Return the order in which browsers are served that all sent requests while the only place was occupied."""
    served: list[str] = []

    async def visit(places: Places, urgency: Urgency, browser: str) -> None:
        async with places.place(urgency, browser):
            served.append(browser)

    async def scene() -> None:
        places = Places(1)
        async with places.place(Urgency.PAGE, "first"):
            visits = [asyncio.create_task(visit(places, urgency, browser)) for urgency, browser in came]
            await asyncio.sleep(0)
        await asyncio.gather(*visits)

    run(scene())
    return served


def test_a_flood_of_one_browser_pushes_nobody_back() -> None:
    flood, others = 100 * [(Urgency.ACT, "eve")], [(Urgency.ACT, f"student {number}") for number in range(30)]
    served = order_of([*flood, *others])
    last = max(place for place, browser in enumerate(served) if browser != "eve")
    assert last < 42, "thirty others, one of the flood as of everybody, and every fourth place"


def test_who_waits_longest_gets_every_fourth_place() -> None:
    acts = [(Urgency.ACT, f"student {number}") for number in range(30)]
    assert order_of([(Urgency.REGION, "bo"), (Urgency.PAGE, "ada"), *acts]).index("bo") == 3
    assert order_of([(Urgency.REGION, "bo"), (Urgency.PAGE, "ada"), *acts]).index("ada") == 7


def test_a_program_that_never_stops_acting_leaves_places_for_pages() -> None:
    async def scene() -> int:
        places, acted, is_served = Places(2), 0, asyncio.Event()

        async def act_for_ever(number: int) -> None:
            nonlocal acted
            while not is_served.is_set():
                async with places.place(Urgency.ACT, f"program {number}"):
                    await asyncio.sleep(0)
                    acted += 1
                    assert acted < 1000, "the page is never served"

        async def look() -> None:
            async with places.place(Urgency.PAGE, "bo"):
                is_served.set()

        programs = [asyncio.create_task(act_for_ever(number)) for number in range(6)]
        await asyncio.sleep(0)
        await asyncio.gather(look(), *programs)
        return acted

    assert run(scene()) < 60


def test_forecasts_leave_a_place_to_all_else() -> None:
    async def scene() -> list[str]:
        places, begun, goes_on = Places(2), list[str](), asyncio.Event()

        async def visit(name: str, urgency: Urgency) -> None:
            async with places.place(urgency, name):
                begun.append(name)
                if urgency is Urgency.FORECAST:
                    await goes_on.wait()

        visits = [asyncio.create_task(visit(f"forecast {number}", Urgency.FORECAST)) for number in (1, 2, 3)]
        await asyncio.sleep(0)
        for number in range(5):
            await asyncio.wait_for(visit(f"submit {number}", Urgency.ACT), PATIENCE)
        visits[1].cancel()
        await asyncio.sleep(0)
        goes_on.set()
        await asyncio.wait_for(asyncio.gather(*visits, return_exceptions=True), PATIENCE)
        async with places.place(Urgency.ACT, "first"), asyncio.timeout(PATIENCE), places.place(Urgency.ACT, "second"):
            return begun

    submits = [f"submit {number}" for number in range(5)]
    assert run(scene()) == ["forecast 1", *submits, "forecast 3"]


def test_where_there_is_one_place_forecasts_get_it_too() -> None:
    assert order_of([(Urgency.FORECAST, "bo"), (Urgency.REGION, "ada"), (Urgency.FORECAST, "eve")]) == [
        "ada",
        "bo",
        "eve",
    ]


def test_nothing_is_kept_of_who_has_been_served() -> None:
    async def scene() -> list[object]:
        places = Places(1)
        async with places.place(Urgency.PAGE, "bo"):
            leaving, called = (asyncio.create_task(places._wait(Urgency.PAGE, name)) for name in ("ada", "eve"))
            await asyncio.sleep(0)
            leaving.cancel()
        await asyncio.gather(leaving, called, return_exceptions=True)
        return [*places._waiting, *places._of_browser]

    assert run(scene()) == []


def test_who_leaves_when_called_gives_the_place_to_the_next() -> None:
    async def scene() -> bool:
        places = Places(1)
        async with places.place(Urgency.PAGE, "bo"):
            leaving = asyncio.create_task(places._wait(Urgency.PAGE, "bo"))
            staying = asyncio.create_task(places._wait(Urgency.PAGE, "bo"))
            await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.wait_for(staying, PATIENCE)
        return leaving.cancelled()

    assert run(scene())


def test_what_is_urgent_is_read_from_the_request() -> None:
    make = RequestFactory()
    assert urgency_of(make.post("/"), "") == Urgency.PAGE, "a stranger has no orders to send"
    assert urgency_of(make.post("/"), "known") == Urgency.ACT
    assert urgency_of(make.get("/"), "known") == Urgency.PAGE
    assert urgency_of(make.get("/", headers=HTMX), "known") == Urgency.REGION
    assert urgency_of(make.get("/no/such/page/", headers=HTMX), "known") == Urgency.REGION


@pytest.mark.parametrize(("name", "slot"), [("told", ()), ("preview", (1,))])
def test_what_is_told_of_orders_is_a_forecast_where_a_page_is_shown_already(name: str, slot: tuple[int, ...]) -> None:
    make, address = RequestFactory(), reverse(name, args=["CODE12", 1, *slot])
    assert urgency_of(make.get(address, headers=HTMX), "known") == Urgency.FORECAST
    assert urgency_of(make.get(address), "known") == Urgency.PAGE


@pytest.mark.parametrize("name", ["ask_staff", "api-staff"])
def test_a_question_to_the_staff_waits_for_others_orders(name: str) -> None:
    """Its answer takes as long as ten requests: asked in the last second, it made the orders of others late."""
    address = reverse(name, args=["CODE12", 1])
    assert urgency_of(RequestFactory().post(address), "known") == Urgency.FORECAST


def test_bringing_an_archive_in_waits_for_others_orders() -> None:
    assert urgency_of(RequestFactory().post(reverse("import_exercise")), "known") == Urgency.FORECAST


def test_whoever_asks_for_advisers_waits_for_a_forecast_however_they_ask() -> None:
    make = RequestFactory()
    assert urgency_of(make.get(reverse("cabinet", args=["CODE12"]), headers=HTMX), "known") == Urgency.FORECAST
    assert urgency_of(make.get(f"{reverse('play', args=['CODE12'])}?cabinet=1"), "known") == Urgency.FORECAST
    assert urgency_of(make.get(reverse("api-advice", args=["CODE12", 1])), "known") == Urgency.FORECAST


@pytest.mark.parametrize("name", ["play", "orders"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_page_that_asks_for_what_is_told_of_its_orders_waits_for_a_forecast(
    name: str, headers: dict[str, str]
) -> None:
    """Such requests went before all regions, and before others' orders in every fourth place."""
    address = f"{reverse(name, args=['CODE12'])}?told=1"
    assert urgency_of(RequestFactory().get(address, headers=headers), "known") == Urgency.FORECAST


def visit(handler: QueueingHandler, path: str, cookie: str = "") -> None:
    """Send a request to the handler and await its answer."""

    async def scene() -> None:
        headers = [(b"host", b"localhost"), (b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
        visitor = ApplicationCommunicator(handler, scope)
        await visitor.send_input({"type": "http.request", "body": b"", "more_body": False})
        await visitor.receive_output(PATIENCE)
        await visitor.receive_output(PATIENCE)

    run(scene())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_session_counts_once_it_has_been_found_and_an_invented_one_never(client: Client) -> None:
    client.force_login(User.objects.create_user("bo"))
    key, invented = client.session.session_key or "", 32 * "a"
    handler, make = QueueingHandler(1), RequestFactory()
    known = []
    for cookie in (key, invented):
        for path in ("/accessibility/", "/exercises/", "/exercises/"):
            request = make.post("/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
            known.append(handler._known.key_of(request))
            visit(handler, path, cookie)
    assert known[-3:] == ["", "", ""]
    assert key in known
    assert handler._known.key_of(make.post("/")) == ""


@pytest.mark.django_db(transaction=True)
def test_a_session_in_which_nobody_is_signed_in_does_not_count() -> None:
    """A sender of refused forms gets one answer for each."""
    stranger = SessionStore()
    stranger["mark"] = "x"
    stranger.save()
    assert not is_known_after_a_visit(stranger.session_key or "")


@pytest.mark.django_db(transaction=True)
def test_an_invented_cookie_does_not_count_while_the_database_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> list[Session]:
        raise OperationalError("database is locked")

    monkeypatch.setattr("wargame.web.sql_rows.rows", refuse)
    assert not is_known_after_a_visit(32 * "a")


def is_known_after_a_visit(cookie: str) -> bool:
    handler = QueueingHandler(1)
    visit(handler, "/exercises/", cookie)
    asked = RequestFactory().post("/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
    return bool(handler._known.key_of(asked))


def test_no_more_sessions_are_remembered_than_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_queue, "MOST_KNOWN", 2)
    known, make = KnownSessions(), RequestFactory()
    requests = [make.get("/", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={32 * letter}"}) for letter in "abac"]
    for request in requests:
        request.session = SessionStore(request.COOKIES[settings.SESSION_COOKIE_NAME])
        request.session.is_signed_in = True
        known.note(request)
    assert [known.key_of(request) for request in requests] == [32 * "a", "", 32 * "a", 32 * "c"]


def test_health_waits_for_no_place_and_tells_of_a_request_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("wargame.web.request_queue.monotonic", lambda: now)

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


def test_django_still_asks_the_handler_for_every_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "wargame.web.request_queue.urgency_of", lambda request, key: asked.append(request.path) or Urgency.PAGE
    )

    async def scene() -> int:
        headers = [(b"host", b"localhost")]
        scope = {"type": "http", "method": "GET", "path": "/accessibility/", "query_string": b"", "headers": headers}
        visitor = ApplicationCommunicator(QueueingHandler(1), scope)
        await visitor.send_input({"type": "http.request", "body": b"", "more_body": False})
        return int((await visitor.receive_output(PATIENCE))["status"])

    assert run(scene()) == 200
    assert asked == ["/accessibility/"], (
        "Django no longer calls ASGIHandler.get_response_async: QueueingHandler lets every request through at once"
    )
