"""The line that says where the exercise stands, on every other page."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.codes import dashed_code
from wargame.exercises.control.services import lifecycle, phases, undo
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant, Turn
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
DASH = "\N{EN DASH}"
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
Klass = Callable[..., Class]


@pytest.fixture
def klass(kept_class: Klass) -> Class:
    """Bo plays South Korea, Cy plays Japan, Dee watches; turn 1 takes orders for ten minutes."""
    return kept_class(begin, orders_seconds=600, allows_observers=True)


def begin(klass: Class) -> None:
    klass.join("Bo", "KOR")
    klass.join("Cy", "JPN")
    watch(klass, "Dee")
    klass.start()


def watch(klass: Class, name: str) -> Participant:
    part = Participant.Part.OBSERVER
    return participants.join(exercise=klass.exercise, name=name, now=klass.now, part=part).participant


def browser(klass: Class, name: str) -> Client:
    user = klass.exercise.participants.get(name=name).user
    assert isinstance(user, User)
    client = Client()
    client.force_login(user)
    return client


def line_of(page: str) -> str:
    """Return the text of the line, or "" if the page has none."""
    line = re.search(r'<section class="standing.*?</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", line[0]).split()) if line else ""


def title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert found
    return " ".join(found[1].split())


def led_to(page: str) -> str:
    found = re.search(r'<a class="btn"\s+id="go"\s+href="([^"]+)"', page)
    return found[1] if found else ""


def to_the_second_turn(klass: Class) -> None:
    for name in ("Bo", "Cy"):
        klass.submit(Participant.objects.select_related("user").get(exercise=klass.exercise, name=name))
    klass.resolve()
    klass.open_next()
    Turn.objects.filter(pk=klass.turn.pk).update(deadline=timezone.now() + timedelta(minutes=9, seconds=41))


PAGES = ("results", "log", "messages", "press", "proposals", "map_table", "turn", "seat_briefing")


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_who_reads_is_told_that_the_next_turn_runs(klass: Class, name: str) -> None:
    to_the_second_turn(klass)
    code = klass.exercise.code
    rest = {"results": [1], "turn": [1], "seat_briefing": ["KOR"]}.get(name, [])
    page = browser(klass, "Bo").get(reverse(name, args=[code, *rest])).content.decode()
    assert re.fullmatch(r"Turn 2 is open 09:[34]\d left 3 of 5 seats ready : CHN, RUS, USA Go to turn 2", line_of(page))
    assert led_to(page) == reverse("play", args=[code])
    assert re.match(rf"● Turn 2 open {DASH} 09:[34]\d {DASH} ", title(page))
    assert 'data-live-regions="' in page
    assert "standing" in page.split('data-live-regions="')[1].split('"')[0].split()
    assert page.split('data-live-url="')[1][0] != '"'


@pytest.mark.slow
@pytest.mark.parametrize("name", ["landing", "method", "keys", "scenario"])
def test_a_public_page_tells_it_too(klass: Class, name: str) -> None:
    to_the_second_turn(klass)
    rest = [klass.exercise.scenario_version.scenario.slug] if name == "scenario" else []
    page = browser(klass, "Bo").get(reverse(name, args=rest)).content.decode()
    assert line_of(page).startswith("Turn 2 is open")
    assert 'data-live-regions="standing"' in page
    assert line_of(Client().get(reverse(name, args=rest)).content.decode()) == ""
    assert line_of(browser(klass, klass.ada.name).get(reverse(name, args=rest)).content.decode()) == ""


@pytest.mark.slow
def test_the_page_of_the_turn_itself_has_no_line_but_its_clock_in_the_title(klass: Class) -> None:
    to_the_second_turn(klass)
    page = browser(klass, "Bo").get(reverse("play", args=[klass.exercise.code])).content.decode()
    assert line_of(page) == ""
    assert re.match(rf"09:[34]\d {DASH} Turn 2 · ", title(page))


@pytest.mark.slow
def test_every_phase_is_said_until_the_end(make_class: Klass) -> None:
    klass = make_class(brief_seconds=600, orders_seconds=600, adjudication="free")
    bo = klass.join("Bo", "KOR")
    reader = browser(klass, "Bo")

    def line() -> str:
        return line_of(reader.get(reverse("log", args=[klass.exercise.code])).content.decode())

    klass.start()
    assert line().startswith("Turn 1 begins: read the brief")
    phases.open_orders(turn=klass.turn, by=klass.ada, now=klass.now)
    phases.pause(turn=klass.turn, by=klass.ada, now=klass.now)
    assert re.fullmatch(r"Turn 1 is paused (10:00|09:5\d) left 4 of 5 seats ready : .* Go to turn 1", line())
    phases.resume(turn=klass.turn, by=klass.ada, now=klass.now)
    klass.submit(bo)
    assert line() == "Turn 1 is closed for orders See how it stands"
    turns.resolve(turn_id=klass.turn.pk, now=timezone.now())
    assert line() == "The white cell reviews turn 1 See how it stands"
    phases.reveal(turn=klass.turn, by=klass.ada, now=klass.now, accepts_rest=True)
    assert line() == "The results of turn 1 are there Go to the results"
    code = klass.exercise.code
    results = reader.get(reverse("results", args=[code, 1])).content.decode()
    assert line_of(results) == "", "the reader is there"
    klass.open_next()
    lifecycle.end(exercise=klass.exercise, by=klass.ada, reason="", now=klass.now)
    ended = reader.get(reverse("standing", args=[code]), headers=HTMX).content.decode()
    assert line_of(ended).startswith("The exercise has ended")


@pytest.mark.slow
def test_pages_with_results_go_back_to_the_review_and_later_ask_the_rooms_question(make_class: Klass) -> None:
    klass = make_class(adjudication="free")
    bo, reader, code = klass.join("Bo", "KOR"), browser(klass, "Bo"), klass.exercise.code
    klass.start()
    klass.submit(bo)
    turns.resolve(turn_id=klass.turn.pk, now=timezone.now())
    phases.reveal(turn=klass.turn, by=klass.ada, now=klass.now, accepts_rest=True)
    results = reader.get(reverse("results", args=[code, 1])).content.decode()
    undo.unreveal(turn=klass.turn, by=klass.ada, now=klass.now)
    seen = results.split("/standing/?seen=")[1].split('"')[0]
    for name, is_refreshed in (("results", True), ("log", True), ("replay", True), ("messages", False)):
        page = reverse(name, args=[code, 1] if name == "results" else [code])
        headers = HTMX | {"HX-Current-URL": f"http://testserver{page}"}
        answer = reader.get(reverse("standing", args=[code]), {"seen": seen}, headers=headers)
        assert ("HX-Refresh" in answer.headers) is is_refreshed, "pages with the results go back to the review"
    next_step = reader.get(reverse("results", args=[code, 1]), headers=HTMX)
    assert "HX-Refresh" in next_step.headers, "its line may not have looked again since the reveal"
    phases.reveal(turn=klass.turn, by=klass.ada, now=klass.now, accepts_rest=True)
    phases.discuss(turn=klass.turn, by=klass.ada, now=klass.now)
    Turn.objects.filter(pk=klass.turn.pk).update(deadline=timezone.now() + timedelta(minutes=2, seconds=30))
    here = reader.get(reverse("results", args=[code, 1])).content.decode()
    assert re.fullmatch(r"Talk about it with all: .*\? 02:\d\d left", line_of(here))
    assert "data-only-tells" in here
    assert led_to(reader.get(reverse("log", args=[code])).content.decode()) == reverse("results", args=[code, 1])


@pytest.mark.slow
def test_an_observer_sees_the_clock_where_they_watch(klass: Class) -> None:
    to_the_second_turn(klass)
    dee = browser(klass, "Dee")
    code = klass.exercise.code
    here = dee.get(reverse("watch", args=[code])).content.decode()
    assert re.fullmatch(r"Turn 2 is open 09:[34]\d left 3 of 5 seats ready : CHN, RUS, USA", line_of(here))
    elsewhere = dee.get(reverse("press", args=[code])).content.decode()
    assert line_of(elsewhere).endswith("Go and see")


@pytest.mark.slow
def test_who_sees_it_later_is_told_of_nothing_that_they_do_not_see(make_class: Klass) -> None:
    klass = make_class(orders_seconds=600, allows_observers=True, observer_delay=1)
    klass.join("Bo", "KOR")
    klass.join("Cy", "JPN")
    watch(klass, "Dee")
    klass.start()
    dee = browser(klass, "Dee")
    region = reverse("standing", args=[klass.exercise.code])
    assert line_of(dee.get(region).content.decode()) == ""
    before = dee.get(reverse("method")).content.decode()
    assert line_of(before) == ""
    phases.extend(turn=klass.turn, seconds=60, by=klass.ada, now=klass.now)
    assert dee.get(region, {"seen": ""}).status_code == 204
    to_the_second_turn(klass)
    assert line_of(dee.get(region).content.decode()) == "You see turn 1 now Go and see"
    phases.pause(turn=klass.turn, by=klass.ada, now=klass.now)
    assert line_of(dee.get(region).content.decode()) == "You see turn 1 now Go and see"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["people", "injects", "messages", "press", "room_review"])
def test_the_white_cell_is_led_back_to_its_room(klass: Class, name: str) -> None:
    to_the_second_turn(klass)
    code = klass.exercise.code
    address = reverse({"room_review": "review"}.get(name, name), args=[code])
    page = browser(klass, klass.ada.name).get(address).content.decode()
    assert line_of(page).startswith("Turn 2 is open")
    assert led_to(page) == reverse("room", args=[code])
    room = browser(klass, klass.ada.name).get(reverse("room", args=[code])).content.decode()
    assert line_of(room) == "", "the room has its own clock"
    assert re.match(rf"09:[34]\d {DASH} ", title(room))


@pytest.mark.slow
def test_the_line_is_a_region_that_is_read_aloud_once(klass: Class) -> None:
    bo, code = browser(klass, "Bo"), klass.exercise.code
    address = reverse("standing", args=[code])
    to_the_second_turn(klass)
    first = bo.get(address, headers=HTMX)
    assert "Turn 2 is open." in first.headers["HX-Trigger"]
    seen = re.search(r'hx-get="[^"]*\?seen=([^"]+)"', first.content.decode())
    assert seen
    again = bo.get(f"{address}?seen={seen[1]}", headers=HTMX)
    assert again.status_code == 204
    phases.extend(turn=klass.turn, seconds=60, by=klass.ada, now=klass.now)
    moved = bo.get(f"{address}?seen={seen[1]}", headers=HTMX)
    assert moved.status_code == 200
    assert "HX-Trigger" not in moved.headers, "the clock alone is other than it was"


@pytest.mark.slow
def test_the_line_knows_on_which_page_it_stands(klass: Class) -> None:
    bo, code = browser(klass, "Bo"), klass.exercise.code
    address = reverse("standing", args=[code])
    on = f"http://testserver{reverse('play', args=[code])}#pane-orders"
    assert line_of(bo.get(address, headers=HTMX | {"HX-Current-URL": on}).content.decode()) == ""
    assert line_of(bo.get(address, headers=HTMX).content.decode()) != ""
    klass.submit(Participant.objects.select_related("user").get(exercise=klass.exercise, name="Bo"))
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    klass.resolve()
    for each in (code, dashed_code(code)):
        assert line_of(bo.get(reverse("results", args=[each, 1])).content.decode()) == ""


@pytest.mark.slow
def test_it_says_which_seats_are_ready_and_looks_again_when_one_is(klass: Class) -> None:
    bo, code = browser(klass, "Bo"), klass.exercise.code
    page = bo.get(reverse("log", args=[code])).content.decode()
    assert "3 of 5 seats ready : CHN, RUS, USA" in line_of(page)
    assert "live:roster from:body" in page
    seen = page.split("?seen=")[1].split('"')[0]
    address = f"{reverse('standing', args=[code])}?seen={seen}"
    assert bo.get(address, headers=HTMX).status_code == 204
    klass.submit(Participant.objects.select_related("user").get(exercise=klass.exercise, name="Cy"))
    answer = bo.get(address, headers=HTMX)
    assert "4 of 5 seats ready : CHN, JPN, RUS, USA" in line_of(answer.content.decode())
    assert "announce" not in answer.headers.get("HX-Trigger", ""), "that is not read aloud each time"


def test_the_line_costs_little(klass: Class) -> None:
    bo, address = browser(klass, "Bo"), reverse("standing", args=[klass.exercise.code])
    bo.get(address, headers=HTMX)  # The first page of a process reads the scenario, and keeps it.
    klass.exercise.participants.update(seen_at=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        bo.get(address, headers=HTMX)
    # Session, person, exercise, branch, seat and turn are a statement each, which costs less than one of them all.
    assert len(asked) <= 8, [query["sql"] for query in asked]
    assert not [query for query in asked if '"world"' in query["sql"]]


def test_a_stranger_and_who_plays_alone_have_no_line(klass: Class, eve: User, client: Client) -> None:
    client.force_login(eve)
    assert client.get(reverse("standing", args=[klass.exercise.code])).status_code == 404
    assert line_of(client.get(reverse("method")).content.decode()) == ""


def test_the_line_has_one_name_everywhere() -> None:
    part = (TEMPLATES / "exercises/standing/parts/standing.html").read_text()
    assert 'id="standing"' in part
    assert "url 'standing' standing.code" in part
    assert "live:standing from:body" in part
    assert reverse("standing", args=["K7QF2M"]) == "/x/K7QF2M/standing/"


def test_an_address_that_cannot_be_read_counts_as_unknown(klass: Class) -> None:
    address = reverse("standing", args=[klass.exercise.code])
    answer = browser(klass, "Dee").get(address, headers=HTMX | {"HX-Current-URL": "http://[x"})
    assert answer.status_code == 200
