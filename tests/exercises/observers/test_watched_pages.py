"""The press and a seat's results, as observers and the white cell read them."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.indistinguishable_worlds import change_what_is_hidden
from tests.exercises.observers.test_observers import at, dee_of, give, page
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.diplomacy.selectors.press import watched_press_of
from wargame.exercises.diplomacy.services import messages, proposals
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Exercise, Message, Participant, Turn

pytestmark = pytest.mark.django_db

MakeClass = Callable[..., Class]
AGREED = "agreed on prior notice of flights"


def begun(group: Class) -> Class:
    """Bo plays South Korea, Mo plays China, Dee watches; they agree on something and say something in turn 1."""
    bo, mo = group.join("Bo", "KOR"), group.join("Mo", "CHN")
    participants.join(exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER)
    group.start()
    said = proposals.propose(by=mo, agreement="notice_beijing", now=group.now)
    proposals.answer(by=bo, key=said.key, is_yes=True, now=group.now)
    state(group, bo, "We protest.")
    state(group, group.ada, "Fishing boats keep away.", outlet="moscow")
    group.submit(bo, Player(group.seat("KOR")).legal(1, turn=group.turn))
    group.submit(mo)
    group.resolve()
    return group


def state(group: Class, by: Participant, text: str, outlet: str = "") -> Message:
    return messages.send(by=by, recipients=(), text=text, now=group.now, is_statement=True, outlet=outlet)


def user_of(group: Class, name: str) -> User:
    user = group.ada.user if name == "Ada" else group.exercise.participants.get(name=name).user
    assert isinstance(user, User)
    return user


@pytest.mark.slow
def test_an_observer_reads_the_press_as_all_read_it(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    for sight, role in (("common", ""), ("seat", "KOR"), ("all", "")):
        give(group, sight, role)
        feed = page(group, "press")
        assert [text in feed for text in ("We protest.", "Fishing boats keep away.", "Moskva Courier", AGREED)] == [
            True
        ] * 4
        assert "<textarea" not in feed
    assert at(group, "press") in page(group)


@pytest.mark.slow
def test_the_press_comes_to_an_observer_with_the_delay(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True, observer_delay=1))
    assert "We protest." not in page(group, "press")
    group.open_next()
    state(group, group.exercise.participants.get(name="Bo"), "Later words.")
    feed = page(group, "press")
    assert ("We protest." in feed, AGREED in feed, "Later words." in feed) == (True, False, False)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    feed = page(group, "press")
    assert (AGREED in feed, "Later words." in feed) == (True, True)


@pytest.mark.slow
def test_no_secret_moves_the_press_of_an_observer(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    before = page(group, "press")
    for role in ("CHN", "JPN", "KOR", "RUS", "USA"):
        change_what_is_hidden(group.turn, group.seat(role))
    turn = group.turn
    rows = [row | {"audience": ["CHN", "KOR"]} if row["subject"] == "accord" else row for row in turn.outcomes]
    assert page(group, "press") == before
    Turn.objects.filter(pk=turn.pk).update(outcomes=rows, digest="another")
    assert AGREED not in page(group, "press")


def test_an_observer_prints_nothing(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    refused = as_user(user_of(group, "Dee")).post(at(group, "press"), {"text": "Extra!"})
    assert (refused.status_code, "only seats and the white cell" in refused.content.decode()) == (422, True)
    assert not Message.objects.filter(text="Extra!").exists()


@pytest.mark.slow
def test_an_observer_reads_which_outlet_printed_something(make_class: MakeClass) -> None:
    shown = page(begun(make_class(allows_observers=True)))
    assert re.search(r"<b>Moskva Courier</b>\s*Fishing boats keep away\.", shown)


def count_queries(group: Class) -> int:
    person = Participant.objects.select_related("exercise", "watched").get(pk=dee_of(group).pk)
    with CaptureQueriesContext(connection) as queries:
        watched_press_of(person)
    return len(queries)


@pytest.mark.slow
def test_a_press_of_two_turns_that_was_read_costs_no_more_than_one_of_one(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    page(group, "press")
    few = count_queries(group)
    group.open_next()
    for name in ("Bo", "Mo"):
        group.submit(group.exercise.participants.get(name=name))
    group.resolve()
    page(group, "press")
    assert count_queries(group) == few


@pytest.mark.slow
def test_results_are_read_as_a_seat_sees_them(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True))
    own = as_user(user_of(group, "Bo")).get(at(group, "results", 1), {"told": 1}).context["results"]
    give(group, "seat", "KOR")
    for name in ("Ada", "Dee"):
        client = as_user(user_of(group, name))
        assert at(group, "view_as_results", "KOR", 1) in client.get(at(group, "view_as", "KOR")).content.decode()
        answer = client.get(at(group, "view_as_results", "KOR", 1))
        assert answer.context["results"] == own
        assert not re.search(r'<form[^>]*method="post"[^>]*action="/x/', answer.content.decode()), "nothing can be done"
        assert client.get(at(group, "view_as_results", "KOR", 2))["Location"] == at(group, "view_as", "KOR")
    assert as_user(user_of(group, "Dee")).get(at(group, "view_as_results", "JPN", 1)).status_code == 404
    assert as_user(user_of(group, "Bo")).get(at(group, "view_as_results", "KOR", 1)).status_code == 404
    before = page(group, "view_as_results", "KOR", 1)
    change_what_is_hidden(group.turn, group.seat("KOR"))
    assert page(group, "view_as_results", "KOR", 1) == before


@pytest.mark.slow
def test_results_as_a_seat_sees_them_come_with_the_delay_and_not_from_review(make_class: MakeClass) -> None:
    group = begun(make_class(allows_observers=True, observer_delay=1, adjudication="semi_rigid"))
    give(group, "seat", "KOR")
    assert group.turn.status == "review"
    ada, dee = (as_user(user_of(group, name)) for name in ("Ada", "Dee"))
    assert ada.get(at(group, "view_as_results", "KOR", 1)).status_code == 302
    Turn.objects.filter(pk=group.turn.pk).update(status="closed")
    assert ada.get(at(group, "view_as_results", "KOR", 1)).status_code == 200
    group.open_next()
    assert dee.get(at(group, "view_as_results", "KOR", 1)).status_code == 302
    assert at(group, "view_as_results", "KOR", 1) not in dee.get(at(group, "view_as", "KOR")).content.decode()
    Exercise.objects.update(observer_delay=0)
    assert dee.get(at(group, "view_as_results", "KOR", 1)).status_code == 200
