"""The projector: what a class sees on the wall in each phase; all of it is known to every seat."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios import opening
from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from tests.exercises.indistinguishable_worlds import change_what_is_hidden
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import classes
from wargame.exercises.models import Turn
from wargame.exercises.projector.selectors import Projector

pytestmark = pytest.mark.django_db

MakeClass = Callable[..., Class]


def wall(group: Class, *, is_part: bool = False) -> str:
    """Return the projector's page without what differs in every answer."""
    client = Client()
    assert isinstance(group.ada.user, User)
    client.force_login(group.ada.user)
    address = reverse("projector", args=[group.exercise.code])
    answer = client.get(address, headers=every_answer.HTMX if is_part else {})
    assert answer.status_code == 200
    return every_answer.FRESH.sub("", answer.content.decode())


def screen_of(group: Class) -> Projector:
    client = Client()
    assert isinstance(group.ada.user, User)
    client.force_login(group.ada.user)
    found = client.get(reverse("projector", args=[group.exercise.code])).context["projector"]
    assert isinstance(found, Projector)
    return found


def begun(group: Class) -> Class:
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    return group


def play(group: Class) -> Turn:
    for name, role in (("Bo", "KOR"), ("Cy", "JPN")):
        person = group.exercise.participants.get(name=name)
        group.submit(person, Player(group.seat(role)).legal(1, turn=group.turn))
    return group.resolve()


def test_before_the_start_it_shows_the_code_and_who_plays_each_seat(make_class: MakeClass) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    group.join("Wes")
    page = wall(group)
    assert "Free; the AI plays if nobody takes it" in page
    assert page.count("the AI plays") == 4
    assert ">Bo<" in page
    assert "1 waiting for a seat" in page
    assert f"/j/{group.exercise.code}/" in page
    assert "nobody<" not in page


@pytest.mark.slow
def test_a_turn_shows_its_phase_clock_and_ready_seats(make_class: MakeClass) -> None:
    group = begun(make_class(brief_seconds=0))
    now = screen_of(group).now
    assert (now.phase, now.turn, now.hours) == ("Orders", 1, "23 July 06:30\N{EN DASH}08:30")
    assert now.deadline == group.turn.deadline
    assert {seat.code: seat.word for seat in now.seats} == {
        "RUS": "AI", "CHN": "AI", "USA": "AI", "KOR": "not yet", "JPN": "not yet",
    }  # fmt: skip
    group.submit(group.exercise.participants.get(name="Bo"))
    assert screen_of(group).now.ready_count == 4
    assert "4/5" in wall(group)
    phases.pause(turn=group.turn, by=group.ada, now=timezone.now(), reason="")
    assert "Paused" in wall(group)


def test_a_region_is_asked_for_alone(make_class: MakeClass) -> None:
    group = begun(make_class())
    assert wall(group, is_part=True).lstrip().startswith('<div id="projector"')


@pytest.mark.slow
def test_the_map_and_the_press_hold_what_every_seat_is_shown(make_class: MakeClass) -> None:
    group = begun(make_class())
    maps = screen_of(group).board.maps
    assert maps is not None
    assert "2 H-6K" in maps.projector.sentence
    assert "2 Tu-95MS" in maps.projector.sentence
    assert not {"F-15K at Daegu", "F-15J at Tsuiki", "route to the meeting"} & set(re.findall(r"[\w -]+", wall(group)))
    bo = group.exercise.participants.get(name="Bo")
    messages.send(by=bo, recipients=(), text="We protest.", now=group.now, is_statement=True)
    messages.send(by=bo, recipients=["JPN"], text="Between us.", now=group.now)
    page = wall(group)
    assert ("We protest." in page, "Between us." in page) == (True, False)


@pytest.mark.slow
def test_results_come_when_they_are_out_and_stay_by_turn(make_class: MakeClass) -> None:
    group = begun(make_class(adjudication="semi_rigid"))
    play(group)
    assert group.turn.status == Turn.Status.REVIEW
    assert screen_of(group).headlines == ()
    assert not screen_of(group).shows_results
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    found = screen_of(group)
    assert found.shows_results
    assert [each.number for each in found.headlines] == [1]
    assert found.headlines[0].text in wall(group)
    group.open_next()
    play(group)
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    assert [each.number for each in screen_of(group).headlines] == [2, 1]


@pytest.mark.slow
def test_each_phase_asks_the_room_something_else(make_class: MakeClass) -> None:
    group = begun(make_class(brief_seconds=120))
    asked = [screen_of(group).prompt.text]
    phases.open_orders(turn=group.turn, by=group.ada, now=group.now)
    asked.append(screen_of(group).prompt.text)
    play(group)
    asked.append(screen_of(group).prompt.text)
    phases.discuss(turn=group.turn, by=group.ada, now=group.now)
    asked.append(screen_of(group).prompt.text)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    asked.append(screen_of(group).prompt.text)
    assert len(set(asked)) == 5


@pytest.mark.slow
def test_at_the_end_nobody_is_asked_to_join(make_class: MakeClass) -> None:
    group = begun(make_class())
    assert "Join with" in wall(group)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    assert "Join with" not in wall(group)


@pytest.mark.slow
def test_the_packs_question_for_turn_and_phase_comes_first(group: Class) -> None:
    begun(group)
    content = bridge.content_for(group.turn)
    asked = {(prompt.turn, prompt.phase): prompt.text for prompt in content.texts.prompts}
    assert screen_of(group).prompt.text == asked[1, "orders"]
    assert opening.prompt_of(content, 2, "discuss") == asked[None, "discuss"]
    assert opening.prompt_of(content, 6, "discuss") == asked[6, "discuss"]
    assert opening.prompt_of(content, 2, "brief") == ""
    play(group)
    assert screen_of(group).prompt.text == "What came as a surprise, and what could have told you before?"


@pytest.mark.slow
def test_nothing_that_any_seat_may_not_know_changes_it(make_class: MakeClass) -> None:
    group = begun(make_class())
    play(group)
    group.open_next()
    before = wall(group)
    for turn in Turn.objects.filter(branch__exercise=group.exercise):
        for role in ("CHN", "JPN", "KOR", "RUS", "USA"):
            cache.clear()
            change_what_is_hidden(turn, group.seat(role))
            assert wall(group) == before


def test_all_groups_are_shown_to_who_leads_them(make_class: MakeClass, ada: User, eve: User) -> None:
    version = make_class().exercise.scenario_version
    rules = classes.Rules(title="IR 304", brief_seconds=0)
    groups = classes.create_groups(version=version, rules=rules, count=2, by=ada, now=timezone.now())
    first = Class.of(groups[0], timezone.now())
    first.join("Bo", "KOR")
    first.start()
    assert groups[0].series
    address = reverse("groups_projector", args=[groups[0].series.code])
    client = Client()
    client.force_login(ada)
    page = client.get(address).content.decode()
    assert ("Group 1" in page, "Group 2" in page, "4/5" in page) == (True, True, True)
    assert f"/j/{groups[0].series.code}/" in page
    client.force_login(eve)
    assert client.get(address).status_code == 404
