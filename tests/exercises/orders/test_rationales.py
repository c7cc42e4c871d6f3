"""Rationales: only their author reads them, and the white cell once orders are closed."""

import json
from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from tests.exercises import every_answer
from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle, takeovers
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant, Rationale
from wargame.exercises.orders.services import orders, rationales
from wargame.exercises.results import exports

pytestmark = pytest.mark.django_db

WHY = "They will blink first."


@pytest.fixture
def table(kept_class: Callable[..., Class]) -> Class:
    """Bo and Di play South Korea, Cy plays Japan; turn 1 takes orders."""
    return kept_class(begin)


def begin(group: Class) -> None:
    for name, role in (("Bo", "KOR"), ("Di", "KOR"), ("Cy", "JPN")):
        group.join(name, role)
    group.start()


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "seat__exercise", "exercise").get(name=name)


def write(group: Class, name: str, text: str = WHY) -> Rationale | None:
    by = person(group, name)
    assert by.seat
    return rationales.write(by=by, seat=by.seat, turn=group.turn, text=text, now=group.now)


def page(group: Class, name: str, address: str, *more: object) -> str:
    client = Client()
    client.force_login(group.ada.user if name == "Ada" else person(group, name).user)
    return client.get(reverse(address, args=[group.exercise.code, *more])).content.decode()


@pytest.mark.slow
def test_each_of_a_team_keeps_a_line_of_their_own_with_the_revision_of_the_sheet(table: Class) -> None:
    write(table, "Bo")
    table.draft(person(table, "Di"), [])
    write(table, "Di", "I would rather wait.")
    assert [*Rationale.objects.values_list("by__name", "text", "revision")] == [
        ("Bo", WHY, 0),
        ("Di", "I would rather wait.", 1),
    ]
    write(table, "Bo", "On second thoughts\nwe wait. ")
    bo = Rationale.objects.get(by__name="Bo")
    assert (bo.text, bo.revision) == ("On second thoughts we wait.", 1)
    assert write(table, "Bo", "  ") is None
    assert not Rationale.objects.filter(by__name="Bo").exists()


@pytest.mark.slow
def test_only_the_writer_reads_it_while_orders_are_open(table: Class) -> None:
    write(table, "Bo")
    assert {name: WHY in page(table, name, "play") for name in ("Bo", "Di", "Cy")} == {
        "Bo": True,
        "Di": False,
        "Cy": False,
    }
    assert [WHY in page(table, "Ada", name) for name in ("room", "room_rationales")] == [False, False]


@pytest.mark.slow
def test_the_white_cell_reads_it_once_orders_are_closed(table: Class) -> None:
    write(table, "Bo")
    for name in ("Bo", "Cy"):
        table.submit(person(table, name))
    assert [WHY in page(table, "Ada", name) for name in ("room", "room_rationales")] == [True, True]
    table.resolve()
    assert {name: WHY in page(table, name, "results", 1) for name in ("Bo", "Di", "Cy")} == {
        "Bo": True,
        "Di": False,
        "Cy": False,
    }
    table.open_next()
    assert WHY in page(table, "Ada", "room"), "the last orders that are closed are those of turn 1"


@pytest.mark.slow
def test_no_byte_of_a_team_mates_pages_changes(table: Class) -> None:
    """Other seats are asked in the tests of secrecy."""
    mate = person(table, "Di").user
    assert isinstance(mate, User)
    before = every_answer.answers(mate, table.exercise, (1,))
    write(table, "Bo")
    assert every_answer.answers(mate, table.exercise, (1,)) == before


def test_nobody_but_the_white_cell_asks_for_all_of_them(table: Class) -> None:
    write(table, "Bo")
    for name in ("Bo", "Cy"):
        with pytest.raises(Http404):
            access.rationales_for_room(person(table, name), table.turn)


@pytest.mark.slow
def test_whoever_writes_too_late_or_for_another_seat_is_told(table: Class) -> None:
    bo, cy = person(table, "Bo"), person(table, "Cy")
    with pytest.raises(orders.NotInSeat):
        rationales.write(by=cy, seat=table.seat("KOR"), turn=table.turn, text=WHY, now=table.now)
    takeovers.hand_to_policy(seat=table.seat("JPN"), by=table.ada, now=table.now)
    with pytest.raises(orders.SeatHandedOver):
        write(table, "Cy")
    participants.leave(person=person(table, "Di"), now=table.now)
    table.submit(bo)
    with pytest.raises(orders.TurnClosed):
        write(table, "Bo")
    assert not Rationale.objects.exists()


@pytest.mark.slow
def test_a_line_is_a_line(table: Class) -> None:
    assert write(table, "Bo", "x" * 300)
    with pytest.raises(rationales.RationaleTooLong, match="300 characters"):
        write(table, "Bo", "x" * 301)
    kept = write(table, "Bo", "<b>bold</b>\x00")
    assert kept
    assert kept.text == "<b>bold</b>"
    assert "&lt;b&gt;bold&lt;/b&gt;" in page(table, "Bo", "play")


def test_the_form_works_with_and_without_script(table: Class) -> None:
    client = Client()
    client.force_login(person(table, "Bo").user)
    address = reverse("rationale", args=[table.exercise.code, 1])
    assert client.post(address, {"text": WHY}).headers["Location"].endswith("/play/#pane-orders")
    kept = client.post(address, {"text": WHY}, headers={"HX-Request": "true"})
    assert (kept.status_code, "Kept." in kept.content.decode()) == (200, True)
    for headers in ({}, {"HX-Request": "true"}):
        refused = client.post(address, {"text": "x" * 5000}, headers=headers)
        assert (refused.status_code, "Shorten it to 300" in refused.content.decode()) == (422, True)
    assert Rationale.objects.get().text == WHY


@pytest.mark.slow
def test_the_field_says_who_reads_it_and_is_for_classes_alone(table: Class, make_class: Callable[..., Class]) -> None:
    assert "you alone read it, and the white cell once orders are closed." in page(table, "Bo", "play")
    sandbox = make_class(mode="sandbox")
    lifecycle.start(exercise=sandbox.exercise, by=sandbox.ada, now=sandbox.now)
    assert 'id="rationale"' not in page(sandbox, "Ada", "play")


@pytest.mark.slow
def test_the_owners_archive_holds_them_and_no_seats_log_does(table: Class) -> None:
    write(table, "Bo")
    table.draft(person(table, "Bo"), [])
    for name in ("Bo", "Cy"):
        table.submit(person(table, name))
    table.resolve()
    noted = [(each["by"], each["text"]) for each in archived(table.exercise, "Rationale")]
    assert noted == [(person(table, "Bo").pk, WHY)]
    seat = access.seat_for(person(table, "Di").user, table.exercise.code)
    assert WHY not in json.dumps(exports.log_document(seat, access.branch_for(seat)))
