"""Receipts: stored in every exercise, shown to senders only where the exercise shows receipts."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from wargame.exercises import access
from wargame.exercises.archives.services import writing
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Message, Participant, Receipt

pytestmark = pytest.mark.django_db

Notices = list[tuple[str, str]]


def gather(group: Class) -> Class:
    """Bo and Di play South Korea, Cy plays Japan, Mo plays China; turn 1 is open."""
    for name, role in (("Bo", "KOR"), ("Di", "KOR"), ("Cy", "JPN"), ("Mo", "CHN")):
        group.join(name, role)
    group.start()
    return group


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "seat__exercise", "exercise").get(name=name)


def write(group: Class, name: str, *recipients: str) -> Message:
    by = group.ada if name == "Ada" else person(group, name)
    return messages.send(by=by, recipients=recipients, text="Quid pro quo?", now=group.now)


def look(group: Class, name: str, address: str = "messages") -> str:
    client = Client()
    client.force_login(group.ada.user if name == "Ada" else person(group, name).user)
    return client.get(f"/x/{group.exercise.code}/{address}/").content.decode()


@pytest.fixture
def table(kept_class: Callable[..., Class]) -> Class:
    return kept_class(gather, shows_receipts=True)


@pytest.mark.slow
@pytest.mark.parametrize("address", ["messages", "play", "play/inbox"])
def test_the_first_look_of_each_reader_is_kept(table: Class, address: str) -> None:
    message = write(table, "Bo", "JPN", "WC")
    for name in ("Cy", "Cy", "Di", "Mo"):
        look(table, name, address)
    assert [(one.person.name, one.role) for one in message.receipts.all()] == [("Cy", "JPN")]
    look(table, "Ada", "room")
    assert [(one.person.name, one.role) for one in message.receipts.all()] == [("Cy", "JPN"), ("ada", "WC")]


def test_a_white_cell_that_reads_along_leaves_no_receipt(table: Class) -> None:
    write(table, "Bo", "JPN")
    look(table, "Ada")
    assert not Receipt.objects.exists()


@pytest.mark.slow
def test_who_wrote_is_told_which_seat_and_the_white_cell_who(table: Class) -> None:
    write(table, "Bo", "JPN")
    assert "Seen by" not in look(table, "Di")
    look(table, "Cy")
    for name in ("Bo", "Di"):
        page = look(table, name)
        assert "Seen by" in page
        assert "(Cy)" not in page
    assert "(Cy)" in look(table, "Ada")
    assert "Seen by" not in look(table, "Cy")


@pytest.mark.slow
def test_it_is_kept_and_told_to_nobody_unless_the_exercise_says_so(make_class: Callable[..., Class]) -> None:
    group = gather(make_class())
    write(group, "Bo", "JPN")
    look(group, "Cy")
    assert Receipt.objects.count() == 1
    assert [name for name in ("Bo", "Di", "Cy", "Ada") if "Seen by" in look(group, name)] == []
    assert "can see which seats have read it" not in look(group, "Bo")


def test_who_writes_and_who_reads_are_told_beforehand(table: Class) -> None:
    for name in ("Bo", "Ada"):
        assert "The author of a message can see which seats have read it." in look(table, name)


def test_only_the_seat_that_wrote_and_the_white_cell_hear_of_it(
    table: Class, notices: Notices, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    write(table, "Bo", "JPN")
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        look(table, "Cy")
    told = {channel for channel, region in notices if region == "inbox"}
    names = ("Bo", "Di", "Cy", "Mo")
    listeners = {name: set(access.channels_for(person(table, name).user, table.exercise)) for name in names}
    assert {name for name in names if told & listeners[name]} == {"Bo", "Di"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "to", "is_told"), [("open", ("JPN",), False), ("open", ("JPN", "WC"), True), ("monitored", ("JPN",), True)]
)
def test_the_room_hears_of_receipts_of_what_it_may_read(
    make_class: Callable[..., Class],
    notices: Notices,
    django_capture_on_commit_callbacks: Callable[..., object],
    rule: str,
    to: tuple[str, ...],
    is_told: bool,
) -> None:
    group = gather(make_class(shows_receipts=True, messages=rule))
    write(group, "Bo", *to)
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        look(group, "Cy")
    assert ((access.channel_of_room(group.exercise.pk), "inbox") in notices) is is_told


@pytest.mark.slow
def test_a_list_that_was_seen_is_sent_again_when_a_receipt_comes(table: Class) -> None:
    write(table, "Bo", "JPN")
    client = Client()
    client.force_login(person(table, "Bo").user)
    page = client.get(f"/x/{table.exercise.code}/play/").content.decode()
    address = page.split('id="inbox"')[1].split('hx-get="')[1].split('"')[0]
    assert client.get(address).status_code == 204
    look(table, "Cy")
    again = client.get(address)
    assert (again.status_code, "Seen by" in again.content.decode()) == (200, True)


@pytest.mark.slow
def test_the_form_of_an_exercise_switches_them(table: Class) -> None:
    client = Client()
    client.force_login(table.ada.user)
    slug = table.exercise.scenario_version.scenario.slug
    settings = {"brief_minutes": 2, "orders_minutes": 10, "grace_minutes": 0, "missed": "hold", "seat_size": 4}
    for posted, told in (({}, b"Not told"), ({"shows_receipts": "on"}, b"Told to who writes")):
        lobby = client.post(f"/exercises/new/?scenario={slug}", settings | posted, follow=True)
        assert told in lobby.content


def test_the_archive_holds_them(table: Class) -> None:
    write(table, "Bo", "JPN")
    look(table, "Cy")
    participants.leave(person=person(table, "Cy"), now=table.now)
    assert [each["role"] for each in archived(table.exercise, "Receipt")] == ["JPN"]


def count_queries(group: Class) -> int:
    """Return the number of database queries of the archive."""
    with CaptureQueriesContext(connection) as queries:
        writing.rows_of(group.exercise)
    return len(queries)


@pytest.mark.slow
def test_an_archive_of_many_messages_and_sheets_asks_no_more_than_one_of_few(table: Class) -> None:
    write(table, "Bo", "JPN")
    look(table, "Cy")
    table.submit(person(table, "Mo"))
    writing.rows_of(table.exercise)
    few = count_queries(table)
    write(table, "Bo", "JPN")
    look(table, "Cy")
    for name in ("Bo", "Cy"):
        table.draft(person(table, name), [])
        if name == "Bo":
            table.submit(person(table, name))
    assert count_queries(table) == few
