"""People write to each other and to the white cell: who may, what is refused, who reads and who hears of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from scenarios.models import ScenarioVersion
from tests.exercises.answers import answers, different
from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from tests.exercises.every_answer import FRESH
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import participants, seating
from wargame.exercises.models import Exercise, Message, Participant
from wargame.exercises.results import exports

pytestmark = pytest.mark.django_db

Notices = list[tuple[str, str]]
HTMX = {"HX-Request": "true"}


def gather(group: Class) -> Class:
    """Bo and Di play South Korea, Cy plays Japan, Mo plays China; turn 1 is open."""
    for name, role in (("Bo", "KOR"), ("Di", "KOR"), ("Cy", "JPN"), ("Mo", "CHN")):
        group.join(name, role)
    group.start()
    return group


@pytest.fixture
def table(kept_class: Callable[..., Class]) -> Class:
    return kept_class(gather)


@pytest.fixture(params=["open", "monitored"])
def talking(kept_class: Callable[..., Class], request: pytest.FixtureRequest) -> Class:
    return kept_class(gather, messages=request.param)


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "seat__exercise", "exercise").get(name=name)


def write(group: Class, name: str, *recipients: str, text: str = "Quid pro quo?", statement: bool = False) -> Message:
    by = group.ada if name == "Ada" else person(group, name)
    return messages.send(by=by, recipients=recipients, text=text, now=group.now, is_statement=statement)


def inbox(group: Class, user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get(f"/x/{group.exercise.code}/messages/").content.decode()


def read(group: Class, name: str) -> str:
    return inbox(group, group.ada.user if name == "Ada" else person(group, name).user)


@pytest.mark.slow
def test_a_message_is_read_by_those_it_is_for_and_by_the_own_team(table: Class) -> None:
    write(table, "Bo", "JPN", text="Shall we share tracks?")
    assert {name: "Shall we share tracks?" in read(table, name) for name in ("Bo", "Di", "Cy", "Mo")} == {
        "Bo": True,
        "Di": True,
        "Cy": True,
        "Mo": False,
    }


@pytest.mark.slow
def test_the_author_is_named_to_the_own_team_and_to_the_white_cell_alone(table: Class) -> None:
    write(table, "Bo", "JPN")
    named = '<span class="message-author" dir="auto">Bo</span>'
    assert [named in read(table, name) for name in ("Di", "Cy", "Ada")] == [True, False, True]
    write(table, "Ada", "JPN", text="Hold on.")
    assert ">Ada<" not in read(table, "Cy")


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "is_read"), [("open", False), ("monitored", True)])
def test_the_white_cell_reads_what_the_page_says(make_class: Callable[..., Class], rule: str, is_read: bool) -> None:
    group = gather(make_class(messages=rule))
    write(group, "Bo", "JPN", text="Between us.")
    assert ("Between us." in read(group, "Ada")) is is_read
    assert ("The white cell can read all messages." in read(group, "Cy")) is is_read
    assert ("The white cell cannot" in read(group, "Cy")) is not is_read


@pytest.mark.parametrize(("chosen", "kept"), [("off", "off"), ("open", "open"), ("", "monitored")])
def test_who_sets_an_exercise_up_chooses_and_the_lobby_says_so(
    version: ScenarioVersion, ada: User, client: Client, chosen: str, kept: str
) -> None:
    client.force_login(ada)
    settings = {"brief_minutes": 2, "orders_minutes": 10, "grace_minutes": 0, "missed": "hold", "seat_size": 4}
    address = f"/exercises/new/?scenario={version.scenario.slug}"
    lobby = client.post(address, settings | {"messages": chosen}, follow=True)
    assert Exercise.objects.get().messages == kept
    assert b"Messages between seats" in lobby.content


@pytest.mark.slow
def test_the_white_cell_is_asked_and_answers_in_every_rule(make_class: Callable[..., Class]) -> None:
    for rule in ("open", "monitored", "off"):
        group = gather(make_class(messages=rule))
        write(group, "Bo", "WC", text="May we go on?")
        assert "May we go on?" in read(group, "Ada")
        write(group, "Ada", "KOR", text="You may.")
        assert ["You may." in read(group, name) for name in ("Bo", "Di", "Cy")] == [True, True, False]


@pytest.mark.slow
def test_a_statement_is_for_everybody(talking: Class) -> None:
    write(talking, "Bo", text="We protest.", statement=True)
    found = [read(talking, name) for name in ("Di", "Cy", "Mo", "Ada")]
    assert ["We protest." in page and ">Statement<" in page for page in found] == [True] * 4


REFUSED = {
    "nobody": ({"recipients": [], "text": "Hm."}, messages.NoRecipient),
    "itself": ({"recipients": ["KOR"], "text": "Hm."}, messages.NoRecipient),
    "unknown": ({"recipients": ["JPN", "XXX"], "text": "Hm."}, messages.NoRecipient),
    "empty": ({"recipients": ["JPN"], "text": " \n\x00 "}, messages.BadText),
    "long": ({"recipients": ["JPN"], "text": "x" * 2001}, messages.BadText),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_no_trace(table: Class, case: str) -> None:
    given, refusal = REFUSED[case]
    before = Message.objects.count()
    with pytest.raises(refusal):
        messages.send(by=person(table, "Bo"), now=table.now, **given)  # type: ignore[arg-type]
    assert Message.objects.count() == before


def test_the_longest_text_is_sent_whole(table: Class) -> None:
    assert write(table, "Bo", "JPN", text=f" {'x' * 2000} ").text == "x" * 2000


def test_seats_are_silent_where_messages_are_off(make_class: Callable[..., Class]) -> None:
    group = gather(make_class(messages="off"))
    for recipients, statement in ((["JPN"], False), (["JPN", "WC"], False), ([], True)):
        with pytest.raises(messages.MessagesOff):
            write(group, "Bo", *recipients, statement=statement)
    assert 'id="to-JPN"' not in read(group, "Bo")
    assert 'id="to-WC"' in read(group, "Bo")


def test_nobody_writes_before_after_or_without_a_seat(group: Class) -> None:
    waiting = group.join("Bo", "KOR")
    with pytest.raises(messages.NotRunning, match="not begun"):
        messages.send(by=waiting, recipients=["WC"], text="Hm.", now=group.now)
    group.start()
    idle = group.join("Flo")
    with pytest.raises(messages.NotSeated):
        messages.send(by=idle, recipients=["WC"], text="Hm.", now=group.now)
    participants.leave(person=waiting, now=group.now)
    with pytest.raises(messages.NotSeated):
        messages.send(by=waiting, recipients=["WC"], text="Hm.", now=group.now)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    with pytest.raises(messages.NotRunning, match="over"):
        write(group, "Ada", "KOR")


@pytest.mark.slow
def test_one_person_cannot_flood_the_others(table: Class) -> None:
    for _ in range(messages.MOST_A_MINUTE):
        write(table, "Bo", "JPN")
    with pytest.raises(messages.TooManyMessages):
        write(table, "Bo", "JPN")
    write(table, "Di", "JPN")
    table.now += timedelta(minutes=1)
    write(table, "Bo", "JPN")


def test_who_was_moved_reads_and_writes_for_the_new_seat(table: Class) -> None:
    write(table, "Bo", "CHN", text="For China only.")
    bo = person(table, "Bo")
    seating.assign(person=person(table, "Bo"), seat=table.seat("JPN"), by=table.ada, now=table.now)
    assert messages.send(by=bo, recipients=["CHN"], text="Hello.", now=table.now).sender == "JPN"
    assert "For China only." not in read(table, "Bo")


@pytest.mark.slow
def test_messages_of_earlier_turns_stay(table: Class) -> None:
    write(table, "Bo", "JPN", text="Before dawn.")
    for name in ("Bo", "Cy", "Mo"):
        table.submit(person(table, name))
    table.resolve()
    assert "Before dawn." in read(table, "Cy"), "between two turns"
    table.open_next()
    assert "Before dawn." in read(table, "Cy")
    client = Client()
    client.force_login(person(table, "Cy").user)
    assert b"Before dawn." in client.get(f"/x/{table.exercise.code}/play/").content
    lifecycle.end(exercise=table.exercise, by=table.ada, reason="", now=table.now)
    assert "Before dawn." in read(table, "Cy")
    assert "message-form" not in read(table, "Cy")


def test_markup_is_text(table: Class) -> None:
    write(table, "Bo", "JPN", "WC", text="<script>alert(1)</script><img src=x onerror=alert(1)>")
    for name in ("Di", "Cy", "Ada"):
        page = read(table, name)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x" in page
        assert "<script>alert" not in page
        assert "<img" not in page


# What others write to each other.


@pytest.mark.slow
def test_what_others_write_changes_no_byte(talking: Class) -> None:
    group, mo = talking, person(talking, "Mo")
    before = answers(mo.user, group.exercise, (1,))
    assert before["/x/CODE/messages/"][0] == before["/x/CODE/play/"][0] == 200
    write(group, "Bo", "JPN", text="Between us.")
    write(group, "Cy", "KOR", "WC", text="Agreed.")
    write(group, "Ada", "KOR", text="Noted.")
    assert different(before, answers(mo.user, group.exercise, (1,))) == {}
    write(group, "Bo", "CHN", text="Now for you.")
    changed = different(before, answers(mo.user, group.exercise, (1,)))
    assert {"/x/CODE/play/", "/x/CODE/messages/", "/x/CODE/play/inbox/"} <= set(changed)


def test_in_open_exercises_the_white_cell_learns_nothing_of_private_messages(make_class: Callable[..., Class]) -> None:
    group = gather(make_class(messages="open"))
    before = read(group, "Ada")
    write(group, "Bo", "JPN")
    assert FRESH.sub("", read(group, "Ada")) == FRESH.sub("", before)


@pytest.mark.slow
def test_only_those_concerned_hear_of_a_message(
    make_class: Callable[..., Class], notices: Notices, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    for rule, room in (("open", False), ("monitored", True)):
        group = gather(make_class(messages=rule))
        notices.clear()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            write(group, "Bo", "JPN")
        told = {channel for channel, region in notices if region == "inbox"}
        listeners = {name: set(access.channels_for(person(group, name).user, group.exercise)) for name in NAMES}
        assert {name for name in NAMES if told & listeners[name]} == {"Bo", "Di", "Cy"}
        assert bool(told & set(access.channels_for(group.ada.user, group.exercise))) is room
        assert len(notices) == len(told), "there is no other notice"


NAMES = ("Bo", "Di", "Cy", "Mo")


def test_strangers_and_who_left_find_and_send_nothing(table: Class, eve: User, client: Client) -> None:
    write(table, "Bo", "JPN", text="Between us.")
    gone = person(table, "Cy")
    participants.remove(person=gone, by=table.ada, reason="", now=table.now)
    address = f"/x/{table.exercise.code}/messages/"
    for user in (eve, gone.user, table.join("Flo").user):
        client.force_login(user)
        assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 404
    assert client.post(address, {"to": "JPN", "text": "Hm."}).status_code == 404
    for user in (eve, gone.user):
        client.force_login(user)
        assert client.post(address, {"to": "JPN", "text": "Hm."}).status_code == 404
    assert not Message.objects.filter(text="Hm.").exists()


def test_logs_tell_nothing_and_the_owners_archive_everything(table: Class) -> None:
    write(table, "Bo", "JPN", text="Between us.")
    seat = access.seat_for(person(table, "Mo").user, table.exercise.code)
    assert "Between us." not in exports.log_json(seat, access.branch_for(seat))
    sent = [each for each in archived(table.exercise, "Message") if each["author"]]
    author = person(table, "Bo").pk
    assert [(each["sender"], each["recipients"], each["author"]) for each in sent] == [("KOR", ["JPN"], author)]


# The pages.


def as_(group: Class, name: str) -> tuple[Client, str]:
    client = Client()
    client.force_login(group.ada.user if name == "Ada" else person(group, name).user)
    return client, f"/x/{group.exercise.code}/messages/"


@pytest.mark.slow
def test_the_form_works_without_script(table: Class) -> None:
    client, address = as_(table, "Bo")
    page = client.post(address, {"to": ["JPN", "CHN"], "text": "One\r\ntwo"}, follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "One\ntwo" in page.content.decode()
    refused = client.post(address, {"to": "JPN", "text": "y" * 2001})
    assert refused.status_code == 422
    assert "y" * 2001 in refused.content.decode(), "what was written is not lost"
    assert "too long" in refused.content.decode()


@pytest.mark.slow
def test_a_part_of_the_page_is_answered_with_a_part(table: Class) -> None:
    client, address = as_(table, "Bo")
    sent = client.post(address, {"to": "JPN", "text": "Hello."}, headers=HTMX)
    assert sent.status_code == 200
    assert "sent" in sent.headers["HX-Trigger"]
    assert sent.content.decode().strip().startswith('<form id="message-form"')
    assert "Hello." not in sent.content.decode()
    refused = client.post(address, {"text": "Hello."}, headers=HTMX)
    assert (refused.status_code, "Hello." in refused.content.decode()) == (422, True)
    assert "HX-Trigger" not in refused.headers


def test_the_white_cell_writes_from_its_own_page(table: Class) -> None:
    client, address = as_(table, "Ada")
    assert client.post(address, {"to": "KOR", "text": "Time is short."}, follow=True).status_code == 200
    assert Message.objects.get(text="Time is short.").sender == "WC"


def test_the_list_is_sent_again_when_there_is_more_to_read(table: Class) -> None:
    client, _ = as_(table, "Cy")
    shown = client.get(f"/x/{table.exercise.code}/play/inbox/").content.decode()
    address = shown.split('hx-get="')[1].split('"')[0]
    assert client.get(address).status_code == 204
    write(table, "Bo", "CHN")
    assert client.get(address).status_code == 204
    write(table, "Bo", "JPN")
    assert client.get(address).status_code == 200


def test_alone_there_is_no_white_cell_to_write_to(client: Client, exercise: object, bo: User) -> None:
    client.force_login(bo)
    address = f"/x/{exercise.code}/messages/"  # type: ignore[attr-defined]
    assert b'id="to-WC"' not in client.get(address).content
    assert client.post(address, {"to": "WC", "text": "Hm."}).status_code == 422
    assert not Message.objects.filter(text="Hm.").exists()
