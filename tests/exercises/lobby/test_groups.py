"""Parallel groups: one code distributes people, one page shows and steers all groups."""

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.control.test_room_pages import as_user
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.codes import dashed_code
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.lobby.services import classes, groups, participants
from wargame.exercises.models import Exercise, Message, Participant, Series, Turn
from wargame.live import tokens

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(version: ScenarioVersion, ada: User, now: datetime) -> tuple[Exercise, ...]:
    rules = classes.Rules(title="IR 304", brief_seconds=0)
    return classes.create_groups(version=version, rules=rules, count=3, by=ada, now=now)


@pytest.fixture
def series(three: tuple[Exercise, ...]) -> Series:
    return Series.objects.get()


def sizes(three: tuple[Exercise, ...]) -> list[int]:
    return [group.participants.filter(part="player", left_at=None).count() for group in three]


def steer(client: Client, series: Series, **posted: object) -> str:
    answer = client.post(reverse("steer_groups", args=[series.code]), posted, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.slow
def test_the_form_opens_groups_with_one_page(version: ScenarioVersion, ada: User) -> None:
    posted = {"brief_minutes": 2, "orders_minutes": 10, "grace_minutes": 0, "missed": "hold", "seat_size": 8}
    answer = as_user(ada).post(reverse("new_exercise"), posted | {"groups": 3, "title": "IR 304"})
    series = Series.objects.get()
    assert answer["Location"] == reverse("groups", args=[series.code])
    assert series.exercises.count() == 3
    assert as_user(ada).post(reverse("new_exercise"), posted | {"groups": 21}).status_code == 422


@pytest.mark.slow
def test_one_code_spreads_people_evenly(three: tuple[Exercise, ...], series: Series, now: datetime) -> None:
    participants.join(exercise=three[0], name="Early", now=now)
    for number in range(5):
        answer = Client().post(reverse("join", args=[series.code]), {"name": f"P {number}", "tap": f"{number:022d}"})
        assert answer.status_code == 302
    assert sizes(three) == [2, 2, 2]


def watching(three: tuple[Exercise, ...]) -> list[int]:
    return [group.participants.filter(part="observer", left_at=None).count() for group in three]


@pytest.mark.slow
def test_the_code_of_all_lets_people_watch_where_a_group_takes_observers(
    three: tuple[Exercise, ...], series: Series
) -> None:
    address = reverse("join", args=[series.code])
    assert "I only watch" not in Client().get(address).content.decode()
    posted = [{"name": f"W {number}", "tap": f"{number:022d}", "watches": "on"} for number in range(4)]
    refused = Client().post(address, posted[0])
    assert (refused.status_code, watching(three)) == (422, [0, 0, 0])
    assert "take no observers" in refused.content.decode()
    Exercise.objects.exclude(pk=three[0].pk).update(allows_observers=True)
    assert "I only watch" in Client().get(address).content.decode()
    for each in posted:
        assert Client().post(address, each).status_code == 302
    assert (watching(three), sizes(three)) == ([0, 2, 2], [0, 0, 0])
    Exercise.objects.update(is_join_locked=True)
    locked = Client().post(address, {"name": "Late", "tap": "x" * 22, "watches": "on"}).content.decode()
    assert "unlock joining" in locked
    assert re.search(r'name="watches"\s+value="on"\s+checked', locked), "what was entered stays"


def count_queries(client: Client, series: Series) -> int:
    """Return the number of database queries of the page of the groups when it renews itself."""
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("groups", args=[series.code]), headers={"HX-Request": "true"})
    return len(queries)


@pytest.mark.slow
def test_twenty_groups_cost_no_more_questions_than_two(version: ScenarioVersion, ada: User, now: datetime) -> None:
    client, costs = as_user(ada), []
    for count in (2, 20):
        groups = classes.create_groups(
            version=version, rules=classes.Rules(brief_seconds=0), count=count, by=ada, now=now
        )
        for group in groups[: count - 1]:
            participants.join(exercise=group, name="Bo", now=now)
            lifecycle.start(exercise=group, by=group.participants.get(user=ada), now=now)
        Participant.objects.update(seen_at=None)
        series = groups[0].series
        assert series
        costs.append((count_queries(client, series), count_queries(client, series)))
        page = client.get(reverse("groups", args=[series.code])).content.decode()
        assert page.count("Turn 1") == count - 1
        assert not Participant.objects.filter(exercise__in=groups, user=ada, seen_at=None).exists()
    assert costs[0] == costs[1]
    assert costs[0][0] <= 14


def test_a_form_sent_twice_and_a_second_visit_come_to_the_same_group(
    three: tuple[Exercise, ...], series: Series
) -> None:
    phone, posted = Client(), {"name": "Bo", "tap": "x" * 22}
    address = reverse("join", args=[series.code])
    first = phone.post(address, posted)["Location"]
    assert Client().post(address, posted)["Location"] == first
    assert phone.get(address)["Location"] == first
    assert sizes(three) == [1, 0, 0]


def test_groups_that_are_locked_or_over_are_left_out(three: tuple[Exercise, ...], series: Series) -> None:
    three[0].participants.get()
    classes.lock_joining(exercise=three[0], is_locked=True, by=three[0].participants.get(), now=three[0].created_at)
    lifecycle.end(exercise=three[1], by=three[1].participants.get(), reason="", now=three[1].created_at)
    for number in range(2):
        Client().post(reverse("join", args=[series.code]), {"name": f"P {number}", "tap": f"{number:022d}"})
    assert sizes(three) == [0, 0, 2]
    Exercise.objects.update(is_join_locked=True)
    refused = Client().post(reverse("join", args=[series.code]), {"name": "Late", "tap": "x" * 22})
    assert refused.status_code == 422
    assert "unlock joining" in refused.content.decode()
    with pytest.raises(participants.JoinLocked):
        groups.join(series=series, name="Late", now=three[0].created_at)


@pytest.mark.parametrize("name", ["", "<b>", "x" * 500])
def test_a_name_that_cannot_be_is_refused(three: tuple[Exercise, ...], series: Series, name: str) -> None:
    assert Client().post(reverse("join", args=[series.code]), {"name": name, "tap": "x" * 22}).status_code == 422
    assert sizes(three) == [0, 0, 0]


def test_only_who_leads_finds_the_page(three: tuple[Exercise, ...], series: Series, eve: User) -> None:
    bo = participants.join(exercise=three[0], name="Bo", now=three[0].created_at).participant
    assert isinstance(bo.user, User)
    for client in (Client(), as_user(eve), as_user(bo.user)):
        assert client.get(reverse("groups", args=[series.code])).status_code == 404
        assert client.post(reverse("steer_groups", args=[series.code]), {"action": "start"}).status_code == 404
        assert client.post(reverse("end_groups", args=[series.code]), {"typed": series.code}).status_code == 404
    assert as_user(eve).get(reverse("groups", args=["K7QFA3"])).status_code == 404


@pytest.mark.slow
def test_one_act_for_all_groups(three: tuple[Exercise, ...], series: Series, ada: User, now: datetime) -> None:
    for group in three:
        participants.join(exercise=group, name="Bo", now=now)
    client = as_user(ada)
    steer(client, series, action="assign")
    assert not [group for group in three if group.participants.filter(part="player", seat=None).exists()]
    assert "Done in 3 of 3 groups." in steer(client, series, action="start")
    assert "Turn 1" in steer(client, series, action="pause")
    assert not Turn.objects.filter(paused_at=None).exists()
    before = Turn.objects.values_list("left_seconds", flat=True)[0]
    steer(client, series, action="extend", minutes=3)
    assert Turn.objects.values_list("left_seconds", flat=True)[0] == pytest.approx((before or 0) + 180)
    steer(client, series, action="resume")
    assert not Turn.objects.exclude(paused_at=None).exists()
    steer(client, series, action="close")
    assert set(Turn.objects.values_list("status", flat=True)) == {Turn.Status.ADJUDICATING}


@pytest.mark.slow
def test_where_it_cannot_be_done_is_said_and_the_others_go_on(
    three: tuple[Exercise, ...], series: Series, ada: User, now: datetime
) -> None:
    leaders = [group.participants.get(user=ada) for group in three]
    for group, leader in list(zip(three, leaders, strict=True))[:2]:
        lifecycle.start(exercise=group, by=leader, now=now)
    turn = Turn.objects.with_exercise().get(branch__exercise=three[0])
    phases.close(turn=turn, by=leaders[0], now=now)
    page = steer(as_user(ada), series, action="close")
    assert "Done in 1 of 3 groups." in page
    assert "group 3: still in its lobby." in page
    for wrong in ({"action": "dance"}, {"action": "extend", "minutes": "soon"}, {}):
        assert "banner--warning" in steer(as_user(ada), series, **wrong)


def test_the_page_of_the_groups_is_told_nothing_more_when_its_leader_goes(
    three: tuple[Exercise, ...], series: Series, ada: User
) -> None:
    address = as_user(ada).get(reverse("groups", args=[series.code])).context["live_url"]
    leaders = Participant.objects.filter(user=ada)
    assert leaders.count() == 3
    told = {tokens.channel_digest(access.channel_of_person(leader)) for leader in leaders}
    assert told <= tokens.read(address).channels


@pytest.mark.slow
def test_all_groups_end_when_the_code_of_all_is_typed(
    three: tuple[Exercise, ...], series: Series, ada: User, now: datetime
) -> None:
    client, address = as_user(ada), reverse("end_groups", args=[series.code])
    for typed in ("", three[0].code, "K7QFA3"):
        page = client.post(address, {"typed": typed}, follow=True).content.decode()
        assert "The groups go on" in page
    assert not Exercise.objects.filter(status="ended").exists()
    lifecycle.end(exercise=three[1], by=three[1].participants.get(user=ada), reason="", now=now)
    page = client.post(address, {"typed": dashed_code(series.code), "reason": "The bell"}, follow=True).content.decode()
    assert "Done in 2 of 3 groups." in page
    assert "group 2: ended before." in page
    assert set(Exercise.objects.values_list("status", flat=True)) == {"ended"}
    assert three[0].control_entries.get(act="end").reason == "The bell"


@pytest.mark.slow
def test_my_exercises_lists_all_groups_as_one(
    three: tuple[Exercise, ...], series: Series, ada: User, now: datetime
) -> None:
    lifecycle.start(exercise=three[0], by=three[0].participants.get(user=ada), now=now)
    page = as_user(ada).get(reverse("exercises")).content.decode()
    assert page.count('<li class="row">') == 1
    assert reverse("groups", args=[dashed_code(series.code)]) in page
    assert [line in page for line in ("3 parallel groups", "Running", "3 here")] == [True, True, True]
    bo = participants.join(exercise=three[1], name="Bo", now=now).participant
    assert isinstance(bo.user, User)
    assert (
        reverse("exercise", args=[dashed_code(three[1].code)])
        in as_user(bo.user).get(reverse("exercises")).content.decode()
    )


def test_a_line_names_the_group_and_not_the_class_again(three: tuple[Exercise, ...], series: Series, ada: User) -> None:
    Exercise.objects.filter(pk=three[1].pk).update(title="night shift, group 2")
    told = as_user(ada).get(reverse("groups", args=[series.code])).content.decode()
    titles = re.findall(r'id="group-[^"]+">([^<]+)<', told)
    assert titles == ["Group 1", "Night shift, group 2", "Group 3"]


@pytest.mark.slow
def test_one_message_reaches_the_chosen_seats_of_every_group(
    three: tuple[Exercise, ...], series: Series, ada: User, now: datetime
) -> None:
    for group in three[:2]:
        lifecycle.start(exercise=group, by=group.participants.get(user=ada), now=now)
    address = reverse("write_to_groups", args=[series.code])
    page = (
        as_user(ada).post(address, {"text": "Five minutes left.", "to": ["KOR", "JPN"]}, follow=True).content.decode()
    )
    assert "Done in 2 of 3 groups." in page
    assert "has not begun yet" in page
    sent = Message.objects.filter(text="Five minutes left.")
    assert sorted(message.turn.branch.exercise_id for message in sent) == [group.pk for group in three[:2]]
    assert {tuple(message.recipients) for message in sent} == {("KOR", "JPN")}
    as_user(ada).post(address, {"text": "The bell."})
    assert [len(message.recipients) for message in Message.objects.filter(text="The bell.")] == [5, 5]


def test_nobody_else_writes_to_the_groups(series: Series, eve: User) -> None:
    answer = as_user(eve).post(reverse("write_to_groups", args=[series.code]), {"text": "Hello."})
    assert answer.status_code == 404
    assert not Message.objects.filter(text="Hello.").exists()
