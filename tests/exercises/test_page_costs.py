"""The number of queries of a class's pages, which thirty people open at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import later, offered, problems_of
from wargame.exercises import access
from wargame.exercises.control.services import phases
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.models import Participant
from wargame.web import qr

HTMX = {"HX-Request": "true"}
READ_BY_KEY = 3
"""Exercise, seat and branch of a person: each by its key, which costs a tenth of a joined statement."""
Klass = Callable[..., Class]


@pytest.fixture
def klass(kept_class: Klass) -> Class:
    return kept_class(begin, orders_seconds=600)


def begin(klass: Class) -> None:
    klass.join("Bo", "KOR")
    klass.join("Cy", "JPN")
    klass.start()


@pytest.fixture
def bo(klass: Class, client: Client) -> Participant:
    """Return Bo, whose visit was recorded a moment ago, in a process that has shown a page of the scenario before."""
    person: Participant = klass.exercise.participants.get(name="Bo")
    client.force_login(person.user)
    statements_of(client, klass, "clock")
    Participant.objects.filter(pk=person.pk).update(seen_at=timezone.now())
    return person


def statements_of(client: Client, klass: Class, name: str, *rest: int, **query: str) -> list[str]:
    """Return the SQL statements of a page or region, with those for session and user."""
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name, args=[klass.exercise.code, *rest]), query, headers=HTMX)
    return [query["sql"] for query in queries]


def _asks_for_people(statement: str) -> bool:
    return 'FROM "exercises_participant"' in statement


def about(statements: list[str], table: str) -> int:
    return sum(f'FROM "exercises_{table}"' in statement for statement in statements)


@pytest.mark.parametrize("name", ["phase", "board", "orders", "clock"])
def test_a_region_that_was_seen_costs_little(klass: Class, client: Client, bo: Participant, name: str) -> None:
    shown = client.get(reverse("play", args=[klass.exercise.code])).context["frame"]
    seen = {"board": f"{shown.seen}-0", "orders": f"{shown.seen}-0", "clock": shown.seen_clock}.get(name, shown.seen)
    statements = statements_of(client, klass, name, seen=seen)
    assert len(statements) <= 4 + READ_BY_KEY + (name in {"board", "orders"}), statements
    assert not [statement for statement in statements if not statement.startswith("SELECT")]


def test_results_that_somebody_of_the_seat_has_opened_cost_little(
    klass: Class, client: Client, bo: Participant
) -> None:
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    klass.resolve()
    statements_of(client, klass, "results", 1)
    statements = statements_of(client, klass, "results", 1)
    assert len(statements) <= 10 + READ_BY_KEY, statements
    assert about(statements, "wallquestion") == 1, "whether a question stands on the projector is not kept"
    assert about(statements, "turn") == 3, "the turn of the page, the one that the class has reached, those of messages"
    assert not [each for each in statements if '"world"' in each], "what was played is in the parts that are kept"


def test_results_that_nobody_of_the_seat_has_opened_ask_for_nothing_that_is_not_there(
    klass: Class, client: Client, bo: Participant
) -> None:
    """Thirty seats of six classes have theirs made in the second in which a turn ends."""
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    klass.resolve()
    statements = statements_of(client, klass, "results", 1)
    assert len(statements) <= 21 + READ_BY_KEY, statements
    assert not [each for each in statements if "LEFT OUTER JOIN" in each]
    large = [each for each in statements if '"world"' in each]
    assert len(large) == 1, "the turn of the page: none follows it yet"


@pytest.mark.parametrize("name", ["roster", "clock", "phase"])
def test_what_shows_no_board_does_not_read_it(
    klass: Class, client: Client, bo: Participant, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.exercises.perspectives.view_of", None)
    assert len(statements_of(client, klass, name)) <= 5 + READ_BY_KEY


@pytest.mark.parametrize(
    "name", ["play", "messages", "press", "proposals", "overview", "log", "log_json", "map_table", "dice"]
)
def test_the_view_and_the_line_above_ask_once_who_somebody_is(
    klass: Class, client: Client, bo: Participant, name: str
) -> None:
    statements = statements_of(client, klass, name)
    assert sum("user_id" in one.partition("WHERE")[2] for one in statements if _asks_for_people(one)) == 1


def test_a_region_asks_once_who_somebody_is(klass: Class, client: Client, bo: Participant) -> None:
    statements = statements_of(client, klass, "orders")
    assert [about(statements, table) for table in ("participant", "exercise", "seat", "branch")] == [1] * 4


def test_who_comes_from_a_known_address_has_one_row_written(klass: Class, client: Client, bo: Participant) -> None:
    """One writes at a time in SQLite, and a class opens its results in one second."""
    statements_of(client, klass, "play")
    Participant.objects.filter(pk=bo.pk).update(seen_at=timezone.now() - later(60))
    statements_of(client, klass, "clock")
    Participant.objects.filter(pk=bo.pk).update(seen_at=timezone.now() - later(60))
    statements = statements_of(client, klass, "play")
    written = [statement for statement in statements if not statement.startswith("SELECT")]
    assert [statement.split('"')[1] for statement in written] == ["exercises_participant"], written


def test_messages_are_read_once(klass: Class, client: Client, bo: Participant) -> None:
    cy = klass.exercise.participants.get(name="Cy")
    messages.send(by=cy, recipients=["KOR"], text="Good morning", is_statement=False, now=klass.now)
    assert about(statements_of(client, klass, "inbox"), "message") == 1
    assert about(statements_of(client, klass, "inbox", seen="KOR-1-1-open-0"), "message") == 1
    assert about(statements_of(client, klass, "messages"), "message") == 1


def test_where_no_author_is_shown_who_read_a_message_nobody_asks_for_it(
    klass: Class, client: Client, bo: Participant
) -> None:
    messages.send(by=bo, recipients=["JPN"], text="Good morning", is_statement=False, now=klass.now)
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    klass.resolve()
    assert [about(statements_of(client, klass, *page), "receipt") for page in (("results", 1), ("inbox",))] == [0, 0]


def test_a_clock_that_moves_has_only_the_clock_come_again(klass: Class, client: Client, bo: Participant) -> None:
    code = klass.exercise.code
    shown = client.get(reverse("play", args=[code])).context["frame"]
    phases.extend(turn=klass.turn, seconds=60, by=klass.ada, now=klass.now)
    board = client.get(reverse("board", args=[code]), {"seen": f"{shown.seen}-0"}, headers=HTMX)
    assert board.status_code == 204
    phase = client.get(reverse("phase", args=[code]), {"seen": shown.seen}, headers=HTMX)
    assert phase.status_code == 204, "else every region would look"
    clock = client.get(reverse("clock", args=[code]), {"seen": shown.seen_clock}, headers=HTMX)
    assert clock.status_code == 200


@pytest.mark.slow
def test_a_phase_that_changes_has_every_region_look(make_class: Klass, client: Client) -> None:
    klass = make_class(brief_seconds=60)
    bo = klass.join("Bo", "KOR")
    turn = klass.start()
    client.force_login(bo.user)
    code = klass.exercise.code
    seen = {"seen": client.get(reverse("play", args=[code])).context["frame"].seen}
    assert client.get(reverse("phase", args=[code]), seen, headers=HTMX).status_code == 204
    phases.open_orders(turn=turn, by=klass.ada, now=klass.now)
    answer = client.get(reverse("phase", args=[code]), seen, headers=HTMX)
    assert b'id="phase"' in answer.content
    assert all(
        f"live:{name}" in answer.headers["HX-Trigger"] for name in ("board", "orders", "inbox", "roster", "clock")
    )
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    gone = client.get(reverse("phase", args=[code]), seen, headers=HTMX)
    assert gone.headers["HX-Redirect"] == reverse("results", args=[code, 1])


def test_results_that_a_reopened_turn_takes_back_send_the_whole_page_on(
    klass: Class, client: Client, bo: Participant
) -> None:
    code = klass.exercise.code
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    assert client.get(reverse("results", args=[code, 1]), headers=HTMX).status_code == 200
    phases.reopen(turn=klass.turn, by=klass.ada, now=klass.now)
    answer = client.get(reverse("results", args=[code, 1]), headers=HTMX)
    assert answer.headers["HX-Redirect"] == reverse("play", args=[code])


def test_a_page_that_stayed_on_a_turn_looks_when_it_is_reopened(
    klass: Class,
    client: Client,
    bo: Participant,
    notices: list[tuple[str, str]],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    code = klass.exercise.code
    klass.submit(bo)
    seen = {"seen": f"{client.get(reverse('play', args=[code])).context['frame'].seen}-1"}
    phases.close(turn=klass.turn, by=klass.ada, now=klass.now)
    with django_capture_on_commit_callbacks(execute=True):
        phases.reopen(turn=klass.turn, by=klass.ada, now=klass.now)
    assert {"orders", "clock", "roster"} <= {word for channel, word in notices}
    assert b"submit-orders" in client.get(reverse("orders", args=[code]), seen, headers=HTMX).content


def test_a_team_that_submits_is_told_in_place(klass: Class, client: Client, bo: Participant) -> None:
    code = klass.exercise.code
    answer = client.post(reverse("submit", args=[code, 1]), {"revision": 0}, headers=HTMX)
    assert answer.status_code == 200
    assert b"Your orders are in" in answer.content
    assert b"data-focus" in answer.content
    cy = klass.exercise.participants.get(name="Cy")
    client.force_login(cy.user)
    last = client.post(reverse("submit", args=[code, 1]), {"revision": 0}, headers=HTMX)
    assert last.headers["HX-Redirect"] == reverse("results", args=[code, 1]), "all are ready: the turn is over"


def test_who_submits_what_a_colleague_has_filed_is_told_so_and_writes_nothing(
    klass: Class, client: Client, bo: Participant
) -> None:
    """A team presses the same button in the same second, and one writes at a time in SQLite."""
    klass.submit(bo)
    form = {"revision": 0, "key": "KOR-1-1-0"}
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(reverse("submit", args=[klass.exercise.code, 1]), form, headers=HTMX)
    assert b"Your orders are in" in answer.content
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert len(queries) <= 14, [query["sql"] for query in queries]


def test_who_can_give_no_orders_is_offered_none(
    klass: Class, client: Client, bo: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    klass.submit(bo)
    monkeypatch.setattr("wargame.exercises.perspectives.options", None)
    answer = client.get(reverse("orders", args=[klass.exercise.code]), headers=HTMX)
    assert b"Your orders are in" in answer.content


def test_only_news_about_a_seat_has_everybody_look(
    klass: Class,
    bo: Participant,
    notices: list[tuple[str, str]],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        klass.submit(bo)
    everybody = access.channel_of(klass.exercise.pk)
    assert (everybody, "roster") in notices
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):
        klass.submit(bo)
    assert not notices, "these orders were in before"
    others = next(row for row in offered(klass.turn, bo.seat) if not problems_of(klass.turn, bo.seat, [row]))
    with django_capture_on_commit_callbacks(execute=True):
        klass.submit(bo, [others])
    assert notices == [(access.channel_of_seat(bo.seat), "orders")], "the seat was ready before"


def test_the_code_of_an_address_to_join_is_drawn_once(
    make_class: Klass, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    klass = make_class()
    bo = klass.join("Bo", "KOR")
    client.force_login(bo.user)
    drawn: list[str] = []

    def draw(text: str) -> str:
        drawn.append(text)
        return "<svg></svg>"

    monkeypatch.setattr(qr, "qr_svg", draw)
    qr.shared_qr_svg.cache_clear()
    for _ in range(2):
        client.get(reverse("lobby", args=[klass.exercise.code]), headers=HTMX)
    qr.shared_qr_svg.cache_clear()
    assert len(drawn) == 1
